"""Points of view side by side: per person or part their moments and what they wrote, on one clock. A fixed number of queries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, DateTimeField, Max, Min
from django.db.models.functions import Trunc

from incidents import nights, timeline_words
from incidents.gaps import Gap
from incidents.lanes import Line, Told, lines, slot_of, step_for
from incidents.models import EvidenceItem, Incident, Involvement, Part, TimelineEvent
from incidents.queries.timeline import silences

MOST_WITH_WORDS = 600  # messages; of more only their number is told
OTHERS = "others"


@dataclass(frozen=True)
class Lane:
    """A column: a person, a part, or all others (title "")."""

    key: str
    title: str
    note: str = ""


@dataclass
class Said:
    """What one lane wrote in one stretch: how many messages, the words of the first where they may be quoted."""

    count: int = 0
    words: str = ""
    authors: set[int] = field(default_factory=set)

    @property
    def author(self) -> int:
        """The only one who wrote it, as the reader's filter takes it; 0 for several."""
        return next(iter(self.authors)) if len(self.authors) == 1 else 0


@dataclass(frozen=True)
class Cell:
    lane: Lane
    events: list[TimelineEvent]
    said: Said | None
    shown: bool  # on a phone, which shows one lane at a time

    @property
    def is_empty(self) -> bool:
        return not (self.events or self.said)


@dataclass(frozen=True)
class Row:
    """day: where a new one begins; local: as the reader's "Go to" takes the time."""

    clock: str
    local: str
    day: date | None
    at_night: bool
    timed: bool
    cells: list[Cell]
    gaps: list[str] = field(default_factory=list)

    @property
    def is_empty_here(self) -> bool:
        """Nothing in the lane that a phone shows."""
        return all(cell.is_empty for cell in self.cells if cell.shown)


@dataclass(frozen=True)
class View:
    """all: every lane with something in it; lanes: those chosen, side by side; here: the one a phone shows."""

    all: list[Lane]
    lanes: list[Lane]
    here: Lane | None
    rows: list[Row]
    minutes: int


@dataclass(frozen=True)
class Wanted:
    """by: "person" or "part"; chosen: keys of lanes, none for all; here: the lane of a phone; evidence: whether it may be read."""

    by: str = "person"
    chosen: tuple[str, ...] = ()
    here: str = ""
    evidence: bool = False


SaidIn = dict[tuple[datetime, str], Said]


def view(incident: Incident, wanted: Wanted) -> View:
    events = list(incident.events.select_related("perspective_of__user", "evidence"))
    people = list(incident.involvements.select_related("user"))
    keys = {each.pk: _key(each, wanted.by) for each in people}
    told = [Told(each.pk, keys.get(each.perspective_of_id or 0, OTHERS), each.at, each.timed) for each in events]
    step = _step(incident, events, wanted)
    said = _said(incident, people, keys, step) if wanted.evidence else {}
    used = {each.lane for each in told} | {lane for _at, lane in said}
    every = [lane for lane in _lanes(people, wanted.by) if lane.key in used]
    shown = [lane for lane in every if lane.key in wanted.chosen] or every
    here = next((lane for lane in shown if lane.key == wanted.here), shown[0] if shown else None)
    kept = {lane.key for lane in shown}
    table = lines(
        [each for each in told if each.lane in kept], {at for at, lane in said if lane in kept}, step, incident.zone
    )
    silent = silences(incident, events, with_evidence=wanted.evidence)
    rows = list(_rows(incident, table, _Filled({each.pk: each for each in events}, said, shown, here), step))
    _tell(incident, rows, table, silent, wanted.evidence)
    return View(every, shown, here, rows, int(step / timedelta(minutes=1)))


def _key(person: Involvement, by: str) -> str:
    return str(person.part) if by == "part" else str(person.pk)


def _lanes(people: Sequence[Involvement], by: str) -> list[Lane]:
    """In the order in which they were written down; behind them all others."""
    if by == "part":
        who: dict[str, list[str]] = {}
        for each in people:
            who.setdefault(str(each.part), []).append(each.who)
        found = [Lane(part, str(Part(part).label), ", ".join(names)) for part, names in who.items()]
    else:
        found = [Lane(str(each.pk), each.who, each.get_part_display()) for each in people]
    return [*found, Lane(OTHERS, "")]


