"""Who is named in a report: people who agreed by name, everybody else by their part, consistently, also inside quotes.

A plain rule without Django. A text is searched folded (case, accents, width and invisible characters do not matter), so that
"José", "jose" and "@JOSE" are one name; what is replaced is the text as it was written.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

# Not names by themselves: they are hidden as parts of a whole name only.
_PARTICLES = (
    "al am an and at bin by da das de del den der di do dos du el for from in la las le los of on our out outside over ten ter "
    "the to van von with y zu"
)
PARTICLES = frozenset(_PARTICLES.split())
_ROLES = (
    "admin administrator analyst call commander desk developer dba duty engineer incident info lead manager member noc "
    "oncall operator ops person responder security service shift sre staff support sysadmin team user"
)
ROLES = frozenset(_ROLES.split())
# English words that are names too. Written small, alone, they are the word.
_WORDS = (
    "amber angel art bill bob bond brook carol chance chase chip clay cliff dale dawn dean drew earnest faith flora frank "
    "gene glen grace grant guy hazel heath holly hope hunter iris jack jasmine jay joy june king lance lane major mark may "
    "miles nick norm olive page pat pearl penny piper rain ray reed rich river rob robin rod rose ruby rusty sandy sky "
    "skip sterling stone sue summer tanner trace violet wade will young"
)
WORDS = frozenset(_WORDS.split())
# What people type where they are asked for a name, and what a report is full of. Alone it names nobody.
_ORDINARY = (
    "alert api app backend backup build cache call check checks cloud cluster company config connection crew customer dashboard "
    "data database day deploy deployment dev directory disk document error everybody everyone everything facilitator "
    "failure fix front frontend good guest hello help host incident infra it laptop latency load log mail me meeting "
    "message metrics migration monitoring morning name network night nobody now office one other outage page paper "
    "payments phone platform primary production prompt question queue release replica report request restart review "
    "rollback room script secondary server site somebody someone something somewhere storage system terminal test "
    "tester testing the they time today tool traffic two typed unknown us visitor we web week work world you"
)
ORDINARY = frozenset(_ORDINARY.split())
# Between the words of one name: a comma or full stop only within it ("ben.okafor") or after an initial ("B. Okafor").
_JOIN = r"(?:[\s_'’\-]|[.,](?!\s))*"
_AFTER_INITIAL = r"[\s._,'’\-]*"
_LETTER = r"[^\W\d_]"
# Scripts that put no blanks between words: Thai, kana, Han, Hangul (as its letters).
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_BETWEEN = re.compile(r"[^\S\n]{1,2}\Z")
_LAST_FIRST = re.compile(r",[^\S\n]\Z")
# Behind a name: its part once more ("Priya N., responder"), to the end of a clause; said once it is enough.
_PART = r"([^\W\d_]+(?: [^\W\d_]+){0,5})"
_AGAIN = re.compile(rf",\s+{_PART}(?=\s*(?:[.,;:)]|\Z)|\n)|\s+\({_PART}\)")
_LEADING = re.compile(r"\A(?:the )?(?:person )?(?:from )?")
_INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_]\Z")
# The full stop of an initial is part of the name, but where a sentence may end with it.
_STOP = re.compile(r"\.(?=[^\S\n]*[^\W_A-Z]|[^\S\n]*[,;:!?)(\]])")
_SENTENCE = re.compile(r"(?:\A|[.!?]\s+|\n\s*)\Z")
NOBODY = "…"  # the last resort: it has no letters, so it is nobody's name


@dataclass(frozen=True)
class Somebody:
    """names: as they may be written, whole (a name, an address). part: the words for them where they are not named.

    typed: a name without an account, typed at a door, that may be anything: its ordinary words ("Database") are nobody's name.
    label: what their part is called where it is listed ("incident command"), when that is said otherwise than `part`.
    """

    names: tuple[str, ...]
    part: str
    named: bool = False
    typed: bool = False
    label: str = ""


@dataclass(frozen=True)
class Span:
    """A stretch of a text that is somebody's name; people: the places of those it may mean. whole: a whole name of theirs."""

    start: int
    end: int
    people: frozenset[int]
    whole: bool


