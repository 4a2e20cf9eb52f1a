"""Calendar entries (iCalendar, RFC 5545 and 5546): an invitation, its later versions, and its cancellation."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from outbox.links import host


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """One meeting for one attendee (name, address; empty: whoever gets the mail).

    `uid` ("meeting-<uuid>") never changes; `sequence` grows with each change of time or place and on cancelling, or
    calendars ignore the change (RFC 5546 3.2.5). `starts_at` is aware, `zone` an IANA name, `minutes` the length.
    """

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    zone: str
    minutes: int
    description: str = ""
    url: str = ""
    location: str = ""
    cancelled: bool = False
    attendee: tuple[str, str] = ("", "")

    @property
    def method(self) -> str:
        return "CANCEL" if self.cancelled else "REQUEST"


def written(entry: Calendar, attendee: tuple[str, str]) -> str:
    """The entry as an .ics text, for this attendee unless the entry names its own."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Debrief//Learning reviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", entry.method)
    calendar.add_component(_event(entry, entry.attendee if entry.attendee[1] else attendee))
    calendar.add_missing_timezones()
    text: bytes = calendar.to_ical()
    return text.decode()


def _event(entry: Calendar, attendee: tuple[str, str]) -> icalendar.Event:
    starts, ends = _span(entry)
    now = timezone.now().astimezone(UTC).replace(microsecond=0)
    event = icalendar.Event()
    event.add("uid", f"{entry.uid}@{host()}")
    event.add("sequence", entry.sequence)
    for name, moment in (("dtstamp", now), ("last-modified", now), ("dtstart", starts), ("dtend", ends)):
        event.add(name, moment)
    for name, words in (("summary", entry.summary), ("description", entry.description), ("location", entry.location)):
        if words:
            event.add(name, words)
    if entry.url:
        event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("organizer", _person(*parseaddr(settings.DEFAULT_FROM_EMAIL)))
    guest = _person(*attendee)
    for parameter, value in (("role", "REQ-PARTICIPANT"), ("partstat", "NEEDS-ACTION"), ("rsvp", "FALSE")):
        guest.params[parameter] = value
    event.add("attendee", guest, encode=False)
    return event


def _span(entry: Calendar) -> tuple[datetime, datetime]:
    """Start and end on the meeting's own wall clock; in UTC when the clock shows one of them twice, for TZID cannot say which.

    Lengths are added in UTC: an hour across a clock change is sixty minutes.
    """
    starts = entry.starts_at.astimezone(UTC)
    ends = starts + timedelta(minutes=entry.minutes)
    walls = [moment.astimezone(ZoneInfo(entry.zone)) for moment in (starts, ends)]
    twice = any(wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset() for wall in walls)
    return (starts, ends) if twice else (walls[0], walls[1])


def _person(name: str, address: str) -> icalendar.vCalAddress:
    person = icalendar.vCalAddress(f"MAILTO:{address}")
    # A quoted parameter cannot hold a quote or a line break (RFC 5545 3.2).
    person.params["cn"] = " ".join((name or address).replace('"', "'").split())
    return person


def in_words(text: str) -> list[tuple[str, str]]:
    """What a calendar program would make of an .ics text, as (name, value) lines; empty if it cannot be read."""
    try:
        calendar = icalendar.Calendar.from_ical(text)
        event = calendar.walk("VEVENT")[0]
    except (ValueError, IndexError):
        return []
    starts, ends = event.decoded("dtstart"), event.decoded("dtend")
    when = f"{date_format(starts, 'D j M Y, H:i')}–{date_format(ends, 'H:i')} {starts.tzname()}"
    lines = [
        (_("Asks the calendar to"), _("take the meeting out") if calendar.get("method") == "CANCEL" else _("enter it")),
        (_("Meeting"), str(event.get("summary", ""))),
        (_("When"), when),
        (_("Where"), str(event.get("location", ""))),
        (_("Link"), str(event.get("url", ""))),
        (_("Version"), str(event.get("sequence", ""))),
    ]
    return [(name, value) for name, value in lines if value]
