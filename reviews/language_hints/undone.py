"""Acts left undone, told without "should" or "would": failed to, forgot, never checked, without asking, a blind eye."""

import re

from reviews.language_hints.acts import SHARED, UNDONE, choice, did, doing, done
from reviews.language_hints.rules import COUNTERFACTUAL, Rule, after, before, rule, stands, undisputed
from reviews.language_hints.sentences import Sentence
from reviews.language_hints.subject import ACT, MACHINE, PERSON, RUN, kind_of, subject
from reviews.language_hints.words import HUMAN_VERBS, MACHINE_VERBS, family

_PEOPLE = {PERSON, ACT}


def by_people(sentence: Sentence, first: int, last: int) -> bool:
    """For failed to, forgot, missed: the subject is people."""
    opens = first == 0 and sentence.words[0].endswith("ing")
    return opens or subject(sentence, first) in _PEOPLE


def no_machine(sentence: Sentence, first: int, last: int) -> bool:
    return subject(sentence, first) != MACHINE


def _failing(sentence: Sentence, first: int, last: int) -> bool:
    """For "failed to ...": people, or an unknown subject with a verb that is no machine's."""
    who, verb = subject(sentence, first), after(sentence, last, 1).strip()
    if verb.endswith("ly"):
        verb = (after(sentence, last, 2).split() or [""])[-1]
    if who == MACHINE:
        return False
    if who in _PEOPLE:
        return not (who == ACT and verb in {"start", "load", "complete", "fire"})
    return verb in HUMAN_VERBS if who == RUN else verb not in MACHINE_VERBS


def _not_present(sentence: Sentence, first: int, last: int) -> bool:
    """A habit, a rule or a plan ("do not forget to") tells of no act in the past."""
    return not re.search(
        r" (?:not|never|to|will|can|may|must|should|always|often|easy|easily) $", before(sentence, first, 2)
    )


_OTHER_MISSES = family("lunch dinner breakfast train flight bus you sleep colleagues birthday")


def _missed_sight(sentence: Sentence, first: int, last: int) -> bool:
    """ "Missed the alert", not lunch or a train."""
    return not _OTHER_MISSES & set(after(sentence, last, 4).split())


def _passed_over(sentence: Sentence, first: int, last: int) -> bool:
    """ "Was overlooked": not "no dose was missed", and not by a machine."""
    if re.search(r" (?:not|never|nothing|no|none|can|may|to) (?:\S+ ){0,2}$", before(sentence, first, 3)):
        return False
    tail = after(sentence, last, 5).split()
    by = sentence.words[last] == "by"
    return (not by and "by" not in tail) or _by_people(sentence, last + (0 if by else tail.index("by") + 1))


def _of_people(sentence: Sentence, first: int, last: int) -> bool:
    """ "A failure by the network team to": people stand inside."""
    return any(kind_of(sentence, place) in _PEOPLE for place in range(first + 1, last))


def _by_people(sentence: Sentence, last: int) -> bool:
    return any(kind_of(sentence, place) in _PEOPLE for place in range(last + 1, min(last + 4, len(sentence.words))))


def _undone(sentence: Sentence, first: int, last: int) -> bool:
    """Not a state of the present, an open end ("not yet"), or something ruled out for good reasons."""
    tail = after(sentence, last, 4).split()
    if {"if", "whether"} & set(before(sentence, first, 6).split()):
        return False
    if "before" in tail[:3] and "had" in sentence.words[first:last]:
        return False
    if tail[:1] == ["by"] and not _by_people(sentence, last):
        return False
    return "yet" not in tail[:1] and not sentence.asks and "in doubt" not in " ".join(tail)


def _by_person(sentence: Sentence, first: int, last: int) -> bool:
    """For verbs that machines share: said of people, and no promise, praise or report of good luck."""
    if sentence.words[last] in {"to", "any"} or subject(sentence, first) != PERSON:
        return False
    return not re.search(
        r" (?:customers?|users?|players?|patients?|visitors|attackers?) (?:\S+ ){0,1}$", before(sentence, first, 2)
    )


def _not_from_machine(sentence: Sentence, first: int, last: int) -> bool:
    """ "No warning from the vendor", not from a sensor."""
    ahead = [kind_of(sentence, place) for place in range(last + 1, min(last + 4, len(sentence.words)))]
    return sentence.words[last] not in {"from", "by"} or MACHINE not in ahead


def _rather(sentence: Sentence, first: int, last: int) -> bool:
    """ "Instead of asking": of people; the first known thing outside the words is no machine."""
    around = [*range(last + 1, len(sentence.words))] if first == 0 else [*range(first)]
    if first == 0 and "," in sentence.words:
        around = [place for place in around if place > sentence.words.index(",")]
    known = [kind for place in around if (kind := kind_of(sentence, place)) in {PERSON, MACHINE, ACT}]
    return known[:1] != [MACHINE]


def _no_modal(sentence: Sentence, first: int, last: int) -> bool:
    """Not "none of the three could read"."""
    return not sentence.has(first, last, _MODALS)


_MODALS = family("could can would will may might must should")


