"""Words as the search knows them, in any language: folded, and in pairs of characters where a script has no blanks between words.

A plain rule, without Django. The index and the question go through the same functions, so that both databases find the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from incidents.filler_words import FILLER

LONGEST_WORD = 60
# PostgreSQL keeps at most a megabyte of words for one text; a part of a longer text is found by its first words alone.
MOST_BYTES = 400_000
MOST_ASKED = 12
LONGEST_QUESTION = 400

_MARKS = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in {"Mn", "Mc"})
_RUN = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_ACCENTS = re.compile("[\u0300-\u036f]")
_NO_WORD = re.compile(rf"(?:(?![{_MARKS}])[\W_])+")
# Han, kana, Hangul, Thai, Lao, Burmese, Khmer: no blanks between words, or words that grow endings.
_UNBROKEN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
_QUOTED = re.compile('["“”„«»]([^"“”„«»]+)["“”„«»]')


@dataclass(frozen=True)
class Token:
    """One word of the index and where its letters stand in the text, in code points; `unbroken`: a pair of characters."""

    word: str
    start: int
    end: int
    unbroken: bool = False


def folded(text: str) -> str:
    """Without case, accents and full-width forms: "Große Übersicht" is "grosse ubersicht"."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", plain))


def tokens(text: str) -> Iterator[Token]:
    """Every word of a text in its order."""
    for run in _RUN.finditer(text):
        begins = run.start()
        for part in _UNBROKEN.finditer(run.group()):
            yield from _word(text, begins, run.start() + part.start())
            yield from _pairs(text, run.start() + part.start(), run.start() + part.end())
            begins = run.start() + part.end()
        yield from _word(text, begins, run.end())


def _word(text: str, start: int, end: int) -> Iterator[Token]:
    word = folded(text[start:end])[:LONGEST_WORD] if end > start else ""
    if word:
        yield Token(word, start, end)


def _pairs(text: str, start: int, end: int) -> Iterator[Token]:
    plain = folded(text[start:end])
    whole = len(plain) != end - start  # half-width forms: the letters of the two do not stand at the same places
    for place in range(max(len(plain) - 1, 1) if plain else 0):
        pair = plain[place : place + 2]
        yield Token(pair, start, end, True) if whole else Token(pair, start + place, start + place + len(pair), True)


def clean(text: str) -> str:
    """What a database can keep: no NUL, no half of a surrogate pair."""
    return text.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")


def indexed(text: str) -> list[str]:
    """The different words of a text in their order, as many as fit."""
    found: dict[str, None] = {}
    room = MOST_BYTES
    for token in tokens(text):
        if token.word not in found:
            room -= len(token.word.encode()) + 4
            if room < 0:
                break
            found[token.word] = None
    return list(found)


@dataclass(frozen=True)
class Wanted:
    """One word that is looked for; `begins`: words that go on after it are meant too."""

    word: str
    begins: bool = False


@dataclass(frozen=True)
class Question:
    """What somebody typed: all of `words` must be there, and each of `phrases` as it was written."""

    words: tuple[Wanted, ...] = ()
    phrases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)


def question(typed: str) -> Question:
    """Nothing that is typed is a command: signs between words part them, and double quotes keep words together."""
    text = clean(typed)[:LONGEST_QUESTION]
    phrases = [" ".join(found.split()) for found in _QUOTED.findall(text)]
    found = {token.word: Wanted(token.word, token.unbroken == (len(token.word) == 1)) for token in tokens(text)}
    return Question(tuple(found.values())[:MOST_ASKED], tuple(each for each in phrases if folded(each))[:4])


def stem(word: str) -> Wanted:
    """A word and its relatives, without knowing the language: its beginning, at least four letters of it."""
    return Wanted(word[: max(4, len(word) - 2)], begins=len(word) > 3)


def telling(text: str, most: int) -> dict[Wanted, str]:
    """The words by which a text may be like another, those named most often first, each with one spelling of it.

    Without fillers: that two texts say "while" and "took" is no likeness.
    """
    times: dict[Wanted, int] = {}
    spelled: dict[Wanted, str] = {}
    for token in tokens(text):
        if len(token.word) < (2 if token.unbroken else 3) or token.word.isdigit() or token.word in FILLER:
            continue
        wanted = Wanted(token.word) if token.unbroken else stem(token.word)
        times[wanted] = times.get(wanted, 0) + 1
        spelled.setdefault(wanted, text[token.start : token.end])
    best = sorted(times, key=lambda wanted: -times[wanted])[:most]
    return {wanted: spelled[wanted] for wanted in best}


@dataclass(frozen=True)
class Piece:
    """A part of a text; `marked` when it is one of the words looked for."""

    text: str
    marked: bool = False


def _wanted_at(text: str, words: Iterable[Wanted]) -> list[tuple[int, int]]:
    exact = {wanted.word for wanted in words if not wanted.begins}
    begins = tuple(wanted.word for wanted in words if wanted.begins)
    spans: list[tuple[int, int]] = []
    for token in tokens(text):
        if token.word in exact or (begins and token.word.startswith(begins)):
            if spans and token.start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], token.end))
            else:
                spans.append((token.start, token.end))
    return spans


def marked(text: str, words: Iterable[Wanted]) -> list[Piece]:
    """The whole text in pieces, the words looked for marked."""
    return _pieces(text, _wanted_at(text, tuple(words)), 0, len(text))


def _pieces(text: str, spans: list[tuple[int, int]], start: int, end: int) -> list[Piece]:
    pieces, place = [], start
    for begins, ends in spans:
        if begins >= place and ends <= end:
            pieces += [Piece(text[place:begins]), Piece(text[begins:ends], marked=True)]
            place = ends
    return [piece for piece in [*pieces, Piece(text[place:end])] if piece.text]


def snippet(text: str, words: Iterable[Wanted], length: int = 240) -> list[Piece]:
    """The stretch of about `length` characters that holds most of the words, in pieces; the beginning when none is there."""
    spans = _wanted_at(text, tuple(words))[:2000]
    best, most, last = 0, 0, 0
    for first, (start, _end) in enumerate(spans):
        last = max(last, first)
        while last < len(spans) and spans[last][1] <= start + length * 2 // 3:
            last += 1
        if last - first > most:
            best, most = start, last - first
    start = _at_blank(text, max(0, best - length // 3)) if best > length // 3 else 0
    end = min(len(text), start + length)
    blank = text.rfind(" ", start + length // 2, end)
    end = blank if end < len(text) and blank > best else end
    found = _pieces(text, spans, start, end)
    return [Piece("… ")] * (start > 0) + found + [Piece(" …")] * (end < len(text))


def _at_blank(text: str, place: int) -> int:
    found = text.find(" ", place, place + 20)
    return found + 1 if found >= 0 else place
