"""Whether the promise of 24 hours was kept for one message, and for all of them: a plain rule, without Django."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT, MISSED, SHORT, LOST, OPEN = "kept", "missed", "short", "lost", "open"
# What is said of all of them together is what is worst about one of them.
WORST_FIRST = (LOST, MISSED, OPEN, SHORT, KEPT)


@dataclass(frozen=True)
class Verdict:
    """`state`: kept, missed, short (planned when 24 hours were no longer left), lost (never went out) or open (may still be kept).

    `late_by`: how much too late it went out, or is by now; more than nothing when it was missed.
    """

    state: str
    late_by: timedelta = timedelta(0)


def one(*, due_at: datetime, deadline_at: datetime, sent_at: datetime | None, given_up: bool, now: datetime) -> Verdict:
    """How the promise of one message stands. `given_up`: it was refused, or expired."""
    if given_up:
        return Verdict(LOST)
    if due_at > deadline_at:
        return Verdict(SHORT)
    late_by = (sent_at or now) - deadline_at
    if late_by > timedelta(0):
        return Verdict(MISSED, late_by)
    return Verdict(KEPT if sent_at else OPEN)


@dataclass(frozen=True)
class Summary:
    """The worst of them; `count` of so many stand like that, `late_by` is the longest."""

    state: str
    count: int
    people: int
    late_by: timedelta


def together(verdicts: Collection[Verdict]) -> Summary | None:
    """Over all people; nothing if nothing was promised."""
    if not verdicts:
        return None
    state = min((verdict.state for verdict in verdicts), key=WORST_FIRST.index)
    alike = [verdict for verdict in verdicts if verdict.state == state]
    return Summary(state, len(alike), len(verdicts), max(verdict.late_by for verdict in alike))
