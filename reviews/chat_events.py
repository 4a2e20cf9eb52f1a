"""What may be told in chat, by the names a webhook subscribes to and a program reads; and when the weekly digest is due."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

DOCUMENT_SHARED, ROOM_OPEN, SURVEY_OPEN, REPORT_PUBLISHED, FOLLOW_UP_AGREED, FOLLOW_UP_SETTLED, WEEKLY_DIGEST = (
    "document.shared",
    "room.open",
    "survey.open",
    "report.published",
    "follow_up.agreed",
    "follow_up.settled",
    "digest.weekly",
)
# Those that happen today, in the order in which they happen.
OFFERED = (
    DOCUMENT_SHARED,
    ROOM_OPEN,
    SURVEY_OPEN,
    REPORT_PUBLISHED,
    FOLLOW_UP_AGREED,
    FOLLOW_UP_SETTLED,
    WEEKLY_DIGEST,
)
DIGEST_HOUR = 9
# A digest that could not be posted on Monday is still of use on Tuesday.
DIGEST_USEFUL = timedelta(days=2)


def kind_of(event: str) -> str:
    """The outbox's name for messages about this event."""
    return f"chat.{event}"


def digest_due(now: datetime, zone: ZoneInfo) -> datetime:
    """The latest Monday at nine in the morning, on the clocks of the zone, that is not after `now`; in UTC."""
    local = now.astimezone(zone)
    monday = (local - timedelta(days=local.weekday())).replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    due = monday.astimezone(UTC)
    return due if due <= now else (monday - timedelta(days=7)).astimezone(UTC)