def fold(text: str) -> tuple[str, list[int]]:
    """The text without case, accents, width and invisible characters, and where each of its characters was."""
    if text.isascii() and text.isprintable():
        return text.lower(), list(range(len(text)))
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold()):
            if unicodedata.category(part) not in {"Mn", "Me", "Cf"}:
                folded.append(part)
                places.append(place)
    return "".join(folded), places


def told_apart(parts: Sequence[str], apart: str = "{part} ({letter})") -> list[str]:
    """The same words for several people get a letter each, in their order: "the person on call (A)"."""
    seen: dict[str, int] = defaultdict(int)
    found = []
    for part in parts:
        if parts.count(part) == 1:
            found.append(part)
            continue
        found.append(apart.format(part=part, letter=_letters(seen[part])))
        seen[part] += 1
    return found


def _letters(number: int) -> str:
    """A to Z, then AA, AB and so on."""
    head, tail = divmod(number, 26)
    return (_letters(head - 1) if head else "") + chr(ord("A") + tail)


def alone(token: str) -> bool:
    """Whether one word of a name gives its person away by itself."""
    return sum(map(str.isalpha, token)) >= 2 and token not in PARTICLES and token not in ROLES


class Naming:
    """What one audience reads instead of the names of those who did not agree. `someone`: where it may be several of them.

    `no_people`: words that stay as they are, because in this text they are nobody's name ("Austin data centre").
    """

    def __init__(self, people: Iterable[Somebody], someone: str = "someone", no_people: Collection[str] = ()) -> None:
        self.people = tuple(people)
        self._stays = _any_of(no_people)
        self._whole: dict[str, set[int]] = defaultdict(set)
        self._words: dict[str, set[int]] = defaultdict(set)
        for place, person in enumerate(self.people):
            for name in person.names:
                self._know(place, name)
        self._pattern = self._compiled()
        self._someone = next((each for each in (someone, NOBODY) if not self.found(each)), NOBODY)
        self._parts = [self._someone if self.found(person.part) else person.part for person in self.people]

    def _know(self, place: int, name: str) -> None:
        folded = fold(name)[0]
        tokens = [token for token in re.split(r"[\s._,'’\-]+", folded) if token]
        if not any(map(str.isalnum, folded)):
            return
        if "@" in folded:
            self._whole[folded.strip()].add(place)
            local = folded.strip().partition("@")[0]
            tokens = [local] if alone(local) and len(local) > 2 else []
        elif not (self.people[place].typed and len(tokens) == 1 and tokens[0] in ORDINARY):
            self._whole[" ".join(tokens)].add(place)
        for token in tokens:
            if alone(token) and not (self.people[place].typed and token in ORDINARY):
                self._words[token].add(place)

    def _compiled(self) -> re.Pattern[str] | None:
        whole = sorted(self._whole, key=len, reverse=True)
        words = sorted(set(self._words) - set(self._whole), key=len, reverse=True)
        if not whole:
            return None
        either = [_edged(name, _joined(name)) for name in whole] + [_edged(word, re.escape(word)) for word in words]
        return re.compile("|".join(either))

    def spans(self, text: str) -> list[Span]:
        """Every name in the text that must not be read as it is, from left to right."""
        if self._pattern is None:
            return []
        folded, places = fold(text)
        stay = [each.span() for each in self._stays.finditer(folded)] if self._stays else []
        found = []
        for match in self._pattern.finditer(folded):
            if any(begin <= match.start() and match.end() <= end for begin, end in stay):
                continue
            start, end = places[match.start()], places[match.end() - 1] + 1
            while end < len(text) and not fold(text[end])[0]:
                end += 1
            span = self._meant(match.group(), start, end)
            handle = text[start - 1 : start] == "@"
            word = match.group() in WORDS and text[start:end].islower() and not handle
            if self._hides(span) and not word:
                found.append(span)
        return found

    def _meant(self, written: str, start: int, end: int) -> Span:
        """Whose name it is; a whole name is that person's, also when others share a word of it."""
        tokens = " ".join(token for token in re.split(r"[\s._,'’\-]+", written) if token)
        joined = re.sub(r"[\s._,'’\-]+", "", written)
        for key in (written.strip(), tokens, *self._whole):
            if key in self._whole and (key in (written.strip(), tokens) or re.sub(r"[\s]+", "", key) in _bare(joined)):
                return Span(start, end, frozenset(self._whole[key] | self._words.get(key, set())), True)
        word = next(each for each in _bare(written) if each in self._words)
        return Span(start, end, frozenset(self._words[word]), False)

    def _hides(self, span: Span) -> bool:
        return any(not self.people[place].named for place in span.people)

    def found(self, text: str) -> bool:
        return bool(self.spans(text))

    def edits(self, text: str, breaks: Collection[int] = ()) -> list[tuple[int, int, str]]:
        """What to put in place of which stretch; a name in two pieces ("Okafor, Ben") is one stretch.

        breaks: places where a link begins or ends; no name goes on beyond.
        """
        spans: list[Span] = []
        for span in self.spans(text):
            last = spans[-1] if spans else None
            apart = last and any(last.end <= place <= span.start for place in breaks)
            if last and not apart and last.people == span.people and self._goes_on(text, last, span):
                spans[-1] = Span(last.start, span.end, last.people, True)
            else:
                spans.append(span)
        return [(span.start, self._end(span, text, breaks), self._instead(span, text[: span.start])) for span in spans]

    def _end(self, span: Span, text: str, breaks: Collection[int]) -> int:
        """Where the name ends, with the full stop of its initial, and with its part where that is said at once behind it."""
        end = span.end
        if _INITIAL.search(text[span.start : end]) and (stop := _STOP.match(text, end)):
            end = stop.end()
        again = _AGAIN.match(text, end) if len(span.people) == 1 else None
        if again and not any(span.end <= place < again.end() for place in breaks):
            place = next(iter(span.people))
            known = {_briefly(self._parts[place].partition(" (")[0]), _briefly(self.people[place].label)}
            end = again.end() if _briefly(again[1] or again[2]) in known else end
        return end

    def _goes_on(self, text: str, last: Span, span: Span) -> bool:
        """Two pieces of one name: with a blank between them, or with a comma where the last word stands first."""
        between = text[last.end : span.start]
        first_last = " ".join(fold(text[each.start : each.end])[0] for each in (span, last))
        return bool(_BETWEEN.match(between) or (_LAST_FIRST.match(between) and first_last in self._whole))

    def _instead(self, span: Span, before: str) -> str:
        words = self._parts[next(iter(span.people))] if len(span.people) == 1 else self._someone
        return words[:1].upper() + words[1:] if _SENTENCE.search(before[-40:]) else words

    def hide(self, text: str) -> str:
        """The text as this audience reads it."""
        pieces, done = [], 0
        for start, end, words in self.edits(text):
            pieces += [text[done:start], words]
            done = end
        return "".join([*pieces, text[done:]])


