"""How long the ideas of a meeting soak before anybody chooses among them: two working days on the clocks of the review.

Eager fixes agreed at the end of a long meeting are the ones that are never done (Howie guide: a meeting to learn, not to fix).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WORKING_DAYS = 2
REMIND_AT, REMIND_LATER_AT = time(9), time(17)
BEFORE, AFTER = timedelta(days=1), timedelta(days=7)
_SATURDAY = 5


def reminders(due: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When the owner of a follow-up is reminded, in UTC: at nine on the day before it is due, and a week after, on their clocks."""
    on_the_day = datetime.combine(due, REMIND_AT, tzinfo=zone)
    return (on_the_day - BEFORE).astimezone(UTC), (on_the_day + AFTER).astimezone(UTC)


def later(morning: date, zone: ZoneInfo) -> datetime:
    """When the owner hears, in UTC, of what is about a day whose morning's mail has left: at five in the afternoon, on their clocks."""
    return datetime.combine(morning, REMIND_LATER_AT, tzinfo=zone).astimezone(UTC)


def over_at(ended_at: datetime, zone: ZoneInfo) -> datetime:
    """When they have soaked, in UTC: the same time of day two days on, Saturdays and Sundays not counted."""
    local = ended_at.astimezone(zone)
    left = WORKING_DAYS
    while left:
        local += timedelta(days=1)
        left -= local.weekday() < _SATURDAY
    return local.astimezone(UTC)
