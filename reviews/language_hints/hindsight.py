"""Wording that makes the past look plain from today: obviously, in hindsight, bound to, the signs were there."""

import re

from reviews.language_hints.rules import HINDSIGHT, Rule, after, before, rule, stands, told
from reviews.language_hints.sentences import Sentence

_THEN = re.compile(
    r" (?:by|at|around|from|after|until|before|in) (?:about )?(?:\d{1,2}(?::\d\d)?(?:am|pm)?|noon|midnight|then|now|this (?:time|point)|that (?:time|point|moment)|half past) "
    r"| (?:became|become|becoming|grew|getting|got|made it|makes it) (?:\S+ ){0,2}$"
)
_TO_WHOM = re.compile(r"(?:enough )?(?:to|for) (?:[a-z]+|the [a-z]+|both [a-z]+|all of us|everyone on [a-z]+) ")
_NOBODY = re.compile(r"to (?:anyone|anybody|everyone|everybody|see|all) ")
_UNCLEAR = re.compile(
    r" (?:not|less|hardly|n't|nothing|far from|never|no|un\w+|isn't|anything but|neither|nor|whether|if|as|more|how) (?:\S+ ){0,2}$"
)
_MANNER = re.compile(
    r" (?:[a-z]+ly )?(?:labelled|labeled|marked|written|documented|visible|named|explained|described|stated|defined|see|hear|read|said|say|laid|wrote|speak|spoke|set|separated|displayed|documented|communicated|worded|structured|assigned|numbered|printed) "
)


def plain(sentence: Sentence, first: int, last: int) -> bool:
    """Not "not obvious", and not what somebody knew at that time."""
    head = " " + " ".join(sentence.words[:first]) + " "
    if _UNCLEAR.search(before(sentence, first)) or "not" in sentence.words[first : last + 1]:
        return False
    if {"is", "are", "'s"} & set(sentence.words[first : last + 1]) and not _past(sentence):
        return False
    to_whom = _TO_WHOM.match(after(sentence, last, 5))
    if to_whom and _THEN.search(" " + after(sentence, last, 7)):
        return False
    return not (
        _THEN.search(head) or (to_whom and not _NOBODY.match(after(sentence, last, 3))) or _timed(sentence, last)
    )


def _timed(sentence: Sentence, last: int) -> bool:
    return bool(_THEN.search(" " + after(sentence, last, 3))) and "from the start" not in sentence.line


_PAST_VERB = re.compile(
    r" (?:was|were|had|did|could|should|would|knew|saw|ran|went|came|made|gave|took|told|meant|felt|broke|pointed|led|"
    r"got|grew|fell|left|read|said|\w{3,}ed|the|not|no|a|an|visible|wrong|too|broken|there|in) "
)


def comment(sentence: Sentence, first: int, last: int) -> bool:
    """ "Clearly" as the writer's comment on the past, not as the manner of an act ("clearly labelled")."""
    near, tail = before(sentence, first, 4), " " + after(sentence, last, 2)
    if _UNCLEAR.search(near) or re.search(r" (?:could|can|to|more|very|so|as|should|must|be) (?:not )?$", near):
        return False
    opens = first == 0 or sentence.words[first - 1] in {
        ",",
        ";",
        ":",
        "—",
        "–",
        "§",
        "and",
        "but",
        "was",
        "were",
        "had",
        "#",
    }
    if sentence.words[last] in {"obviously", "blatantly", "patently"}:
        return _past(sentence)
    if opens and tail.split()[:1] in ([","], []):
        return True
    return (
        _past(sentence)
        and (opens or bool(_PAST_VERB.match(tail)))
        and not (_MANNER.match(tail) and "visible" not in tail)
    )


def _past(sentence: Sentence) -> bool:
    """Whether a sentence tells of the past, or is too short to tell."""
    if len(sentence.words) < 4 or {"was", "were", "had", "did", "been"} & set(sentence.words):
        return True
    return any(word.endswith("ed") for word in sentence.words) and not {"is", "are", "will"} & set(sentence.words)


def stands_alone(sentence: Sentence, first: int, last: int) -> bool:
    """Not "that is no surprise?" as a question, and not negated before."""
    return not _UNCLEAR.search(before(sentence, first, 3)) and not sentence.asks


