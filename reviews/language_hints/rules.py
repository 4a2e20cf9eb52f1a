"""What a rule is: a pattern over the words of a sentence, and the guards that all must agree."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reviews.language_hints.sentences import Sentence
from reviews.language_hints.words import family

COUNTERFACTUAL, HINDSIGHT, PERSON, SINGLE, JUDGEMENT = (
    "counterfactual",
    "hindsight",
    "person_as_cause",
    "single_cause",
    "judgement",
)
# Indices of the first and the last word of the place.
Guard = Callable[[Sentence, int, int], bool]

_NEGATIONS = family(
    "not no never nobody none neither nor hardly nothing without isn't unlike cannot refuse avoid rarely"
)
_DISPUTES = re.compile(
    r" (?:not|never|wrong|unfair|wrong|misleading|tempting|easy|hard|wouldn't) (?:\S+ ){0,2}(?:to )?(?:call|say|blame|speak of|point|name|conclude|label|describe|stop at|claim|pin) "
    r"| (?:rather than|instead of|as opposed to|avoid|resist|beyond|so-called|(?:stop|stopped|stopping) (?:at|with|using|saying|writing|calling|blaming)) (?:\S+ ){0,3}$"
)
# "It would be unfair to say that they should have known", "leave out what others ought to have done".
_NOT_SAID = re.compile(
    r" (?:unfair|wrong|easy|tempting|pointless|useless|unhelpful|hard|cheap|misleading|simplistic) (?:\S+ )?to (?:say|claim|argue|ask|list|conclude|think|write|state|suggest) "
    r"| (?:not|never|nobody|no one|neither|without) (?:\S+ ){0,2}(?:say|says|said|saying|claim|claims|claimed|claiming|argue|argues|arguing|ask|asks|asking|"
    r"believe|believes|think|thinks|suggest|suggests|suggesting|list|listing|write|writing|dwell|dwelling|imply|implying|discuss|discussing|judge|judging|mean|means|interested) "
    r"| (?:withdrew|withdraws|denied|denies|deny|rejected|rejects|retracted|disputed|disputes|refuted|doubts|doubted) (?:\S+ ){0,4}(?:that|claim|idea|notion|suggestion) "
    r"| not (?:what|who|how|whether|whatever) "
    r"| (?:leave out|leaves out|leave aside|not about|not in|not on|rather than|instead of|avoid|avoids|avoiding|refrain from|replace|replaces) (?:what|who|how|whether|whatever|(?:\S+ ){1,3}(?:what|who|how|whether|that)|saying|statements|sentences) "
)
_METHOD_BEFORE = re.compile(
    r" (?:the )?(?:word|words|term|terms|phrase|label|heading|field(?! (?:engineer|engineers|team|teams|office|service|technician|technicians|staff|crew|manager))|column|titled|guide to|understanding|called|named|named,|entitled|section|book|bias|speak of|talk of|talk about|talking about|replace|replaces|avoid|avoids|bans|banned|forbid|forbids|discourage|discourages|distinguish|distinguishes|"
    r"distinguished|classify|classifies|classified as|categorised as|categorized as) (?:\S+ ){0,2}$"
    r"| (?:distinguish|distinguishes|categories|options|values|choices|labels|types) (?:\S+ ){0,6}$"
)
_METHOD_AFTER = re.compile(
    r"(?:analys\w+|bias|field|template|column|section|heading|form|label|tag|word|phrase|course|training|methodology|method|workshop|category|categories|fallacy|language|thinking|framing|box|report type|dropdown|book|chapter|talk|culture) "
)
_NEAR = 6


def macro(pattern: str) -> str:
    """A pattern with its short names written out; every repetition has a bound, so that time stays linear."""
    for name, meaning in MACROS.items():
        pattern = pattern.replace(name, meaning)
    return pattern


MACROS = {
    "{adv}": r"(?:(?:\w{2,20}ly|also|just|still|even|then|perhaps|first|at least|have also|never|not|all|both|by now|now|instead|well|so|already|always|,) ){0,3}",
    "{few}": r"(?:[^\s,;:()§—–]{1,40} ){0,4}",
    "{two}": r"(?:[^\s,;:()§—–]{1,40} ){0,2}",
    "{the}": r"(?:(?:the|a|an|our|their|his|her|my|your|its|this|that|these|those|some|one|another) )?",
}


@dataclass(frozen=True)
class Rule:
    """Words that deserve a hint of a kind wherever the pattern matches (group `hint` if it has one) and no guard objects."""

    kind: str
    pattern: re.Pattern[str]
    guards: tuple[Guard, ...] = ()

    def places(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Indices of the first and last word of each place in a sentence."""
        for found in self.pattern.finditer(sentence.line):
            start, end = found.span("hint") if "hint" in self.pattern.groupindex else found.span()
            first, last = sentence.index(start), sentence.index(end - 1)
            if all(guard(sentence, first, last) for guard in self.guards):
                yield first, last


def rule(kind: str, words: str, *guards: Guard) -> Rule:
    """A rule from a pattern in which words are parted by one blank; it starts at a word and ends after one."""
    return Rule(kind, re.compile(rf"(?<= )(?:{macro(words)})(?= )"), guards)


def before(sentence: Sentence, first: int, count: int = _NEAR) -> str:
    """The words of the same clause before an index, with blanks around."""
    start = max(0, first - count)
    for place in range(first - 1, start - 1, -1):
        if sentence.words[place] in {";", ":", "(", "—", "but"}:
            start = place + 1
            break
    return " " + "".join(f"{word} " for word in sentence.words[start:first])


def after(sentence: Sentence, last: int, count: int = _NEAR) -> str:
    return "".join(f"{word} " for word in sentence.words[last + 1 : last + 1 + count])


def undisputed(sentence: Sentence, first: int, last: int) -> bool:
    """Not what a writer says that nobody should say."""
    return _NOT_SAID.search(before(sentence, first, 14)) is None


def stands(sentence: Sentence, first: int, last: int) -> bool:
    """Not negated or disputed, and not talk about the words or the method."""
    near, tail = before(sentence, first), after(sentence, last)
    ahead = " " + "".join(f"{word} " for word in sentence.words[max(0, first - 9) : first])
    clause = re.sub(r" (?:not only|not \w+ing|never \w+ing|not just) ", " ", before(sentence, first, 5))
    if _NEGATIONS.intersection(clause.split()):
        return False
    if not undisputed(sentence, first, last):
        return False
    if _DISPUTES.search(ahead) or _METHOD_BEFORE.search(near):
        return False
    return not _METHOD_AFTER.match(tail) and not tail.startswith(("does not help", "is not a word", "says nothing"))


def told(sentence: Sentence, first: int, last: int) -> bool:
    """Not an open question about how things made sense or about a machine."""
    return not (sentence.asks and sentence.words[0] in OPENERS)


OPENERS = frozenset(["how", "what", "which", "who", "when", "where", "why", "whose", "was", "were", "is", "did", "do"])