def _briefly(part: str) -> str:
    """ "The person on call" is "on call"."""
    return _LEADING.sub("", fold(part)[0])


def _bare(word: str) -> tuple[str, ...]:
    """As it is, and without the s of a genitive."""
    return (word, word[:-1]) if word.endswith("s") else (word,)


def _joined(name: str) -> str:
    """A whole name in the ways people write it: with blanks, dots, hyphens or nothing between its words."""
    if "@" in name:
        return re.escape(name)
    *front, last = name.split()
    joins = (re.escape(token) + (_JOIN if len(token) > 1 else _AFTER_INITIAL) for token in front)
    return "".join(joins) + re.escape(last)


def words_of(name: str) -> frozenset[str]:
    """The words of a name or of an address, as they are compared."""
    return frozenset(token for token in re.split(r"[\s._,'’@\-]+", fold(name)[0]) if token)


def _any_of(phrases: Collection[str]) -> re.Pattern[str] | None:
    """These words wherever they stand, whatever blanks are between them."""
    folded = sorted({" ".join(fold(each)[0].split()) for each in phrases} - {""}, key=len, reverse=True)
    either = [_edged(each, r"\s+".join(map(re.escape, each.split()))) for each in folded]
    return re.compile("|".join(either)) if either else None


def _edged(name: str, pattern: str) -> str:
    """No letter may stand before or behind it, but the s of a genitive; scripts without blanks have no such edges."""
    before = "" if _UNSPACED.match(name[0]) else f"(?<!{_LETTER})"
    behind = "" if _UNSPACED.match(name[-1]) else f"(?:s(?!{_LETTER})|(?!{_LETTER}))"
    single = [len(list(group)) for _, group in groupby(name, str.isalpha)] == [1]
    return f"{before}{pattern}(?!{_LETTER})" if single and behind else f"{before}{pattern}{behind}"
