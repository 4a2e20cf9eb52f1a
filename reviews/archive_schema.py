"""The shape of `data.json` in the archive of a review, as a JSON Schema (docs/review-archive.schema.json is this), and a reader of it. A plain rule.

Only the few words of JSON Schema 2020-12 that it needs are understood: type, const, enum, properties, required, items and their limits.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FORMAT, VERSION = "debrief-review", 1
Json = dict[str, Any]
_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
}


class BadShape(ValueError):
    """`where` is the place in the file, for instance "timeline/3/at"."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def text(most: int, least: int = 0) -> Json:
    return {"type": "string", "minLength": least, "maxLength": most}


def number(least: int, most: int) -> Json:
    return {"type": "integer", "minimum": least, "maximum": most}


def one_of(*values: str) -> Json:
    return {"type": "string", "enum": list(values)}


def many(of: Json, most: int) -> Json:
    return {"type": "array", "items": of, "maxItems": most}


def thing(**properties: Json) -> Json:
    """Every property is there, so that nothing is lost without being seen; others are left alone."""
    return {"type": "object", "properties": properties, "required": sorted(properties)}


def with_optional(shape: Json, **properties: Json) -> Json:
    """What files of earlier versions do not have; they are read all the same."""
    return shape | {"properties": shape["properties"] | properties}


def maybe(shape: Json) -> Json:
    return shape | {"type": [shape["type"], "null"]}


AT: Json = {"type": "string", "format": "date-time", "maxLength": 40}
DAY: Json = {"type": "string", "format": "date", "maxLength": 10}
ZONE: Json = {"type": "string", "format": "time-zone", "maxLength": 64}
UID: Json = {"type": "string", "format": "uuid", "maxLength": 36}
YES: Json = {"type": "boolean"}
COUNT, INDEX = number(0, 1_000_000), maybe(number(0, 10_000))
NAME, LINE, LONG = text(100), text(500), text(20_000)

INCIDENT = thing(
    uid=UID,
    title=text(200, 1),
    severity=one_of("SEV-1", "SEV-2", "SEV-3", "SEV-4"),
    services=many(text(120, 1), 100),
    impact=LONG,
    impact_started_at=maybe(AT),
    detected_at=maybe(AT),
    resolved_at=maybe(AT),
    time_zone=ZONE,
)
REVIEW = thing(
    uid=UID,
    stage=one_of("preparing", "meeting", "held", "cancelled"),
    series=text(100),
    meets_at=AT,
    wall_time=text(16, 16),
    time_zone=ZONE,
    minutes=number(15, 240),
    restricted=YES,
    recorded=YES,
    short_notice_reason=text(300),
    started_at=maybe(AT),
    ended_at=maybe(AT),
    cancelled_at=maybe(AT),
    report_promised_on=maybe(DAY),
    thanks=LINE,
)
REVISION = thing(
    number=number(1, 100_000),
    base_number=number(0, 100_000),
    text=text(400_000),
    by=NAME,
    suggested_by=NAME,
    at=AT,
    merged=YES,
)
EVENT = with_optional(
    thing(at=AT, what=LONG, perspective_of=INDEX, teller=INDEX, evidence=INDEX),
    timed=YES,
    known_then=LONG,
    reference=number(1, 2_000_000_000),
)
QUESTION = with_optional(
    thing(text=text(500, 1), by=NAME, asked_at=AT, answered_at=maybe(AT), let_go_at=maybe(AT)), event=INDEX, about=LONG
)
FOLLOW_UP = thing(
    what=text(500, 1),
    why=LINE,
    owner=NAME,
    due=maybe(DAY),
    state=one_of("open", "done", "not"),
    reason=LINE,
    agreed_at=AT,
    settled_at=maybe(AT),
    tracked_at=LINE,
    from_question=INDEX,
    from_parked=INDEX,
)
SAID = thing(event=INDEX, about=LONG, text=LONG, by=NAME, at=AT)
RABBIT_HOLE = thing(
    about=text(300),
    asked_at=AT,
    ends_at=AT,
    state=one_of("go_on", "park"),
    go_on=maybe(COUNT),
    park=maybe(COUNT),
    parked=INDEX,
)
CAME = thing(name=NAME, people=number(0, 100_000), came_at=maybe(AT), minutes=number(0, 10_000))
HEAD = thing(
    themes=many(text(200, 1), 1_000), **{name: shape for name, shape in INCIDENT["properties"].items() if name != "uid"}
)
EDITION = with_optional(
    thing(
        number=number(1, 100_000),
        text=text(400_000),
        moments=many(with_optional(thing(at=AT, what=LONG), known_then=LONG), 10_000),
        what_changed=LINE,
        by=NAME,
        at=AT,
    ),
    head=maybe(HEAD),
)
REPORT = thing(text=text(400_000), from_revision=number(0, 100_000), for_company=YES, editions=many(EDITION, 500))
SCHEMA: Json = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "One learning review as Debrief hands it out; indices count from 0 in the list they are about",
    **thing(
        format={"type": "string", "const": FORMAT},
        version={"type": "integer", "const": VERSION},
        incident=INCIDENT,
        review=REVIEW,
        people=many(thing(name=NAME, role=one_of("facilitator", "participant"), reply=one_of("", "yes", "no")), 5_000),
        involvements=many(thing(name=text(100, 1), part=text(30, 1), perspective=LINE), 2_000),
        evidence=many(thing(kind=text(20, 1), title=text(200, 1), url=text(200)), 2_000),
        timeline=many(EVENT, 10_000),
        document=thing(ready_at=maybe(AT), revisions=many(REVISION, 500)),
        agenda=many(
            thing(
                kind=text(12, 1),
                title=text(120, 1),
                notes=LONG,
                minutes=number(0, 1_000),
                extended=number(0, 1_000),
                started_at=maybe(AT),
                ended_at=maybe(AT),
            ),
            200,
        ),
        poll=thing(
            state=one_of("draft", "open", "revealed"),
            votes_each=number(1, 3),
            points=many(
                thing(
                    kind=one_of("incident", "common", "other"),
                    text=text(200, 1),
                    rank=maybe(number(1, 10_000)),
                    votes=maybe(COUNT),
                    discussed_at=maybe(AT),
                    aside_at=maybe(AT),
                    aside_because=text(200),
                    late=YES,
                    merged_into=INDEX,
                ),
                1_000,
            ),
        ),
        questions=many(QUESTION, 5_000),
        parked=many(
            thing(
                kind=one_of("detail", "fix", "meeting"),
                text=text(300, 1),
                by=NAME,
                parked_at=AT,
                fate=one_of("", "follow_up", "let_go", "meeting", "soak"),
                note=LINE,
            ),
            5_000,
        ),
        follow_ups=many(FOLLOW_UP, 5_000),
        themes=many(thing(title=text(200, 1), description=LONG, event=INDEX), 1_000),
        said=many(SAID, 5_000),
        rabbit_holes=many(RABBIT_HOLE, 1_000),
        # What only the record of the meeting holds: how many wanted to hear each question, and who came.
        record=thing(question_votes=many(COUNT, 5_000), attendance=many(CAME, 5_000)),
        report=maybe(REPORT),
    ),
}


