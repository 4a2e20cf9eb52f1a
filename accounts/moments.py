"""Times as the filters `moment`, `until` and `date:"c"` write them, for a page that shows a thousand: what repeats is made once."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString

from accounts.templatetags.face import away, rounded


class Moments:
    """For one page: the reader's zone and language, and one "now" for all of it."""

    def __init__(self) -> None:
        self.zone, self.now = timezone.get_current_timezone(), timezone.now()
        self.days: dict[date, str] = {}
        self.spans: dict[tuple[int, int, bool], SafeString] = {}

    def written(self, value: datetime) -> tuple[SafeString, SafeString]:
        """For machines, and in full: "2026-03-03T15:00:00+01:00" and "Tue 3 Mar 2026, 15:00 CET"."""
        local = value.astimezone(self.zone)
        iso = local.isoformat()
        day = self.days.get(local.date())
        if day is None:
            day = self.days[local.date()] = escape(date_format(local, "D j M Y"))
        return SafeString(iso), SafeString(f"{day}, {iso[11:16]} {local.tzname()}")

    def until(self, value: datetime) -> SafeString:
        """How far away: "in 2 days", "now", "3 hours ago"."""
        seconds = (value - self.now).total_seconds()
        key = (*rounded(abs(seconds)), seconds > 0)
        found = self.spans.get(key)
        if found is None:
            found = self.spans[key] = escape(away(*key))
        return found
