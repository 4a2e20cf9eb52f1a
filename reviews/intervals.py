"""Stretches of time somebody was there or talked: joining them over short gaps, and how long they are. A plain rule, without Django."""

from collections.abc import Iterable
from datetime import datetime, timedelta

GRACE = timedelta(seconds=90)  # a connection that drops for less than this did not leave the meeting
GONE_AFTER = timedelta(minutes=2)  # a facilitator not heard from for this long: somebody else is offered the desk

Interval = tuple[datetime, datetime]


def joined(intervals: Iterable[Interval], grace: timedelta = GRACE) -> list[Interval]:
    """In order of time, those that overlap or lie no further apart than `grace` made one."""
    found: list[Interval] = []
    for begins, ends in sorted(intervals):
        if found and begins - found[-1][1] <= grace:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found


def total(intervals: Iterable[Interval]) -> timedelta:
    """How long they are together; what overlaps counts once."""
    return sum((ends - begins for begins, ends in joined(intervals, timedelta(0))), timedelta(0))


def minutes(intervals: Iterable[Interval]) -> int:
    """The total rounded to whole minutes; whoever was there at all was there for one."""
    whole = list(intervals)
    return max(1, round(total(whole) / timedelta(minutes=1))) if whole else 0


def share(talked: timedelta, passed: timedelta) -> int:
    """Percent of the time that passed, 0 to 100; 0 before any has."""
    return min(100, round(100 * talked / passed)) if passed > timedelta(0) else 0
