"""The narrative of an incident as its page shows it: by day, with its figure, its gaps in words, and what may be moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from incidents import timeline_words
from incidents.gaps import Gap, gaps
from incidents.models import Incident, TimelineEvent
from incidents.nights import at_night
from incidents.ordering import Placed, may_swap
from incidents.queries.evidence_instants import instants
from incidents.timeline_figure import Mark
from incidents.timeline_words import Picture


@dataclass(frozen=True)
class Row:
    """One moment. earlier, later: whether it may change places with its neighbour; gaps: said behind it."""

    event: TimelineEvent
    number: int
    at_night: bool
    earlier: bool
    later: bool
    gaps: list[str] = field(default_factory=list)

    @property
    def movable(self) -> bool:
        return self.earlier or self.later


@dataclass(frozen=True)
class Day:
    """One day of the narrative, on the clock of those who responded."""

    date: date
    rows: list[Row]


@dataclass(frozen=True)
class Narrative:
    days: list[Day]
    picture: Picture | None

    @property
    def movable(self) -> bool:
        return any(row.movable for day in self.days for row in day.rows)


def placed(event: TimelineEvent) -> Placed:
    return Placed(event.pk, event.at, event.timed, event.position)


def silences(incident: Incident, events: Sequence[TimelineEvent], *, with_evidence: bool) -> list[Gap]:
    """Where nothing is written; without the evidence for those who do not read it, so that nothing is told of it."""
    whens = [event.at for event in events if event.timed]
    return gaps([*whens, *instants(incident)] if with_evidence else whens)


def marks(events: Sequence[TimelineEvent], current: int = 0) -> list[Mark]:
    """The moments as the figure takes them; `current` is the number in the database of the one that the meeting is at."""
    return [
        Mark(number, event.at, event.what, f"#event-{event.pk}", event.timed, event.pk == current)
        for number, event in enumerate(events, 1)
    ]


def narrative(incident: Incident, *, with_evidence: bool) -> Narrative:
    """`with_evidence`: whether the reader may read it, and so hears where it is silent."""
    found = incident.events.select_related("perspective_of__user", "teller__user", "evidence")
    events = list(found.prefetch_related("items__writer__user"))
    silent = silences(incident, events, with_evidence=with_evidence)
    said = _behind(incident, events, silent, with_evidence)
    rows = list(_rows(incident, events, said))
    picture = timeline_words.picture(marks(events), incident.zone, silent)
    return Narrative(list(_days(incident, rows)), picture)


def _behind(
    incident: Incident, events: Sequence[TimelineEvent], silent: Sequence[Gap], with_evidence: bool
) -> dict[int, list[str]]:
    """By the index of a moment, what is said of the gaps between it and the next."""
    said: dict[int, list[str]] = {}
    for gap in silent:
        before = [index for index, event in enumerate(events) if event.at <= gap.since]
        if before and before[-1] < len(events) - 1 and gap.until <= events[-1].at:
            words = timeline_words.gap(gap, incident.zone, with_evidence=with_evidence)
            said.setdefault(before[-1], []).append(words)
    return said


def _rows(incident: Incident, events: Sequence[TimelineEvent], said: dict[int, list[str]]) -> Iterator[Row]:
    order = [placed(event) for event in events]
    swaps = [False, *(may_swap(order[n], order[n + 1]) for n in range(len(order) - 1)), False]
    for index, event in enumerate(events):
        dark = event.timed and at_night(event.at, incident.zone)
        yield Row(event, index + 1, dark, swaps[index], swaps[index + 1], said.get(index, []))


def _days(incident: Incident, rows: Sequence[Row]) -> Iterator[Day]:
    for day, found in groupby(rows, key=lambda row: row.event.at.astimezone(incident.zone).date()):
        yield Day(day, list(found))
