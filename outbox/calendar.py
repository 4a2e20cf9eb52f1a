"""Calendar entries (iCalendar, RFC 5545 and 5546): an invitation, its later versions, its cancellation, a person's feed.

Answers that a calendar program mails back (iTIP REPLY) are not read; people answer by the links of the mail or on the page.
"""

from collections.abc import Iterable
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

# How far around its meetings an entry tells the rules of the clocks.
AROUND = timedelta(days=366)


@dataclass(frozen=True)
class Guest:
    """Somebody invited; `answer` is "yes", "no", or empty while they have said neither."""

    name: str
    address: str
    answer: str = ""

    @property
    def partstat(self) -> str:
        return {"yes": "ACCEPTED", "no": "DECLINED"}.get(self.answer, "NEEDS-ACTION")


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """One meeting and who is invited; whoever gets the mail is always among them, or some programs ignore the entry.

    `uid` ("meeting-<uuid>") never changes; `sequence` grows with each change and on cancelling, or calendars ignore the
    change (RFC 5546 3.2.5). `starts_at` is aware, `zone` an IANA name, `minutes` the length; `changed_at` None: just now.
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
    guests: tuple[Guest, ...] = ()
    changed_at: datetime | None = None

    @property
    def method(self) -> str:
        return "CANCEL" if self.cancelled else "REQUEST"


def written(entry: Calendar, reader: tuple[str, str]) -> str:
    """The entry as an .ics text for the reader (name, address) of the mail."""
    guests = entry.guests
    if reader[1].lower() not in {guest.address.lower() for guest in guests}:
        guests = (Guest(*reader), *guests)
    return _filled(_calendar(entry.method), [_event(entry, guests)])


def feed(entries: Iterable[Calendar], name: str) -> str:
    """Meetings as one .ics text to subscribe to; attendees must not stand in what is published (RFC 5546 3.2.1).

    The same entries make the same text, so that a program that asks again can be told that nothing changed.
    """
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    # RFC 7986 5.7, and the older name that Outlook reads.
    calendar.add("refresh-interval", timedelta(hours=1), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return _filled(calendar, [_event(entry, (), entry.changed_at) for entry in entries])


def _calendar(method: str) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Debrief//Learning reviews//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _filled(calendar: icalendar.Calendar, events: list[icalendar.Event]) -> str:
    for event in events:
        calendar.add_component(event)
    days = [event.decoded("dtstart").date() for event in events]
    if days:
        # The rules of two years around the meetings; all since 1970 would be four times as long as the rest.
        calendar.add_missing_timezones(min(days) - AROUND, max(days) + AROUND)
    text: bytes = calendar.to_ical()
    return text.decode()


def _event(entry: Calendar, guests: tuple[Guest, ...], stamp: datetime | None = None) -> icalendar.Event:
    """`stamp`: when this text was made, which is now unless the text has to stay the same."""
    starts, ends = _span(entry)
    now = _second(stamp or timezone.now())
    changed = _second(entry.changed_at) if entry.changed_at else now
    event = icalendar.Event()
    event.add("uid", f"{entry.uid}@{host()}")
    event.add("sequence", entry.sequence)
    for name, moment in (("dtstamp", now), ("last-modified", changed), ("dtstart", starts), ("dtend", ends)):
        event.add(name, moment)
    for name, words in (("summary", entry.summary), ("description", entry.description), ("location", entry.location)):
        if words:
            event.add(name, words)
    if entry.url:
        event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("organizer", _person(*parseaddr(settings.DEFAULT_FROM_EMAIL)))
    for guest in guests:
        event.add("attendee", _guest(guest), encode=False)
    return event


def _second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _guest(guest: Guest) -> icalendar.vCalAddress:
    """No answer is asked of the program (RSVP): it would be mailed to where nobody reads it."""
    person = _person(guest.name, guest.address)
    for parameter, value in (("role", "REQ-PARTICIPANT"), ("partstat", guest.partstat), ("rsvp", "FALSE")):
        person.params[parameter] = value
    return person


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
