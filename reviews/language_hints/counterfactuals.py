"""Acts that did not take place: should have, failed to, forgot, if we had, why didn't, preventable."""

import re

from reviews.language_hints.rules import COUNTERFACTUAL, Rule, after, before, rule, stands
from reviews.language_hints.sentences import Sentence
from reviews.language_hints.subject import ACT, MACHINE, PERSON, RUN, UNKNOWN, kind_of, subject
from reviews.language_hints.words import DIRE, HUMAN_ACTS, HUMAN_VERBS, IRREGULAR, MACHINE_VERBS

_PEOPLE = {PERSON, ACT}
_HELPS = (
    r"caught|shown|prevented|avoided|revealed|detected|flagged|saved|helped|stopped|told|warned|alerted|found|spotted|"
    r"noticed|made|given|allowed|limited|reduced|shortened|halved|cut|mitigated|surfaced|exposed|highlighted|seen|known|"
    r"bought|kept|spared|contained|pointed|uncovered|identified|raised|led|let|blocked|rejected|ruled|brought|sufficed|"
    r"paged|waited|reached|worked|made|given|helped|shortened|stayed|"
    r"been (?:better|faster|quicker|enough|sooner|safer|easier|wiser|possible|able|caught|found|noticed|avoided|prevented|"
    r"spotted|detected|stopped|seen|shorter|restored|postponed|smaller|clear|obvious|sensible|prudent|simpler)"
)
_HELPING = re.compile(_HELPS)
_VERB = re.compile(
    r" (?:not |never |also |just |still |even |then |probably |likely |surely |at least |\w{3,20}ly ){0,3}have (?:not |never |also |\w{3,20}ly |at least |all |both |first ){0,3}(?P<verb>\S+) (?P<next>\S+ )?"
)
_FUTURE = re.compile(
    r"(?:\S+ ){0,5}(?:by (?:now|then|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|next|the end|tonight|noon|q\d|end)|in your inbox|shortly) "
)
_OTHERS = re.compile(
    r" (?:thanks to|without|but for|were it not for|if not for|had it not been for) (?!better|more|checking|testing|asking)"
)
_WORSE = re.compile(r" (?:worse|longer|far more|gone on|lasted|lost|spread|down|the whole day|the rest of) ")
_KNOWN = re.compile(r" (?:nobody|no|none) (?:\S+ ){0,3}$")


def participle(word: str) -> bool:
    return word in IRREGULAR or (len(word) > 4 and word.endswith("ed"))


def missed_act(sentence: Sentence, first: int, last: int) -> bool:
    """For should/could/might have: a participle follows, and people are the ones who would have acted."""
    line = " " + " ".join(sentence.words[first : last + 8]) + " "
    found = _VERB.search(line)
    if not found or not participle(found["verb"]):
        return _bare(sentence, first)
    if re.search(r" been (?:\S+ly )?(?:obvious|clear|plain|evident|apparent) ", line):
        return False
    verb, beyond = found["verb"], (found["next"] or "").strip()
    rest = " ".join(sentence.words[first:]) + " "
    who = subject(sentence, first)
    if verb == "been":
        return _passive(sentence, first, beyond, who)
    if sentence.words[first] in {"should", "ought"} and (_FUTURE.search(rest) or _invited(sentence, first, verb)):
        return False
    return (
        who in _PEOPLE
        or who == UNKNOWN
        or bool(who == RUN and (verb in HUMAN_ACTS or verb in {"gone", "waited", "come"} or _HELPING.fullmatch(verb)))
    )


def _bare(sentence: Sentence, first: int) -> bool:
    """ "... and it should have.": the clause ends with the auxiliary."""
    place = sentence.words.index("have", first) + 1 if "have" in sentence.words[first : first + 4] else first
    ends = place >= len(sentence.words) or sentence.words[place] in {".", ",", ";", ")", "—"}
    return ends and (subject(sentence, first) != MACHINE or sentence.words[first - 1] in {"it", "this", "that"})


def _invited(sentence: Sentence, first: int, verb: str) -> bool:
    reader = {"you", "everyone", "everybody"} & set(before(sentence, first, 3).split())
    return verb in {"received", "got", "gotten", "had"} and bool(reader)


def _passive(sentence: Sentence, first: int, beyond: str, who: str) -> bool:
    if sentence.words[first] in {"could", "might", "may"}:
        return beyond in HUMAN_ACTS
    place = sentence.words.index(beyond, first) if beyond else first
    while beyond in {
        "more",
        "much",
        "better",
        "already",
        "at",
        "first",
        "immediately",
        "well",
        "fully",
        "not",
    } or beyond.endswith("ly"):
        place += 1
        if place >= len(sentence.words):
            return False
        beyond = sentence.words[place]
    if beyond in HUMAN_ACTS:
        return True
    return who in _PEOPLE or (who in {UNKNOWN, RUN} and bool(beyond) and beyond not in {"in", "up", "down"})


