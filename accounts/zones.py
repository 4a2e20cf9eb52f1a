"""The time zones a person can choose from, and what the clock shows there now."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

# Aliases and offsets without a place; nobody looks for them in a list of places.
HIDDEN = ("Etc/", "SystemV/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/", "posix/", "right/")


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """IANA names of places, sorted, "UTC" first."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(HIDDEN))
    return ("UTC", *places)


def known(name: str) -> bool:
    return name in available_timezones()


def meant(typed: str) -> str:
    """The zone of a city that was typed alone, "Berlin" or "new york"; what was typed, where none or several fit."""
    if known(typed):
        return typed
    city = "_".join(typed.casefold().split())
    found = [name for name in names() if city in (name.casefold(), name.rpartition("/")[2].casefold())]
    return found[0] if len(found) == 1 else typed


@lru_cache(maxsize=4)
def _clocks(minute: datetime) -> tuple[tuple[str, str], ...]:
    return tuple((name, f"{minute.astimezone(ZoneInfo(name)):%H:%M}") for name in names())


def clocks() -> tuple[tuple[str, str], ...]:
    """Each name with the time there now: ("Europe/Berlin", "15:04")."""
    return _clocks(datetime.now(UTC).replace(second=0, microsecond=0))
