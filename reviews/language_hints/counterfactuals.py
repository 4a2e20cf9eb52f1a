"""Acts thought of afterwards: should have, could have, would have, if we had, if only, why didn't."""

import re

from reviews.language_hints.acts import UNDONE, choice, done
from reviews.language_hints.rules import COUNTERFACTUAL, Rule, after, before, rule, stands, undisputed
from reviews.language_hints.sentences import Sentence
from reviews.language_hints.subject import ACT, MACHINE, PERSON, RUN, UNKNOWN, kind_of, subject
from reviews.language_hints.undone import by_people
from reviews.language_hints.words import DIRE, HUMAN_ACTS, IRREGULAR, family

_PEOPLE = {PERSON, ACT}
_HELPS = (
    r"caught|shown|prevented|avoided|revealed|detected|flagged|saved|helped|stopped|told|warned|alerted|found|spotted|"
    r"noticed|made|given|allowed|limited|reduced|shortened|halved|cut|mitigated|surfaced|exposed|highlighted|seen|known|"
    r"had (?:time|a chance|the chance|more time|enough)|bought|kept|spared|contained|pointed|uncovered|identified|raised|led|let|blocked|rejected|ruled|brought|sufficed|"
    r"paged|waited|reached|worked|made|given|helped|shortened|stayed|"
    r"been (?:(?:more |much )?(?:wise|prudent|best|right|helpful|useful|appropriate|correct|good|nice|kind|kinder|proper|advisable|fairer|desirable)|better|faster|quicker|enough|sooner|safer|easier|wiser|possible|able|caught|found|noticed|avoided|prevented|"
    r"spotted|detected|stopped|seen|shorter|restored|postponed|smaller|clear|obvious|sensible|prudent|simpler)"
)
_HELPING = re.compile(_HELPS)
_VERB = re.compile(
    r" (?:not |never |also |just |still |even |then |probably |likely |surely |at least |\w{3,20}ly ){0,3}have (?:not |never |also |just |even |simply |\w{3,20}ly |at least |all |both |first ){0,3}(?P<verb>\S+) (?P<next>\S+ )?"
)
_FUTURE = re.compile(
    r"(?:\S+ ){0,5}(?:by (?:now|then|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|next|the end|tonight|noon|q\d|end)|in your inbox|shortly) "
)
_OTHERS = re.compile(
    r" (?:thanks to|without|but for|were it not for|if not for|had it not been for) (?!better|more|checking|testing|asking)"
)
_WORSE = re.compile(r" (?:worse|longer|far more|gone on|lasted|lost|spread|down|the whole day|the rest of) ")
# "It could have been run on either host": what was thought possible.
_OPEN = re.compile(r" (?:either|one of|any of|whichever|wherever|anywhere) ")
_KNOWN = re.compile(r" (?:nobody|no|none) (?:\S+ ){0,3}$")


_NONE = re.compile(r" (?:none|neither|nothing|no (?!longer)) ?(?:\S+ ){0,4}$")
# What customers would have lived through is a fact about them, not an act.
_LIVED = family("seen noticed experienced received")
_CUSTOMERS = family(
    "customer customers user users player players you visitors patients readers callers shoppers people"
)
_KEPT_AWAY = re.compile(
    r" have (?:\S+ ){0,2}(?:caught|prevented|avoided|noticed|spotted|known|seen|shown|warned|stopped|told|saved|found|flagged) "
)


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
    who = PERSON if _unsaid(sentence, first) and verb in _DONE_BY_PEOPLE else subject(sentence, first)
    if verb == "been":
        return _passive(sentence, first, beyond, who)
    if sentence.words[first] in {"should", "ought"} and (_FUTURE.search(rest) or _invited(sentence, first, verb)):
        return False
    if sentence.words[first - 1] == "it" and verb in _ACTED and _earlier(sentence, first):
        return True
    return (
        who in _PEOPLE
        or who == UNKNOWN
        or bool(who == RUN and (verb in HUMAN_ACTS or verb in {"gone", "waited", "come"} or _HELPING.fullmatch(verb)))
    )


def _unsaid(sentence: Sentence, first: int) -> bool:
    """ "Should have tested it": at the start, with nobody named before the verb."""
    starts = first == 0 or sentence.words[first - 1] in {":", "—", "–", "|"}
    return starts and not sentence.asks and "have" in sentence.words[first + 1 : first + 3]


def _bare(sentence: Sentence, first: int) -> bool:
    """ "... and it should have.": the clause ends with the auxiliary."""
    place = sentence.words.index("have", first) + 1 if "have" in sentence.words[first : first + 4] else first
    ends = place >= len(sentence.words) or sentence.words[place] in {".", ",", ";", ")", "—"}
    return ends and (subject(sentence, first) != MACHINE or sentence.words[first - 1] in {"it", "this", "that"})


