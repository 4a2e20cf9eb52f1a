"""The weeks of a standing meeting and which of them its reviews fill. A plain rule without Django."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Day:
    """weekday: 0 is Monday; begins: on the clock of the IANA zone."""

    weekday: int
    begins: time
    zone: str


@dataclass(frozen=True)
class Week:
    """wall: when the series meets, as the zone's clock shows it; meets_at: that moment in UTC;
    reviews: keys of those that meet in this week, in their order."""

    wall: datetime
    meets_at: datetime
    reviews: tuple[int, ...] = ()


def weeks(day: Day, now: datetime, count: int, planned: Iterable[tuple[int, datetime]]) -> list[Week]:
    """The next `count` weeks whose meeting has not begun. A review fills the week in which it meets, also when it was
    moved to another day of it. planned: (key, moment)."""
    zone = ZoneInfo(day.zone)
    filled: dict[date, list[tuple[datetime, int]]] = defaultdict(list)
    for key, moment in planned:
        filled[monday_of(moment.astimezone(zone).date())].append((moment, key))
    first = monday_of(now.astimezone(zone).date())
    coming = (_week(day, first + A_WEEK * at, filled) for at in range(count + 1))
    return [week for week in coming if week.meets_at > now or week.reviews][:count]


def _week(day: Day, monday: date, filled: dict[date, list[tuple[datetime, int]]]) -> Week:
    chosen = datetime.combine(monday + timedelta(days=day.weekday), day.begins)
    # A time that the clocks jump over becomes the one an hour later that there is.
    moment = chosen.replace(tzinfo=ZoneInfo(day.zone)).astimezone(UTC)
    wall = moment.astimezone(ZoneInfo(day.zone)).replace(tzinfo=None)
    return Week(wall, moment, tuple(key for _moment, key in sorted(filled.get(monday, []))))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