def not_thinkable(sentence: Sentence, first: int, last: int) -> bool:
    """What was thought possible, what nobody could have known, how much worse it might have been, thanks."""
    head, tail = before(sentence, first, 10), sentence.line
    if sentence.words[first] in {"could", "might", "would"} and (
        _OTHERS.search(head) or _OTHERS.search(" " + after(sentence, last, 16))
    ):
        return False
    if sentence.words[first] != "could":
        return not (sentence.words[first] == "might" and _WORSE.search(tail))
    if _KNOWN.search(head) or (" not " in " " + " ".join(sentence.words[first : last + 1]) + " "):
        return "missed" in sentence.words[last : last + 3]
    return not _WORSE.search(tail)


def helpful(sentence: Sentence, first: int, last: int) -> bool:
    """A "would have" with a good end; not the end that people averted, nor what a machine does by itself."""
    if _OTHERS.search(before(sentence, first, 12)) or _OTHERS.search(" " + after(sentence, last, 14)):
        return False
    who = subject(sentence, first)
    article = re.search(
        r" (?:a|an|any|better|more|earlier|even|such|another|one) (?:\S+ ){0,7}$", before(sentence, first, 9)
    )
    return who != MACHINE or bool(article) or sentence.words[max(0, first - 1)] in {"it", "that", "this", "which"}


def averted(sentence: Sentence, first: int, last: int) -> bool:
    """An "if ... had" whose end is better than what happened: not the harm that somebody kept away."""
    rest = set(sentence.words)
    if sentence.words[last] == "not" or "not" in sentence.words[first : last + 2]:
        return not (DIRE & rest) or "not" in sentence.words[last + 2 :]
    harm = _WORSE.search(sentence.line) or re.search(
        r" (?:might|could|would) have (?:spread|lasted|been down|gone) ", sentence.line
    )
    return not harm or bool({"not", "never"} & set(sentence.words[first + 2 :]) and sentence.words[first] == "if")


def conditional(sentence: Sentence, first: int, last: int) -> bool:
    if (
        sentence.words[first] == "if"
        and not participle(sentence.words[last])
        and sentence.words[last] not in {"had", "'d", "not"}
    ):
        return False
    return bool({"would", "could", "might", "'d"} & set(sentence.words)) and not _OTHERS.search(sentence.line)


def by_people(sentence: Sentence, first: int, last: int) -> bool:
    """For failed to, forgot, missed: the subject is people."""
    opens = first == 0 and sentence.words[0].endswith("ing")
    return opens or subject(sentence, first) in _PEOPLE


def failing(sentence: Sentence, first: int, last: int) -> bool:
    """For "failed to ...": people, or an unknown subject with a verb that is no machine's."""
    who, verb = subject(sentence, first), after(sentence, last, 1).strip()
    if verb.endswith("ly"):
        verb = (after(sentence, last, 2).split() or [""])[-1]
    if who == MACHINE:
        return False
    if who in _PEOPLE:
        return not (who == ACT and verb in {"start", "load", "complete", "fire"})
    return verb in HUMAN_VERBS if who == RUN else verb not in MACHINE_VERBS


def not_present(sentence: Sentence, first: int, last: int) -> bool:
    """A habit, a rule or a plan ("do not forget to") tells of no act in the past."""
    return not re.search(
        r" (?:not|never|to|will|can|may|must|should|always|often|easy|easily) $", before(sentence, first, 2)
    )


def missed_sight(sentence: Sentence, first: int, last: int) -> bool:
    """ "Missed the alert", not lunch, a train or a deadline that a machine set."""
    object_ = set(after(sentence, last, 4).split())
    return not object_ & {
        "lunch",
        "dinner",
        "breakfast",
        "train",
        "flight",
        "bus",
        "you",
        "sleep",
        "colleagues",
        "birthday",
    }


