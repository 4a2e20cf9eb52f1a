"""Suggestions as cards and pages show them: the source they are about, what they change, and whether it still stands."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from reviews.markdown import Rendered
from reviews.models import Status, Thread
from reviews.queries.remarks import ThreadRow
from reviews.suggested import together, whole
from reviews.word_diff import Piece, changes

READY, EDITED, GONE = "ready", "edited", "gone"


@dataclass(frozen=True)
class Change:
    """What a suggestion changes, word by word. standing: its decision, or while it is pending READY, EDITED or GONE."""

    pieces: tuple[Piece, ...]
    standing: str

    @property
    def pending(self) -> bool:
        return self.standing in {READY, EDITED, GONE}


@dataclass(frozen=True)
class ThreeWays:
    """A suggestion whose passage was edited meanwhile. both: the two changes in one text, None if they contradict."""

    old: str
    now: str
    suggested: str
    both: str | None
    edited: tuple[Piece, ...]
    change: tuple[Piece, ...]

    @property
    def final(self) -> str:
        return self.suggested if self.both is None else self.both

    @property
    def seen(self) -> str:
        return fingerprint(self.now)


@lru_cache(maxsize=1024)
def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    return tuple(changes(old, new))


def standing(thread: Thread | ThreadRow, text: str) -> str:
    """How a suggestion stands to the latest text: its source is there word for word, reads otherwise, or is gone."""
    if thread.status == Status.ORPHANED:
        return GONE
    return READY if text[thread.start : thread.end] == thread.origin_quote else EDITED


def change(thread: Thread | ThreadRow, text: str) -> Change | None:
    """What the thread suggests beside the latest text; None if it suggests nothing."""
    if thread.replacement is None:
        return None
    return Change(_pieces(thread.origin_quote, thread.replacement), thread.decision or standing(thread, text))


def three_ways(thread: Thread, text: str) -> ThreeWays:
    """The passage as it was, as it is in the latest text, and as it was suggested."""
    old, now, suggested = thread.origin_quote, text[thread.start : thread.end], thread.replacement or ""
    both = together(old, now, suggested)
    return ThreeWays(old, now, suggested, both, _pieces(old, now), _pieces(old, suggested))


def source_span(rendered: Rendered, start: int, end: int) -> tuple[int, int] | None:
    """The source that a suggestion about these places of the page's plain text replaces; None if there is none."""
    span = rendered.to_source(start, end)
    return whole(rendered.source, *span) if span else None


def fingerprint(passage: str) -> str:
    """By this a form knows again which passage it was made for."""
    return sha256(passage.encode()).hexdigest()[:16]
