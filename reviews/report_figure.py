"""The figure of the timeline: moments on an axis with the night hours, as SVG made on the server. A plain rule without Django."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from html import escape
from zoneinfo import ZoneInfo

WIDTH, EDGE = 760, 24  # of the picture's own units
AXIS, DOT, LANE = 34, 9, 22
NIGHT_FROM, NIGHT_TO = time(22), time(6)  # on the clocks of those who responded
MOST_LANES = 8
STEPS = (5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080, 43200)  # minutes between two ticks
MOST_TICKS = 9
SHORTEST = timedelta(minutes=10)  # that an axis shows


@dataclass(frozen=True)
class Moment:
    """One event with its number in the list under the figure; `at` is aware."""

    number: int
    at: datetime
    what: str


@dataclass(frozen=True)
class Figure:
    """The picture as SVG, and what it shows in words."""

    svg: str
    words: str


@dataclass(frozen=True)
class _Axis:
    """From an instant to an instant, over the picture's width."""

    since: datetime
    to: datetime

    def x(self, at: datetime) -> float:
        share = (at - self.since) / (self.to - self.since)
        return round(EDGE + share * (WIDTH - 2 * EDGE), 1)


def figure(moments: Sequence[Moment], zone: ZoneInfo, words: str) -> Figure | None:
    """Dots with numbers, each in the first lane where it fits beside its neighbour; None for fewer than two moments."""
    if len(moments) < 2:
        return None
    whens = [each.at for each in moments]
    spare = max((max(whens) - min(whens)) / 40, (SHORTEST - (max(whens) - min(whens))) / 2)
    axis = _Axis(min(whens) - spare, max(whens) + spare)
    lanes = _lanes(moments, axis)
    height = AXIS + LANE * (max(lanes) + 1) + 8
    pieces = [*_nights(axis, zone, height), *_ticks(axis, zone, height), *_dots(moments, lanes, axis)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(words)}">'
    return Figure(f"{head}<title>{escape(words)}</title>{''.join(pieces)}</svg>", words)


def _lanes(moments: Sequence[Moment], axis: _Axis) -> list[int]:
    """The lane of each moment; when all are full, the one that has been free for longest."""
    ends: list[float] = []
    found = []
    for each in moments:
        x = axis.x(each.at)
        free = next((lane for lane, end in enumerate(ends) if x - end >= 2 * DOT + 2), None)
        if free is None and len(ends) < MOST_LANES:
            ends.append(x)
            free = len(ends) - 1
        lane = free if free is not None else min(range(len(ends)), key=ends.__getitem__)
        ends[lane] = x
        found.append(lane)
    return found


def _nights(axis: _Axis, zone: ZoneInfo, height: int) -> Iterator[str]:
    """The hours between ten in the evening and six in the morning, where those who responded live."""
    day = axis.since.astimezone(zone).date() - timedelta(days=1)
    if (axis.to - axis.since).days > 60:
        return
    while (begin := datetime.combine(day, NIGHT_FROM, zone)) < axis.to:
        end = datetime.combine(day + timedelta(days=1), NIGHT_TO, zone)
        left, right = max(begin, axis.since), min(end, axis.to)
        if left < right:
            x = axis.x(left)
            size = round(axis.x(right) - x, 1)
            yield f'<rect class="night" x="{x}" y="0" width="{size}" height="{height}" fill="#8290b5" fill-opacity="0.22"/>'
        day += timedelta(days=1)


def _ticks(axis: _Axis, zone: ZoneInfo, height: int) -> Iterator[str]:
    """At whole hours of the clock there; the day stands at the first tick of each."""
    minutes = (axis.to - axis.since) / timedelta(minutes=1)
    step = next((each for each in STEPS if minutes / each <= MOST_TICKS), STEPS[-1])
    midnight = datetime.combine(axis.since.astimezone(zone).date(), time(), zone)
    at, day = midnight, None
    while at < axis.to:
        local = at.astimezone(zone)
        if at >= axis.since:
            x = axis.x(at)
            said = f"{local:%H:%M}" if local.date() == day else f"{local:%-d.%-m. %H:%M}"
            day = local.date()
            yield f'<path d="M{x} 18V{height}" stroke="#9aa4ae" stroke-width="0.5"/>'
            yield f'<text x="{x}" y="12" font-size="10" text-anchor="middle" fill="currentColor">{said}</text>'
        at = midnight = midnight + timedelta(minutes=step)


def _dots(moments: Sequence[Moment], lanes: Sequence[int], axis: _Axis) -> Iterator[str]:
    for each, lane in zip(moments, lanes, strict=True):
        x, y = axis.x(each.at), AXIS + LANE * lane
        yield (
            f'<g><title>{escape(each.what[:200])}</title><circle cx="{x}" cy="{y}" r="{DOT}" fill="#14635f"/>'
            f'<text x="{x}" y="{y + 3.4}" font-size="9.5" font-weight="600" text-anchor="middle" fill="#fff">{each.number}</text></g>'
        )