_ACTS_NOT_DONE = (
    r"check|test|follow|tell|inform|notify|notice|ask|escalate|read|verify|consider|realise|realize|recognise|recognize|look|"
    r"page|communicate|document|update|think|mention|review|validate|confirm|raise|report|warn|involve|include|anticipate|"
    r"foresee|plan|respond|react|act|roll|stop|question|pay attention|take|bother|account|spot|catch|understand|appreciate|"
    r"call|contact|alert|announce|share|prioritise|prioritize|invest|monitor|rehearse|practise|acknowledge|pick up|loop|"
    r"double-check|wait|hand|write|record|run|listen|heed|see (?:it|this) coming|do (?:enough|their|his|her|its|our|any)"
)
_DONE = (
    r"checked|tested|followed|told|informed|notified|noticed|asked|escalated|read|verified|considered|realised|realized|"
    r"looked|paged|communicated|documented|updated|thought|mentioned|reviewed|validated|confirmed|raised|reported|warned|"
    r"involved|included|anticipated|planned|questioned|bothered|spotted|caught|understood|called|contacted|alerted|shared|"
    r"monitored|rehearsed|practised|acknowledged|applied|addressed|fixed|exercised|run|announced|consulted|trained|seen to"
)


def _why(sentence: Sentence, first: int, last: int) -> bool:
    """ "Why didn't" of people; of machines it is an open question."""
    for place in range(first + 2, min(first + 6, len(sentence.words))):
        if sentence.words[place] in {"not", "the", "our", "any"}:
            continue
        if sentence.words[place] in {"nobody", "no", "none"}:
            return True
        return kind_of(sentence, place) in _PEOPLE or _later(sentence, place) or _undone_act(sentence, place)
    return False


def _undone_act(sentence: Sentence, place: int) -> bool:
    """ "Why wasn't the rollback started": a thing with an act of people on it."""
    acts = HUMAN_ACTS | {"started", "used", "reported", "restored", "declared", "sent"}
    return sentence.words[sentence.words.index("why") + 1] in {"was", "were"} and sentence.has(place, place + 4, acts)


def _later(sentence: Sentence, place: int) -> bool:
    return any(kind_of(sentence, other) in _PEOPLE for other in range(place + 1, min(place + 2, len(sentence.words))))


def _passed_over(sentence: Sentence, first: int, last: int) -> bool:
    tail = after(sentence, last, 3)
    return (
        not re.search(r" (?:not|never|nothing|can|may|to) $", before(sentence, first, 2))
        and not tail.startswith("by the ")
    ) or _by_people(sentence, last)


def _by_people(sentence: Sentence, last: int) -> bool:
    return any(kind_of(sentence, place) in _PEOPLE for place in range(last + 1, min(last + 4, len(sentence.words))))


def _undone(sentence: Sentence, first: int, last: int) -> bool:
    """Not a state of the present, an open end ("not yet"), or something ruled out for good reasons."""
    tail = after(sentence, last, 3).split()
    return "yet" not in tail[:1] and not sentence.asks and "in doubt" not in " ".join(tail)


def _past(sentence: Sentence, first: int, last: int) -> bool:
    """Not of what may be done today or later."""
    return not {"can", "may", "will", "should", "must", "to", "never", "cannot", "is", "are"} & set(
        sentence.words[max(0, first - 6) : first]
    )


def _asked(sentence: Sentence, first: int, last: int) -> bool:
    """ "Should we have waited" with people between the two verbs."""
    return any(kind_of(sentence, place) in _PEOPLE for place in range(first + 1, last - 1))


