"""Who would be a fair choice to facilitate a review: a neutral person, in turn. A plain rule without Django.

The Howie guide and Etsy's debriefing guide both ask for somebody who was not in the incident and has no say over those interviewed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Candidate:
    """involved: was in the incident; interviewed: is asked about it; manages: those interviewed whom they manage, by name;
    last_led: the day of the latest review they led or are to lead, None if there was none."""

    person: int
    name: str
    involved: bool = False
    interviewed: bool = False
    manages: tuple[str, ...] = ()
    last_led: date | None = None

    @property
    def neutral(self) -> bool:
        return not (self.involved or self.interviewed or self.manages)


def in_turn(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Neutral people first; among equals whoever has not led for longest, then by name."""
    return sorted(candidates, key=_turn)


def _turn(candidate: Candidate) -> tuple[bool, date, str, int]:
    return (not candidate.neutral, candidate.last_led or date.min, candidate.name.casefold(), candidate.person)


def suggested(candidates: Iterable[Candidate]) -> Candidate | None:
    """The first in turn, if anybody is neutral."""
    first = next(iter(in_turn(candidates)), None)
    return first if first and first.neutral else None
