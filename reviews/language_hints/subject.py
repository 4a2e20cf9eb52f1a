"""Whose act a verb tells of: people or a machine, judged by the words before it in its clause."""

import re

from reviews.language_hints.sentences import Sentence
from reviews.language_hints.words import (
    ACTS,
    AUXILIARY,
    CLAUSE_ENDS,
    MACHINES,
    ORDINARY,
    PEOPLE,
    PREPOSITIONS,
    PRODUCTS,
    RUNS,
)

PERSON, ACT, RUN, MACHINE, UNKNOWN = "person", "act", "run", "machine", "unknown"

_THINGS_ENDING = {
    "monitoring",
    "string",
    "ring",
    "during",
    "pending",
    "missing",
    "existing",
    "remaining",
    "failing",
    "running",
    "nothing",
    "everything",
    "something",
    "anything",
}
# A "support agent" is a person, an agent on a host is none.
_AGENTS = {"agent", "agents", "controllers", "controller"}
_AGENT_OF = {"support", "service", "customer", "care", "call", "sales", "desk", "travel", "traffic", "human", "centre"}
_REACH = 14
_RELATIVE = {"that", "which"}
_ENTANGLED = re.compile(r"[A-Z].*[A-Z]|\d|_")
_MACHINE_ENDS = (
    "server",
    "service",
    "cluster",
    "database",
    "proxy",
    "cache",
    "queue",
    "daemon",
    "bot",
    "balancer",
    "db",
)
_PERSON_ENDS = ("engineer", "manager", "developer", "operator", "team", "woman", "person", "people", "admin", "lead")


def kind_of(sentence: Sentence, index: int) -> str:
    """PERSON, ACT (of people), RUN (of either), MACHINE or UNKNOWN for the word at an index."""
    word, raw = sentence.words[index], sentence.raw[index]
    if word in PEOPLE or (word in _AGENTS and index and sentence.words[index - 1] in _AGENT_OF):
        return PERSON
    if word in ACTS:
        return ACT
    if word in RUNS:
        return RUN
    if word in MACHINES or word in PRODUCTS or word == "§" or _ENTANGLED.search(raw):
        return MACHINE
    if is_name(sentence, index):
        return PERSON
    part = word.rpartition("-")[2]
    if part.endswith(_MACHINE_ENDS):
        return MACHINE
    return PERSON if part.endswith(_PERSON_ENDS) else UNKNOWN


def is_name(sentence: Sentence, index: int) -> bool:
    """Whether a word looks like somebody's name: capitalised, and neither an ordinary word nor a product."""
    raw, word = sentence.raw[index], sentence.words[index]
    if not raw[0].isupper() or _ENTANGLED.search(raw.replace("-", "")) or len(word) < 2:
        return False
    known = (
        word in ORDINARY or word in PRODUCTS or word in MACHINES or word in ACTS or word in RUNS or word in AUXILIARY
    )
    return not known and not word.endswith(("ing", "tion", "ment", "ness", "ly", "ity"))


def subject(sentence: Sentence, index: int) -> str:
    """The kind of the subject of the verb that stands at an index."""
    last = index - 1
    while last >= 0 and (sentence.words[last] in AUXILIARY or sentence.words[last].endswith("ly")):
        last -= 1
    if last >= 0 and sentence.words[last] == ",":
        return _before_aside(sentence, last)
    if last < 0:
        return _inverted(sentence, index)
    if sentence.words[last] == "who":
        return PERSON
    if sentence.words[last] in _RELATIVE:
        if last == 0 or sentence.words[last - 1] in CLAUSE_ENDS:
            return UNKNOWN
        last -= 1
    elif sentence.words[last] in {"and", "but", "then"}:
        return subject(sentence, _verb_before(sentence, last)) if last > 1 else UNKNOWN
    return _head(sentence, last)


def _inverted(sentence: Sentence, index: int) -> str:
    """Of "Had we checked", "Should the team have" and of a sentence that starts with its verb."""
    for place in range(index, min(index + 5, len(sentence.words))):
        found = kind_of(sentence, place)
        if found in {PERSON, ACT, MACHINE}:
            return found
    return UNKNOWN


def _before_aside(sentence: Sentence, comma: int) -> str:
    """The subject before an insertion: "Tom, who had just joined, failed to"."""
    for place in range(comma - 1, max(-1, comma - 12), -1):
        if sentence.words[place] == ",":
            return _head(sentence, place - 1) if place else UNKNOWN
    return UNKNOWN


def _verb_before(sentence: Sentence, last: int) -> int:
    """Of two verbs with one subject: where the clause before starts to be a verb, found by its first known subject."""
    first = max(0, last - _REACH)
    for place in range(first, last):
        known = kind_of(sentence, place) in {PERSON, MACHINE}
        if known and sentence.words[place + 1] not in PREPOSITIONS and kind_of(sentence, place + 1) == UNKNOWN:
            return place + 1
    return last


def _head(sentence: Sentence, last: int) -> str:
    """The kind of the noun that the words up to an index are about: the one before the first preposition."""
    if last < 0:
        return UNKNOWN
    first = last
    while first > 0 and last - first < _REACH and sentence.words[first - 1] not in CLAUSE_ENDS:
        first -= 1
    if sentence.has(first, last, frozenset({"who", "whoever"})):
        return PERSON
    if first > 1 and sentence.words[first - 1] in _RELATIVE and kind_of(sentence, first - 2) == PERSON:
        return PERSON
    if sentence.words[first].endswith("ing") and first < last:
        return ACT if sentence.words[first] not in _THINGS_ENDING else _plain_head(sentence, first, last)
    return _plain_head(sentence, first, last)


def _plain_head(sentence: Sentence, first: int, last: int) -> str:
    head = last
    for place in range(last, first, -1):
        if sentence.words[place] in PREPOSITIONS:
            head = place - 1
    found = kind_of(sentence, head)
    if found == UNKNOWN and head != last and sentence.words[head + 1] in {"of", "on"}:
        return kind_of(sentence, last)
    return found
