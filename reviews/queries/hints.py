"""The hints for somebody who writes: where they stand, what is said about them, without those dismissed. One query."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from reviews.hint_marks import mark_hints
from reviews.hint_quotes import Quote, key, quote
from reviews.hint_words import HINT_WORDS, HintWords
from reviews.language_hints import Hint, find_hints
from reviews.markdown import Rendered
from reviews.models import Document

MOST_BESIDE = 3  # under a comment; more would be a wall before a short remark


@dataclass(frozen=True)
class Place:
    """One hint. number: counts from 1 down the text; key: by which it is dismissed; marked: it shows in the preview."""

    number: int
    quote: Quote
    key: str
    marked: bool = False


@dataclass
class Kind:
    """All places of one kind, with what is said about it."""

    kind: str
    words: HintWords
    places: list[Place] = field(default_factory=list)


@dataclass
class Hints:
    """dismissed: how many more there are that this person dismissed. Kinds in the order of their first places."""

    kinds: list[Kind]
    dismissed: int

    @property
    def count(self) -> int:
        return sum(len(kind.places) for kind in self.kinds)


@lru_cache(maxsize=32)
def _found(text: str) -> tuple[Hint, ...]:
    return tuple(find_hints(text))


def in_preview(document: Document, user: User, rendered: Rendered) -> tuple[SafeString, Hints]:
    """The page of a text with its hints marked, and their list."""
    kept, dismissed = _wanted(document, user, rendered.source)
    shown = {number: rendered.to_rendered(hint.start, hint.end) or [] for number, hint in enumerate(kept, 1)}

    def quoted(number: int, hint: Hint) -> Quote:
        parts = shown[number]
        return quote(rendered.plain, *parts[0]) if parts else quote(rendered.source, hint.start, hint.end)

    spans = [(*part, number) for number, parts in shown.items() for part in parts]
    html = mark_hints(rendered.html, spans, {number: hint.kind for number, hint in enumerate(kept, 1)})
    kinds = _by_kind(kept, rendered.source, quoted, marked={number for number, parts in shown.items() if parts})
    return mark_safe(html), Hints(kinds, dismissed)  # noqa: S308  the renderer's allow-listed HTML, with marks only


def in_words(document: Document, user: User, text: str) -> Hints:
    """The first few hints for a comment or a suggestion that is being typed."""
    kept, dismissed = _wanted(document, user, text)
    kinds = _by_kind(kept[:MOST_BESIDE], text, lambda _, hint: quote(text, hint.start, hint.end), marked=set())
    return Hints(kinds, dismissed)


def _wanted(document: Document, user: User, text: str) -> tuple[list[Hint], int]:
    found = _found(text)
    if not found:
        return [], 0
    gone = set(document.hint_dismissals.filter(user=user).values_list("kind", "quote"))
    kept = [hint for hint in found if not gone & {(hint.kind, ""), (hint.kind, key(text, hint.start, hint.end))}]
    return kept, len(found) - len(kept)


def _by_kind(kept: list[Hint], text: str, quoted: Callable[[int, Hint], Quote], *, marked: set[int]) -> list[Kind]:
    kinds: dict[str, Kind] = {}
    for number, hint in enumerate(kept, 1):
        group = kinds.setdefault(hint.kind, Kind(hint.kind, HINT_WORDS[hint.kind]))
        group.places.append(Place(number, quoted(number, hint), key(text, hint.start, hint.end), number in marked))
    return list(kinds.values())


def left(document: Document, user: User, text: str) -> int:
    """How many hints this person would be shown for the text."""
    return len(_wanted(document, user, text)[0])