def _not_so(sentence: Sentence, first: int, last: int) -> bool:
    """ "... but did not.": said of people."""
    return subject(sentence, last) == PERSON


_RULED = family("can may will should must never cannot is are do avoid")


_BASE = (
    UNDONE | SHARED | family("push release change go work restart ship proceed operate drop delete reboot move touch")
)


def _past(sentence: Sentence, first: int, last: int) -> bool:
    """Not of what may be done today or later."""
    return not _RULED & set(sentence.words[max(0, first - 6) : first]) and not (
        sentence.words[first - 2 : first - 1] == ["to"] and sentence.words[first - 1] in _BASE
    )


def _in_vain(sentence: Sentence, first: int, last: int) -> bool:
    """ "Had been warned": and nothing came of it."""
    return bool({"nothing", "still", "anyway", "ignored", "never", "refused"} & set(sentence.words[last:]))


_DO = choice(UNDONE)
_DID = choice(did(UNDONE), done(UNDONE))
_DONE = choice(done(UNDONE))
_DOING = choice(doing(UNDONE))
_DO_SHARED = choice(SHARED)
_DID_SHARED = choice(did(SHARED), done(SHARED))
_DONE_SHARED = (
    r"applied|fixed|exercised|run|seen to|tried|configured|enabled|rolled out|learnt|taken|made|set up|put in place|completed|"
    r"removed|carried out|carried through|acted (?:up)?on|followed up|signed off|picked up|passed on|handed over|cleaned up|"
    r"made aware|kept (?:informed|up to date|in the loop)|given (?:the|a|any) (?:chance|training|notice|warning|briefing)"
)
_ALSO_DO = (
    r"pay attention|take (?:into account|the time|care|notice)|pick up|see (?:it|this|that) coming|follow up|back up|hand over|"
    r"do (?:enough|their|his|her|its|our|any|so|anything)|make (?:sure|certain)|get in touch|reach out|speak up|think (?:of|to|about)|"
    r"give (?:\S+ ){0,2}(?:thought|notice|warning)|bother|take (?:\S+ ){0,1}seriously|know to|dare|use"
)
_NOBODY = r"(?:nobody|no one|not one (?:of {two})?|none of (?:us|them|the {two})|neither {two}|no (?:engineers?|reviewers?|team))"
_IDIOMS = (
    r"turned a (?:blind eye|deaf ear)(?: to)?|(?:turning|turn) a blind eye(?: to)?|looked the other way|looking the other way|"
    r"(?:took|taking|taken) no (?:action|notice|steps)|(?:paid|paying) (?:no|little|too little|scant) (?:attention|heed)|"
    r"gave (?:no|little|too little|not enough) thought|(?:made|making) no (?:attempt|effort)(?: to)?|left out|leaving out|"
    r"let (?:\S+ ){0,2}(?:slip|lapse|through|slide)|put off|putting off|chose not to|choosing not to|saw no (?:need|reason) to|"
    r"(?:waited|hesitated|delayed|dithered) (?:far |much |way )?(?:too long|for too long)(?: to| before)?|"
    r"(?:did|done|doing) (?:nothing|too little|not nearly enough)(?: (?:about|to|for))?|lost sight of|lost track of|"
    r"(?:was|were) (?:supposed|meant|expected|obliged|required|told|asked) to(?= (?:[^.;]\S* ){1,12}(?:but|and|yet) (?:\S+ ){0,2}(?:not|never) )|"
    r"had (?:every|ample|plenty of|enough|many|several|the|a|two|three|more than one) {few}(?:chance|chances|opportunity|opportunities) to|had (?:plenty of|ample|more than enough) (?:time|warning|reason)(?: to)?|slept through|sat on {few}for"
)
_NO_ACT = (
    r"(?:there was|there were|there had been|with|made|saw|took|given|received|had) (?:absolutely |almost |simply )?no "
    r"(?:attempt|attempts|effort|efforts|follow-up|escalation|consultation|dry run|rehearsal|peer review|second pair of eyes|"
    r"double-check|double check|thought given|consideration given|(?:prior |advance )?(?:warning|notice|announcement) (?:from|by))(?: to)?"
)

