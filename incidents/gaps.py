"""Where nothing is written for long, next to how often something is written else. A plain rule, without Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

FEWEST = 4  # instants; with fewer no stretch is long or short
SHORTEST = timedelta(minutes=20)
TIMES_USUAL = 4  # of the usual distance from one instant to the next
SHARE = 20  # and at least one in so many parts of the whole
MOST = 12


@dataclass(frozen=True)
class Gap:
    """From the last that is written to the next; both aware."""

    since: datetime
    until: datetime

    @property
    def length(self) -> timedelta:
        return self.until - self.since


def gaps(whens: Iterable[datetime]) -> list[Gap]:
    """The longest such stretches, at most twelve, in time."""
    instants = sorted(set(whens))
    if len(instants) < FEWEST:
        return []
    stretches = [Gap(since, until) for since, until in pairwise(instants)]
    usual = timedelta(seconds=median(stretch.length.total_seconds() for stretch in stretches))
    least = max(SHORTEST, TIMES_USUAL * usual, (instants[-1] - instants[0]) / SHARE)
    found = [stretch for stretch in stretches if stretch.length >= least]
    longest = sorted(found, key=lambda stretch: stretch.length, reverse=True)[:MOST]
    return sorted(longest, key=lambda stretch: stretch.since)