def _plain_first(sentence: Sentence, first: int, last: int) -> bool:
    """`plain`, looking only at what stands before and after the first word."""
    return plain(sentence, first, first)


def _not_unclear(sentence: Sentence, first: int, last: int) -> bool:
    return not _UNCLEAR.search(before(sentence, first, 4))


def _surmised(sentence: Sentence, first: int, last: int) -> bool:
    return sentence.words[first] in {"must", "surely"}


def of_past(sentence: Sentence, first: int, last: int) -> bool:
    """ "Of course" and the like outside of a promise or a wish."""
    if "hindsight" in sentence.words[last + 1 : last + 4]:
        return False
    return not re.search(r" (?:may|can|will|please|should) ", " " + after(sentence, last, 3)) and not sentence.asks


_SEEN = r"(?:obvious|clear|plain|evident|apparent|self-evident|crystal clear|blatant|glaring)"

# Sayings: whoever had looked would have seen it.
_NO_GENIUS = (
    r"(?:does|did|do|would|will) not (?:take|need|require|have to be) (?:to be )?(?:a|an|any|much|rocket|special) {few}to (?:see|know|realise|realize|guess|predict|work out|understand|tell)|"
    r"(?:any|even an?) (?:child|fool|idiot|beginner|novice|amateur|first-year \w+|junior|intern|engineer|operator|user) (?:could|would|can|should) (?:have )?(?:\w+)|"
    r"(?:have|has|had) to be (?:blind|asleep|a fool) not to|no (?:prizes for guessing|surprise|surprises|wonder)|no great surprise|"
    r"(?:it )?(?:stood|stands) to reason|common sense (?:says|said|would have|should have|dictates|dictated)|"
    r"knew or should have known|asking for trouble|playing with fire|(?:an accident|a disaster|trouble) in the making|"
    r"was never going to (?:work|end|hold|last|fit|scale)|could only (?:end|go) (?:badly|wrong|one way)|"
    r"with the (?:wisdom|knowledge|eyes) of (?:today|hindsight)|in the light of what (?:we|is) now|from today 's (?:perspective|point of view|vantage)|"
    r"sooner or later|(?:this|it|that) had to (?:happen|fail|break|go wrong|end)|could not (?:end|go|have ended|have gone) well|"
    r"as (?:could|might) (?:easily |well )?have been (?:predicted|expected|foreseen|guessed)|"
    r"(?:easy|simple) (?:enough )?(?:to|for anyone to) (?:foresee|predict)"
)


