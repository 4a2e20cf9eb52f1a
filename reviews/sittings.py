"""Folds the saves that one person made in one go into a single line of the history. A plain rule without Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

PAUSE = timedelta(minutes=10)  # a longer one, or anybody else's save, begins a new line


@dataclass(frozen=True)
class Save:
    """One revision. base: the revision its writer started from; merged: with what others saved meanwhile; with_words_of: whose
    suggestion it took in."""

    number: int
    base: int
    by: Any
    at: datetime
    merged: bool = False
    with_words_of: Any = None

    @property
    def restored(self) -> bool:
        """An earlier text made the newest again: worth a line of its own."""
        return bool(self.base) and not self.merged and self.base < self.number - 1


@dataclass(frozen=True)
class Sitting:
    """The saves of one person with no long pause and nobody between, oldest first; at least one."""

    saves: tuple[Save, ...]

    @property
    def first(self) -> Save:
        return self.saves[0]

    @property
    def last(self) -> Save:
        return self.saves[-1]

    @property
    def before(self) -> int:
        """The revision that stood before this sitting; 0 if there was none."""
        return self.first.number - 1

    @property
    def newest_first(self) -> tuple[Save, ...]:
        return self.saves[::-1]


def sittings(saves: Iterable[Save]) -> list[Sitting]:
    """All saves, given oldest first, as sittings, newest first."""
    found: list[list[Save]] = []
    for save in saves:
        if found and _goes_on(found[-1][-1], save):
            found[-1].append(save)
        else:
            found.append([save])
    return [Sitting(tuple(group)) for group in reversed(found)]


def _goes_on(before: Save, save: Save) -> bool:
    template = before.base == 0  # nobody's writing
    told_apart = template or any(each.restored or each.with_words_of for each in (before, save))
    return before.by is not None and before.by == save.by and save.at - before.at < PAUSE and not told_apart
