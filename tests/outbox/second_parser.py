"""Reads calendar entries with a library that shares no code with the one that writes them (`ical`, of Home Assistant)."""

from datetime import datetime, timedelta

from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event
from ical.timezone import Timezone


def read(text: str) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(text)


def the_event(text: str) -> Event:
    [event] = read(text).events
    return event


def offset(zone: Timezone, wall: datetime) -> timedelta:
    """What the entry's own rules (VTIMEZONE) say of a wall time; the zone database of this machine is not asked."""
    onsets = [
        (each, rule.tz_offset_to.offset)
        for rule in (*zone.standard, *zone.daylight)
        for each in (rule.dtstart, *rule.rdate)
    ]
    return max(onset for onset in onsets if onset[0] <= wall)[1]