def _invited(sentence: Sentence, first: int, verb: str) -> bool:
    reader = {"you", "everyone", "everybody"} & set(before(sentence, first, 3).split())
    return verb in {"received", "got", "gotten", "had"} and bool(reader)


_ACTED = done(UNDONE)
_DONE_BY_PEOPLE = _ACTED | HUMAN_ACTS


def _earlier(sentence: Sentence, first: int) -> bool:
    """Whether an "it" may stand for people: a firm or a team named before."""
    return any(kind_of(sentence, place) == PERSON for place in range(max(0, first - 14), first - 1))


_BETTER = family("more better quicker faster clearer kinder sooner earlier bolder stricter firmer")


def _passive(sentence: Sentence, first: int, beyond: str, who: str) -> bool:
    if sentence.words[first] in {"could", "might", "may"}:
        return beyond in HUMAN_ACTS or (beyond in _BETTER and who in _PEOPLE)
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
    if beyond in HUMAN_ACTS or beyond == "part":
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
    if _OPEN.search(" " + after(sentence, last, 6)):
        return False
    if _KNOWN.search(head) or (" not " in " " + " ".join(sentence.words[first : last + 1]) + " "):
        return "missed" in sentence.words[last : last + 3]
    return not _WORSE.search(tail)


def helpful(sentence: Sentence, first: int, last: int) -> bool:
    """A "would have" with a good end; not the end that people averted, nor what a machine does by itself."""
    if _OTHERS.search(before(sentence, first, 12)) or _OTHERS.search(" " + after(sentence, last, 14)):
        return False
    if _NONE.search(before(sentence, first, 5)):
        return False
    who = subject(sentence, first)
    lived = sentence.words[last] in _LIVED and "not" not in sentence.words[first:last]
    if lived and _CUSTOMERS & set(before(sentence, first, 4).split()):
        return False
    article = re.search(
        r" (?:a|an|any|better|more|earlier|even|such|another|one|the \w{3,}est(?: of)?|the most (?:basic|elementary) of|the most basic) (?:\S+ ){0,7}$",
        before(sentence, first, 9),
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
    if not {"would", "could", "might", "'d"} & set(sentence.words) or _OTHERS.search(sentence.line):
        return False
    return _KEPT_AWAY.search(sentence.line) is not None or not _of_machines(sentence, first, last)


def _of_machines(sentence: Sentence, first: int, last: int) -> bool:
    """ "If the timeout had been reached, the client would have ...": machines are all that the sentence knows."""
    inside = [kind_of(sentence, place) for place in range(first + 1, last)]
    if MACHINE in inside and not {PERSON, ACT, RUN, UNKNOWN} & set(inside[:1]):
        return True
    kinds = [kind_of(sentence, place) for place in range(first, len(sentence.words))]
    return MACHINE in kinds and not _PEOPLE & set(kinds)


def _why(sentence: Sentence, first: int, last: int) -> bool:
    """ "Why didn't" of people; of machines it is an open question."""
    verb = next((place for place in range(first + 1, last + 1) if sentence.words[place] in _ASKING), first + 1)
    for place in range(verb + 1, min(verb + 5, len(sentence.words))):
        if sentence.words[place] in {"not", "the", "our", "any"}:
            continue
        if sentence.words[place] in {"nobody", "no", "none"}:
            return True
        return kind_of(sentence, place) in _PEOPLE or _later(sentence, place) or _undone_act(sentence, place)
    return False


_ASKING = family("did was were had has have could would")


def _undone_act(sentence: Sentence, place: int) -> bool:
    """ "Why wasn't the rollback started": a thing with an act of people on it."""
    acts = HUMAN_ACTS | {"started", "used", "reported", "restored", "declared", "sent"}
    return sentence.words[sentence.words.index("why") + 1] in {"was", "were"} and sentence.has(place, place + 4, acts)


def _later(sentence: Sentence, place: int) -> bool:
    return any(kind_of(sentence, other) in _PEOPLE for other in range(place + 1, min(place + 2, len(sentence.words))))


def _asked(sentence: Sentence, first: int, last: int) -> bool:
    """ "Should we have waited" with people between the two verbs."""
    return any(kind_of(sentence, place) in _PEOPLE for place in range(first + 1, last - 1))


def _inverted(sentence: Sentence, first: int, last: int) -> bool:
    """ "Had the night shift called": at the start of a clause, of people."""
    opens = first == 0 or sentence.words[first - 1] in _OPENING
    inside = {kind_of(sentence, place) for place in range(first + 1, last)}
    return opens and bool(inside & _PEOPLE) and conditional(sentence, first, last)


_OPENING = family(", ; : — – # | and but because so as")


def _would_act(sentence: Sentence, first: int, last: int) -> bool:
    """ "Would have asked": what people did not do, unless a fact about customers or a wish."""
    return subject(sentence, first) in _PEOPLE and helpful(sentence, first, last)


_ANYONE = r"we|they|he|she|i|you|anyone|someone|somebody|the (?:\w+ )?\w+"
_ENDED = r"(?:\w+(?:ed|en|ught|own|old|ead|ent|ade|un|one|ung|ept|aid)|put|set|met|left|cut)"

RULES: tuple[Rule, ...] = (
    rule(
        COUNTERFACTUAL,
        r"(?:should|ought to|needed to) {adv}have(?: (?:not|never|been|\w{2,20}ly|at least|first)){0,2}(?: (?!a |an |the |one |two |no )\S+)?",
        missed_act,
        undisputed,
    ),
    rule(COUNTERFACTUAL, rf"should (?:not )?(?:{_ANYONE}) (?:not )?have {_ENDED}", _asked),
    rule(
        COUNTERFACTUAL,
        r"(?:could|might) {adv}(?:have)(?: (?:not|never|been|\w{2,20}ly|at least|all|just)){0,2}(?: \S+)?",
        missed_act,
        not_thinkable,
        undisputed,
    ),
    rule(COUNTERFACTUAL, rf"could (?:we|they|he|she|i|you|the (?:\w+ )?\w+) have (?!known|guessed){_ENDED}", _asked),
    rule(COUNTERFACTUAL, rf"would {{adv}}have {{adv}}(?:{_HELPS})", helpful, undisputed),
    rule(COUNTERFACTUAL, rf"would {{adv}}have {{adv}}(?:{choice(done(UNDONE))})", _would_act),
    rule(COUNTERFACTUAL, r"would (?:not|never) {adv}have {adv}(?:\w+)", helpful),
    rule(COUNTERFACTUAL, r"(?:one|you|anyone) would (?:at least )?have (?:expected|thought|hoped|imagined)", stands),
    rule(
        COUNTERFACTUAL, r"(?:should|ought to|could) , (?:[^\s,;:()§—–]{1,40} ){1,5}, (?:not )?have(?: \S+)?", by_people
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:all it would have taken|it would (?:only |just )?have (?:taken|cost) (?:only |just )?"
        r"(?:a|an|one|two|five|ten|seconds|minutes|us|them|me|nothing|no|little) {few}\w+|need never have \w+)",
    ),
    rule(COUNTERFACTUAL, r"if only"),
    rule(COUNTERFACTUAL, r"(?:i|we|they|he|she|everyone|customers) wish(?:ed|es)? {few}(?:had|'d|did not)(?: \S+)?"),
    rule(COUNTERFACTUAL, r"(?:if|had) {few}(?:had|'d|been) (?:not |only |been |\w+ly )?", conditional, averted),
    rule(COUNTERFACTUAL, r"if {few}(?:had|'d)(?: (?:not|only|been|\w+ly)){0,2}(?: \w+)?", conditional, averted),
    rule(
        COUNTERFACTUAL,
        r"had (?:we|they|he|she|i|you|it|this|that|anyone|anybody|someone|somebody|the|our|those|these|more) {few}\w+",
        conditional,
        averted,
    ),
    rule(COUNTERFACTUAL, rf"had {{few}}(?:not |simply |only |just |at least )?{_ENDED}", _inverted, averted),
    rule(
        COUNTERFACTUAL,
        r"with (?:better|more|clearer|proper|earlier|closer|a better|a little more|enough) {few}(?=(?:\S+ ){0,8}(?:would|could|might) )\w+",
    ),
    rule(
        COUNTERFACTUAL,
        r"why (?:on earth |the hell |in the world |then )?(?:did|was|were|had|has|have|could|would) (?:not|nobody|no one|none|{two}not)(?: \S+)?",
        _why,
    ),
    rule(COUNTERFACTUAL, r"how could {few}(?:miss|overlook|forget|ignore|fail|not (?:see|notice|know|check))", _asked),
    rule(COUNTERFACTUAL, r"(?:all|everything) (?:we|they|he|she|anyone|{two}) ?(?:had|needed) to do was"),
    rule(
        COUNTERFACTUAL,
        r"(?:would|could|might) (?:easily |well |so )?have been (?:\w+ly )?(?:prevented|avoided|averted)",
        stands,
    ),
)