RULES: tuple[Rule, ...] = (
    rule(HINDSIGHT, rf"(?:should|ought to|must|would) have been {{adv}}{_SEEN}", _plain_first),
    rule(
        HINDSIGHT,
        r"(?:in|with|from|by|given|using|through) (?:the )?(?:benefit of |full |perfect |20/20 |wisdom of |clarity of |power of )?(?:hindsight|retrospect)",
        stands,
    ),
    rule(
        HINDSIGHT,
        r"(?:hindsight (?:being|is) (?:20|perfect|a)|hindsight shows|hindsight tells|hindsight says|retrospectively|in retrospect|looking back|look back|thinking back|viewed from today|seen from today|knowing what (?:we|i|they) (?:now )?know(?: now| today)?|as we now know|as (?:it )?turned out|in the cold light of day)",
        stands,
    ),
    rule(
        HINDSIGHT,
        r"(?:obviously|clearly|plainly|evidently|blatantly|patently|self-evidently|manifestly)",
        comment,
        told,
    ),
    rule(
        HINDSIGHT,
        r"(?:unsurprisingly|predictably|inevitably|unavoidably|foreseeably|needless to say|naturally|of course|surely|undoubtedly|as anyone (?:could|can) see|as (?:was|is|were) to be expected|to (?:nobody|no one) 's surprise|it goes without saying|as one would expect|not surprisingly|no wonder)",
        of_past,
    ),
    rule(
        HINDSIGHT,
        rf"(?:it|that|this|there|which|what) (?:is|was|were|has been|had been|'s|seems|seemed|looks) {{adv}}{_SEEN}(?: that| from)?",
        plain,
        told,
    ),
    rule(
        HINDSIGHT,
        rf"(?:was|were|is|are|been|'s) {{adv}}(?:{_SEEN}|plain to see|there for all to see|in plain sight|staring {{two}}in the face|right in front of|written on the wall|easy to (?:see|spot|predict|foresee)|hard to miss|impossible to miss)",
        plain,
        told,
    ),
    rule(
        HINDSIGHT,
        r"(?:was|were|been|seemed|looked|felt) {adv}(?P<hint>(?:bound|destined|certain|doomed|fated) to(?: \w+)?)",
        _not_unclear,
    ),
    rule(
        HINDSIGHT,
        r"(?P<hint>bound to (?:fail|happen|break|come|end|go|lead|cause|be|hit|run|collide|blow|repeat|surface)|doomed(?: to)?|destined to|waiting to happen|only a matter of time|just a matter of time|a question of time|(?:was|were) always going to|disaster waiting|recipe for disaster|a foregone conclusion)",
        _not_unclear,
    ),
    rule(
        HINDSIGHT,
        r"(?:the|all the|all|these|those|there|clear|ample|enough|plenty of|early|obvious|many|several|some|our)?(?: (?:the|clear|early|obvious|ample|plenty of|enough|many|several|all))? ?(?:warning signs?|red flags?|writing|signs|signals|clues|hints|warnings|symptoms|evidence|indications)(?: of \w+)? (?:was|were|had been|stood) (?:all |already |always |clearly |long |right |plainly |on the )?(?:there|visible|present|in front|wall|in plain sight|obvious|clear|everywhere|plain|unmistakable|in place|out there|in the (?:logs?|graphs?|data|tickets?|metrics)|on the (?:dashboard|graphs?|screen))",
        stands,
        told,
    ),
    rule(
        HINDSIGHT,
        r"(?:clear|obvious|plain|ample|unmistakable|plenty of) (?:warning signs?|warnings?|red flags?|signs|signals|clues|indications)",
        stands,
        told,
    ),
    rule(
        HINDSIGHT,
        r"(?:was|were|is|been|entirely|completely|wholly|perfectly|quite|utterly) {adv}(?P<hint>(?:inevitable|unavoidable|predictable|foreseeable|unsurprising|no surprise|to be expected|no accident))",
        stands,
        told,
    ),
    rule(
        HINDSIGHT,
        r"(?:predictable|inevitable|foreseeable) (?:outcome|result|consequence|failure|outage|end|collapse|crash|disaster|problem|trouble|mess|fallout|backlash|overload|chaos|failures|results|consequences|outages)",
        stands,
        told,
    ),
    rule(
        HINDSIGHT,
        r"(?:(?:any|every)(?:one|body) (?:with (?:\S+ ){1,6}|who (?:\S+ ){1,6}|on (?:\S+ ){1,3}|in (?:\S+ ){1,3})?(?:could|would|can|should) (?:have )?(?:seen|see|known|know|predicted|told|tell|guessed|spotted|noticed|foreseen))",
        stands,
        told,
    ),
    rule(HINDSIGHT, _NO_GENIUS, stands_alone),
    rule(
        HINDSIGHT,
        rf"(?:(?:does |do |may |might )?(?:seem|seems|look|looks|appear|appears|sound|sounds)|is|'s|are) {{adv}}(?:{_SEEN}|trivial|self-explanatory) "
        r"(?:now|today|in hindsight|in retrospect|looking back|afterwards)",
        stands_alone,
    ),
    rule(
        HINDSIGHT,
        r"(?:must|had to|surely|cannot|could not) (?:have )?(?:surely )?(?:known|knew|noticed|realised|realized|seen|been aware)",
        _surmised,
        told,
    ),
    rule(
        HINDSIGHT,
        r"(?:saw|see|seen|spotted) (?:this|it|that|the \w+) coming|coming (?:for|from) (?:weeks|months|miles|a mile|days|a while)|a mile off|in plain sight|for all to see|staring {two}in the face|all along|plain to see|plain as day|hiding in plain sight",
        _not_unclear,
    ),
    rule(
        HINDSIGHT,
        r"(?:we|i|they) (?:now know|know now|knew all along)|(?:everyone|everybody|we all) knew|with what (?:we|i|they) know (?:now|today)|now that we know",
        stands,
    ),
)