RULES: tuple[Rule, ...] = (
    rule(COUNTERFACTUAL, _IDIOMS, by_people),
    rule(COUNTERFACTUAL, _NO_ACT, _not_from_machine),
    rule(COUNTERFACTUAL, r"(?:but|yet|and) (?:\w+ )?(?:did not|never did|had not|never had)(?= [.,;] )", _not_so),
    rule(
        COUNTERFACTUAL,
        rf"(?:but|and|yet|though) (?:was |were |then |had )?(?:not|never) (?:been )?(?:{_DONE}|{_DONE_SHARED})",
        _undone,
        no_machine,
    ),
    rule(COUNTERFACTUAL, r"(?:never|not) (?:\w+ly |even )?(?:occur|occurred) to"),
    rule(COUNTERFACTUAL, r"(?:was|were|been) left out of (?:the|our|their|its) (?:\w+ )?\w+", stands),
    rule(
        COUNTERFACTUAL,
        r"with no (?:review|test|tests|testing|approval|check|checks|oversight|backup|rollback plan)(?: whatsoever| at all)?",
        _past,
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:went|gone|go|passed|left|remained) (?:unnoticed|unread|unanswered|unchecked|untested|unheeded|unreviewed|"
        r"undetected by|unaddressed|ignored|undone|unfinished|unrotated|unattended)",
        stands,
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:came|come|was (?:sent|told|made|raised|called)|were (?:told|called|sent)) (?:far |much |way )?too late",
        stands,
    ),
    rule(COUNTERFACTUAL, r"had been (?:warned|told|advised|asked|urged|reminded|alerted)", by_people, _in_vain),
    rule(
        COUNTERFACTUAL,
        r"fail(?:ed|ing|ure|ures|s) {adv}(?:in (?:its|their|our|his|her) {two})?to",
        _failing,
        _not_present,
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:failure|failures|inability|refusal|unwillingness|reluctance) (?:of|by|on the part of) {few}to",
        _of_people,
        stands,
    ),
    rule(COUNTERFACTUAL, r"failed , (?:[^\s,;:()§—–]{1,40} ){1,6}, to", by_people),
    rule(COUNTERFACTUAL, r"(?:decision|choice) not to", stands),
    rule(
        COUNTERFACTUAL,
        r"(?:slipped|slip|slipping) (?:through|past|by)(?= (?:the |our |their |code |unnoticed|review|testing|qa|all ))|"
        r"(?:fell|fallen|falling) (?:through the cracks|by the wayside|between (?:two |the |all )?\w+)",
        stands,
    ),
    rule(
        COUNTERFACTUAL, rf"{_NOBODY} had the (?:presence of mind|good sense|sense|foresight|idea|courage|wit|nerve) to"
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:forgot|forgotten|forgets|neglected|neglecting|omitted|omitting|forgetting|declined|refused|disregarded)(?: to)?",
        by_people,
        _not_present,
    ),
    rule(COUNTERFACTUAL, r"(?:overlooked|overlooking|overlooks|failed to see)", no_machine, _not_present),
    rule(
        COUNTERFACTUAL,
        r"(?:missed|ignored|dismissed|misread|misjudged|skipped|overlooked)",
        by_people,
        _not_present,
        _missed_sight,
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:was|were|been|being|got) {adv}(?:forgotten|overlooked|neglected|skipped|ignored|missed|omitted|disregarded|dismissed|brushed aside|waved through|played down|shrugged off|"
        r"\w+ed (?:and|but) (?:then |promptly |later |soon |subsequently )?(?:forgotten|ignored|dismissed|overlooked|left))(?: by)?",
        _passed_over,
    ),
    rule(
        COUNTERFACTUAL,
        rf"(?:did not|never|had not|have not|has not|did never) {{adv}}(?:{_ALSO_DO}|{_DO}|{_DID})(?: to)?",
        by_people,
        _undone,
    ),
    rule(COUNTERFACTUAL, rf"did not {{adv}}(?:{_DO_SHARED})", _by_person, _undone),
    rule(COUNTERFACTUAL, rf"(?:had not|never) {{adv}}(?:{_DID_SHARED})", _by_person, _undone),
    rule(
        COUNTERFACTUAL,
        rf"{_NOBODY} ?(?:(?:in|on|from|at|of) (?:the )?{{two}})?(?:had been |had |has |was |were )?{{adv}}(?:{_DID}|{_DID_SHARED}|saw fit)(?: to)?",
        _undone,
        _no_modal,
        undisputed,
    ),
    rule(
        COUNTERFACTUAL,
        rf"(?:(?:was|were|had been|has been|have been|got) (?:not|never)|(?:had|has|have) (?:not|never) been) {{adv}}(?:{_DONE}|{_DONE_SHARED})",
        _undone,
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:was|were|had|has|have) never been {adv}(?:added|opened|replaced|patched|upgraded|finished|documented|done|closed|delivered|shown|settled|decided)|"
        r"(?:was|were) never {adv}(?:added|opened|replaced|patched|upgraded|finished|done|closed|delivered|started|shown|settled|decided|brought up|put (?:on|into|in))",
        _undone,
    ),
    rule(
        COUNTERFACTUAL,
        rf"without (?:(?:first|even|ever|properly|anyone|anybody|us|so much as) ){{0,2}}(?:{_DOING}|being (?:{_DONE})|taking|making sure|giving|"
        r"(?:a|any|prior|proper) (?:backup|dry run|review|second|test|plan|rollback|check|testing|warning|notice|announcement))",
        _past,
    ),
    rule(
        COUNTERFACTUAL,
        r"(?:preventable|avoidable|unnecessary outage|(?:missed|lost|wasted) (?:chance|chances|opportunity|opportunities)|"
        r"need(?:ed)? not have \w+|did not need to have|did not (?:have|need) to (?:happen|be this|come to this))",
        stands,
    ),
    rule(
        COUNTERFACTUAL,
        rf"(?:instead of|rather than) (?:first |simply |just )?(?:{_DOING}|calling|rolling|waiting|stopping|following|paging|restoring)",
        _past,
        _rather,
    ),
)
