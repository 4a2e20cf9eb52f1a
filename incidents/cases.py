"""Reads a case, the JSON form in which an incident can be brought in. Plain rule; docs/import.md describes the form.

Rows that cannot be read are named and left out, the rest is kept.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from incidents.evidence_formats.found import no_such_year
from incidents.evidence_formats.words import _

Json = dict[str, Any]
Row = TypeVar("Row")
MOST_ROWS = 5000
SEVERITIES = ("SEV-1", "SEV-2", "SEV-3", "SEV-4")
# Wide enough for every incident, narrow enough that no zone carries a time over the ends of the calendar.
YEARS = range(1900, 2200)


class NotACase(ValueError):
    """The file as a whole cannot be read; the message says why in plain words."""


@dataclass(frozen=True)
class Problem:
    """A row that is left out: where ("timeline", row 3 counted from 1) and why."""

    part: str
    row: int
    why: str


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    part: str
    perspective: str = ""


@dataclass(frozen=True)
class Moment:
    """`who` is a person's key, `source` the title of the evidence; both may be empty."""

    at: datetime
    what: str
    who: str = ""
    source: str = ""
    known_then: str = ""


@dataclass(frozen=True)
class FoundTheme:
    title: str
    points_at: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Case:
    title: str
    severity: str
    services: tuple[str, ...]
    impact: str
    impact_started_at: datetime | None
    detected_at: datetime | None
    resolved_at: datetime | None
    time_zone: str = "UTC"
    people: tuple[Person, ...] = ()
    timeline: tuple[Moment, ...] = ()
    themes: tuple[FoundTheme, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def origin(self) -> str:
        """What makes two files the same case: the title and when it was detected."""
        return f"case:{self.title}|{self.detected_at.isoformat() if self.detected_at else ''}"[:200]


# The first words found in a person's own description decide their part.
PARTS = [
    ("incident command", "incident_command"),
    ("incident manager", "incident_command"),
    ("on call", "on_call"),
    ("on-call", "on_call"),
    ("support", "support"),
    ("security", "security"),
    ("communication", "communications"),
    ("dependent team", "dependent_team"),
    ("affected user", "affected_user"),
    ("customer", "customer_facing"),
]


def part_of(words: str) -> str:
    """One of the part names of incidents.models.Part, from free words; "responder" when none fits."""
    lowered = words.lower().replace("_", " ")
    return next((part for sign, part in PARTS if sign in lowered), "responder")


def read(data: object) -> Case:
    """The case in parsed JSON. Raises NotACase when it is none; rows that are wrong become `problems`."""
    if not isinstance(data, dict) or not isinstance(data.get("incident"), dict):
        raise NotACase(_("The file has no “incident” part, so it is not a case."))
    incident: Json = data["incident"]
    title = _line(incident.get("title"), 200)
    if not title:
        raise NotACase(_("The incident has no title."))
    began, ended = _time_or_none(incident, "impact_started_at"), _time_or_none(incident, "resolved_at")
    if began and ended and ended < began:
        raise NotACase(_("resolved_at: this is before impact_started_at."))
    detected = _time_or_none(incident, "detected_at")
    if detected and ended and ended < detected:
        raise NotACase(_("resolved_at: this is before detected_at."))
    severity = _line(incident.get("severity"), 10)
    people, people_problems = _rows(data, "people", _person)
    timeline, timeline_problems = _rows(data, "timeline", _moment)
    themes, theme_problems = _rows(data, "themes", _theme)
    return Case(
        title=title,
        severity=severity if severity in SEVERITIES else "SEV-2",
        services=tuple(_line(name, 120) for name in _list(incident.get("services")) if _line(name, 120)),
        impact=_text(incident.get("impact")),
        impact_started_at=began,
        detected_at=detected,
        resolved_at=ended,
        time_zone=_zone(incident.get("time_zone")),
        people=people,
        timeline=timeline,
        themes=themes,
        problems=tuple(people_problems + timeline_problems + theme_problems),
    )


def _rows(data: Json, part: str, make: Callable[[Json], Row]) -> tuple[tuple[Row, ...], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    given = _list(data.get(part))
    for number, raw in enumerate(given[:MOST_ROWS], start=1):
        try:
            if not isinstance(raw, dict):
                raise ValueError(_("it is not an object"))
            rows.append(make(raw))
        except ValueError as error:
            problems.append(Problem(part, number, str(error)))
    if len(given) > MOST_ROWS:
        problems.append(
            Problem(
                part, MOST_ROWS + 1, _("only %(n)d rows are read; this and all later ones are not") % {"n": MOST_ROWS}
            )
        )
    return tuple(rows), problems


def _person(raw: Json) -> Person:
    words = _line(raw.get("part"), 100)
    name = _line(raw.get("name"), 100) or (words[:1].upper() + words[1:])
    if not name:
        raise ValueError(_("it says neither a name nor a part"))
    return Person(_line(raw.get("key"), 60), name, part_of(words), _line(raw.get("perspective"), 500))


def _moment(raw: Json) -> Moment:
    what = _text(raw.get("what"))
    if not what:
        raise ValueError(_("it does not say what happened"))
    who, source = _line(raw.get("who"), 60), _line(raw.get("source"), 200)
    return Moment(_time(raw.get("at")), what, who, source, _text(raw.get("known_then")))


def _theme(raw: Json) -> FoundTheme:
    title = _line(raw.get("title"), 200)
    if not title:
        raise ValueError(_("it has no title"))
    return FoundTheme(title, tuple(_points(raw)))


def _points(raw: Json) -> Iterator[datetime]:
    for value in _list(raw.get("points_at")):
        yield _time(value)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """Without what no database keeps: the zero character, and halves of surrogate pairs."""
    return value.replace("\x00", "").encode(errors="ignore").decode().strip() if isinstance(value, str) else ""


def _line(value: object, most: int) -> str:
    return " ".join(_text(value).split())[:most]


def _time(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(
            _("“%(word)s” is not a time like 2026-03-02T14:05:00Z") % {"word": _line(str(value), 40)}
        ) from None
    if moment.year not in YEARS:
        raise ValueError(no_such_year(moment.year, YEARS))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _time_or_none(raw: Json, name: str) -> datetime | None:
    """Times of the incident are needed: a wrong one stops the import instead of being left out."""
    if raw.get(name) in (None, ""):
        return None
    try:
        return _time(raw[name])
    except ValueError as error:
        raise NotACase(f"{name}: {error}.") from None


def _zone(value: object) -> str:
    name = _line(value, 64) or "UTC"
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, KeyError):
        raise NotACase(_("“%(name)s” is not a time zone like Europe/Berlin.") % {"name": name}) from None