def _step(incident: Incident, events: Sequence[TimelineEvent], wanted: Wanted) -> timedelta:
    whens = [each.at for each in events]
    if wanted.evidence:
        dated = EvidenceItem.objects.visible().filter(incident=incident, at__isnull=False)
        ends = dated.aggregate(first=Min("at"), last=Max("at"))
        whens += [at for at in ends.values() if at]
    return step_for(min(whens), max(whens)) if whens else timedelta(minutes=1)


def _writers(incident: Incident, people: Sequence[Involvement], keys: Mapping[int, str]) -> dict[int | None, str]:
    """By the number of an author of evidence the lane of their part: the same account, or the same name."""
    by_user = {each.user_id: keys[each.pk] for each in people if each.user_id}
    by_name = {each.who.casefold(): keys[each.pk] for each in people}
    return {
        author.pk: by_user.get(author.user_id or 0) or by_name.get(author.name.casefold(), OTHERS)
        for author in incident.evidence_authors.all()
    }


def _said(incident: Incident, people: Sequence[Involvement], keys: Mapping[int, str], step: timedelta) -> SaidIn:
    """By stretch and lane. With the first words of each where there are few enough messages to read them all."""
    lane_of = _writers(incident, people, keys)
    dated = EvidenceItem.objects.visible().filter(incident=incident, at__isnull=False).order_by("at", "pk")
    found: SaidIn = {}

    def cell(at: datetime, writer: int | None) -> Said:
        said = found.setdefault((slot_of(at, step, incident.zone), lane_of.get(writer, OTHERS)), Said())
        said.authors.add(writer or 0)
        return said

    items = list(dated.only("at", "text", "writer", "withdrawn_at", "deleted")[: MOST_WITH_WORDS + 1])
    if len(items) <= MOST_WITH_WORDS:
        for item in items:
            said = cell(item.at or incident.created_at, item.writer_id)
            said.count += 1
            said.words = said.words or (item.text if item.may_be_cited else "")
        return found
    kind = "day" if step >= timedelta(days=1) else "minute" if step < timedelta(hours=1) else "hour"
    slots = dated.order_by().annotate(slot=Trunc("at", kind, tzinfo=incident.zone, output_field=DateTimeField()))
    for at, writer, count in slots.values_list("slot", "writer").annotate(n=Count("pk")):
        cell(at, writer).count += count
    return found


@dataclass(frozen=True)
class _Filled:
    """What the cells are made of."""

    events: Mapping[int, TimelineEvent]
    said: SaidIn
    lanes: Sequence[Lane]
    here: Lane | None

    def cells(self, line: Line, *, with_said: bool) -> list[Cell]:
        return [
            Cell(
                lane,
                [self.events[each.key] for each in line.told if each.lane == lane.key],
                self.said.get((line.at, lane.key)) if with_said else None,
                lane is self.here,
            )
            for lane in self.lanes
        ]


def _rows(incident: Incident, table: Sequence[Line], filled: _Filled, step: timedelta) -> Iterator[Row]:
    """What was written in a stretch stands in the first of its lines that has a time. A line that is a day has no clock."""
    day: date | None = None
    told: set[datetime] = set()
    for line in table:
        local = line.at.astimezone(incident.zone)
        first = line.timed and line.at not in told
        if first:
            told.add(line.at)
        yield Row(
            clock=f"{local:%H:%M}" if step < timedelta(days=1) else "",
            local=f"{local:%Y-%m-%dT%H:%M}",
            day=None if local.date() == day else local.date(),
            at_night=line.timed and nights.share(line.at, line.at + step, incident.zone) == "all",
            timed=line.timed,
            cells=filled.cells(line, with_said=first),
        )
        day = local.date()


def _tell(
    incident: Incident, rows: Sequence[Row], table: Sequence[Line], silent: Sequence[Gap], with_evidence: bool
) -> None:
    """Each gap behind the last line that begins before it."""
    for gap in silent:
        before = [index for index, line in enumerate(table) if line.at <= gap.since]
        if before and before[-1] < len(rows) - 1:
            rows[before[-1]].gaps.append(timeline_words.gap(gap, incident.zone, with_evidence=with_evidence))