def check(data: object, shape: Json = SCHEMA, where: str = "") -> None:
    """Raises BadShape at the first thing that is not as the schema says."""
    allowed = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    if data is None and "null" in allowed:
        return
    kind = allowed[0]
    if not isinstance(data, _TYPES[kind]) or (kind == "integer" and isinstance(data, bool)):
        raise BadShape(where)
    if ("const" in shape and data != shape["const"]) or ("enum" in shape and data not in shape["enum"]):
        raise BadShape(where)
    if isinstance(data, str):
        _text(data, shape, where)
    elif isinstance(data, int) and not shape.get("minimum", data) <= data <= shape.get("maximum", data):
        raise BadShape(where)
    elif isinstance(data, list):
        if len(data) > shape["maxItems"]:
            raise BadShape(where)
        for index, each in enumerate(data):
            check(each, shape["items"], f"{where}/{index}".lstrip("/"))
    elif isinstance(data, dict):
        for name, inner in shape["properties"].items():
            if name in data:
                check(data[name], inner, f"{where}/{name}".lstrip("/"))
            elif name in shape["required"]:
                raise BadShape(f"{where}/{name}".lstrip("/"))


def _text(data: str, shape: Json, where: str) -> None:
    if "\x00" in data or not shape.get("minLength", 0) <= len(data) <= shape.get("maxLength", len(data)):
        raise BadShape(where)
    try:
        data.encode()
        _FORMATS[shape.get("format", "")](data)
    except (ValueError, ZoneInfoNotFoundError, OSError):
        raise BadShape(where) from None


def _moment(data: str) -> None:
    found = datetime.fromisoformat(data)
    if found.tzinfo is None or not 1 < found.year < 9999:  # in UTC it must still be a date
        raise ValueError


def _uid(data: str) -> None:
    if len(data) != 36 or data.count("-") != 4:
        raise ValueError
    int(data.replace("-", ""), 16)


_FORMATS: dict[str, Any] = {
    "": lambda data: None,
    "date-time": _moment,
    "date": lambda data: datetime.strptime(data, "%Y-%m-%d"),
    "time-zone": lambda data: ZoneInfo(data),
    "uuid": _uid,
}
