"""Times as files write them, and wall times turned into moments."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from incidents.evidence_formats.found import YEARS, no_such_year
from incidents.evidence_formats.words import _

DAY_FIRST = ["%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d.%m.%y", "%d-%m-%Y"]
MONTH_FIRST = ["%m/%d/%Y", "%m/%d/%y"]
NAMED = [
    "%d/%b/%y",
    "%d/%b/%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%Y/%m/%d",
    "%Y-%m-%d",
]
CLOCKS = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p"]
NUMBER = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}")


def moment(text: str, zone: tzinfo, *, day_first: bool = True) -> datetime:
    """The moment a cell says, in UTC; `zone` when it names none. Raises ValueError with the reason in words."""
    found = _parsed(text.strip(), day_first)
    if found.year not in YEARS:
        raise ValueError(no_such_year(found.year))
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def _parsed(text: str, day_first: bool) -> datetime:
    if NUMBER.fullmatch(text):
        return datetime.fromtimestamp(float(text) / (1000 if len(text) == 13 and text.isdigit() else 1), UTC)
    try:
        return datetime.fromisoformat(re.sub(r"\s+UTC$|\s+GMT$", "+00:00", text))
    except ValueError:
        pass
    given = text.replace(", ", " ") if text[:1].isdigit() else text
    numbered = DAY_FIRST + MONTH_FIRST if day_first else MONTH_FIRST + DAY_FIRST
    for day in numbered + NAMED:
        for clock in CLOCKS:
            try:
                return datetime.strptime(given, f"{day} {clock}")
            except ValueError:
                continue
    raise ValueError(_("“%(word)s” is not a time that can be read") % {"word": text[:40]})


CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?")


def seconds_of(text: str) -> int | None:
    """Seconds since midnight of a clock time such as "10:32 AM" or "22:32:05"; None when it is none."""
    found = CLOCK.fullmatch(text.strip())
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4][0] in "pP" else 0)
    return hour * 3600 + minute * 60 + second if hour < 24 and minute < 60 and second < 60 else None


class Clock:
    """Clock times one after the other, from a first day on: a jump back over noon's worth of hours is the next day."""

    def __init__(self, day: datetime, zone: tzinfo) -> None:
        self.day, self.zone = day.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None), zone
        self.last = 0

    def at(self, seconds: int) -> datetime:
        if self.last - seconds > 12 * 3600:
            self.day += timedelta(days=1)
        self.last = seconds
        return (self.day + timedelta(seconds=seconds)).replace(tzinfo=self.zone).astimezone(UTC)

    def begin(self, day: datetime) -> None:
        """A line of its own said which day follows."""
        self.day, self.last = day.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None), 0