RULES: tuple[Rule, ...] = (
    rule(COUNTERFACTUAL, r"(?:did|done|doing) (?:nothing|too little)(?: (?:about|to|for))?", by_people),
    rule(
        COUNTERFACTUAL,
        r"(?:went|gone|go|passed|left|remained) (?:unnoticed|unread|unanswered|unchecked|untested|unheeded|unreviewed|undetected by|unaddressed|ignored)",
        stands,
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:came|come|was (?:sent|told|made|raised|called)|were (?:told|called|sent)) (?:far |much |way )?too late",
        stands,
    ),
    rule(
        COUNTERFACTUAL,
        r"had been (?:warned|told)",
        by_people,
        lambda s, a, b: bool({"nothing", "still", "anyway", "ignored"} & set(s.words[b:])),
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:should|ought to|needed to) {adv}have(?: (?:not|never|been|\w{2,20}ly|at least|first)){0,2}(?: (?!a |an |the |one |two |no )\S+)?",
        missed_act,
    ),
    rule(
        COUNTERFACTUAL,
        r"should (?:not )?(?:we|they|he|she|i|you|someone|somebody|the (?:\w+ )?\w+) (?:not )?have \w+(?:ed|en|ught|own|old)",
        _asked,
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:could|might) {adv}(?:have)(?: (?:not|never|been|\w{2,20}ly|at least|all|just)){0,2}(?: \S+)?",
        missed_act,
        not_thinkable,
    ),
    rule(
        COUNTERFACTUAL,
        r"could (?:we|they|he|she|i|you|someone|somebody|the (?:\w+ )?\w+) have \w+(?:ed|en|ught|own|old)",
        _asked,
    ),
    rule(COUNTERFACTUAL, rf"would {{adv}}have {{adv}}(?:{_HELPS})", helpful),
    rule(COUNTERFACTUAL, r"would (?:not|never) {adv}have {adv}(?:\w+)", helpful),
    rule(COUNTERFACTUAL, r"if only"),
    rule(COUNTERFACTUAL, r"(?:if|had) {few}(?:had|'d|been) (?:not |only |been |\w+ly )?", conditional, averted),
    rule(COUNTERFACTUAL, r"if {few}(?:had|'d)(?: (?:not|only|been|\w+ly)){0,2}(?: \w+)?", conditional, averted),
    rule(
        COUNTERFACTUAL,
        r"had (?:we|they|he|she|i|you|it|this|that|anyone|anybody|someone|somebody|the|our|those|these|more) {few}\w+",
        conditional,
        averted,
    ),
    rule(
        COUNTERFACTUAL,
        r"with (?:better|more|clearer|proper|earlier|closer|a better|a little more|enough) {few}(?=(?:\S+ ){0,8}(?:would|could|might) )\w+",
    ),
    rule(
        COUNTERFACTUAL,
        r"why (?:did|was|were|had|has|have|could|would) (?:not|nobody|no one|none|{two}not)(?: \S+)?",
        _why,
    ),
    rule(
        COUNTERFACTUAL, r"fail(?:ed|ing|ure|ures) {adv}(?:in (?:its|their|our|his|her) {two})?to", failing, not_present
    ),
    rule(COUNTERFACTUAL, r"(?:failure|failures|inability|refusal) (?:of|by) {few}to", by_people),
    rule(
        COUNTERFACTUAL,
        r"(?:forgot|forgotten|forgets|neglected|neglecting|omitted|omitting|forgetting|declined|refused|disregarded)(?: to)?",
        by_people,
        not_present,
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:overlooked|overlooking|overlooks|failed to see)",
        lambda s, a, b: subject(s, a) != MACHINE,
        not_present,
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:missed|ignored|dismissed|misread|misjudged|skipped|overlooked)",
        by_people,
        not_present,
        missed_sight,
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:was|were|been|being|got) {adv}(?:forgotten|overlooked|neglected|skipped|ignored|missed|omitted|disregarded)(?: by)?",
        _passed_over,
    ),
    rule(
        COUNTERFACTUAL,
        rf"(?:did not|never|had not|have not|has not|did never) {{adv}}(?:{_ACTS_NOT_DONE}|{_DONE})(?: to)?",
        by_people,
        _undone,
    ),
    rule(
        COUNTERFACTUAL,
        rf"(?:nobody|no one|none of (?:us|them|the {{two}})|neither {{two}}) ?(?:(?:in|on|from|at|of) (?:the )?{{two}})?(?:had )?{{adv}}(?:{_DONE}|looked|remembered|took|made|stopped|realised|saw fit)(?: to)?",
    ),
    rule(
        COUNTERFACTUAL,
        rf"(?:was|were|had been|has been|have been|had|got) (?:not|never) (?:been )?{{adv}}(?:{_DONE}|tried|rotated|configured|enabled|rolled out|learned|learnt|taken|made|set up|put in place|completed|removed|renewed)",
        _undone,
    ),
    rule(
        COUNTERFACTUAL,
        r"without (?:first |even |ever |properly )?(?:checking|testing|asking|telling|informing|reading|verifying|reviewing|looking|considering|consulting|notifying|waiting|a (?:backup|dry run|review|second|test|plan|rollback|check)|any (?:review|test|check|testing|warning|notice)|thinking|confirming|validating|involving|taking)",
        _past,
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:preventable|avoidable|unnecessary outage|a missed (?:chance|opportunity)|missed (?:opportunity|opportunities|chances)|need(?:ed)? not have \w+|did not need to have|did not have to happen)",
        stands,
    ),
    rule(
        COUNTERFACTUAL,
        r"instead of (?:escalating|asking|checking|rolling|calling|waiting|stopping|testing|reading|following|telling|looking|paging|reverting|restoring|verifying)",
    ),
    rule(COUNTERFACTUAL, r"(?:all|everything) (?:we|they|he|she|anyone|{two}) ?(?:had|needed) to do was"),
    rule(COUNTERFACTUAL, r"(?:would|could|might) have been (?:prevented|avoided|averted)", stands),
)
