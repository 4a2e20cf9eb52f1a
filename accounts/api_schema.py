"""Checks JSON against the part of JSON Schema that the interface describes itself with. Plain rule: what the OpenAPI file says is what is checked."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

Schema = dict[str, Any]
Fault = tuple[str, str]

# RFC 3339 within the years of incidents.cases: no zone carries such a time over the ends of the calendar.
MOMENT_PATTERN = (
    r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(\.[0-9]{1,6})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)
DAY_PATTERN = r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
# One line that begins with something to see, for it ends up in headers of mails (attack 24); and text without the zero character, which no database keeps.
LINE_PATTERN = r"^[^\u0000-\u0020\u007f-\u00a0\u2028\u2029][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"
TEXT_PATTERN = r"^[^\u0000]*$"
SAYS_PATTERN = r"^[^\u0000-\u0020\u007f-\u00a0][^\u0000]*$"


def line(most: int, about: str = "") -> Schema:
    return _with({"type": "string", "minLength": 1, "maxLength": most, "pattern": LINE_PATTERN}, about)


def text(most: int, about: str = "") -> Schema:
    return _with({"type": "string", "maxLength": most, "pattern": TEXT_PATTERN}, about)


def says(most: int, about: str = "") -> Schema:
    """Text that is not empty."""
    return _with({"type": "string", "minLength": 1, "maxLength": most, "pattern": SAYS_PATTERN}, about)


def moment(about: str = "") -> Schema:
    return _with({"type": "string", "format": "date-time", "pattern": MOMENT_PATTERN}, about)


def day(about: str = "") -> Schema:
    return _with({"type": "string", "format": "date", "pattern": DAY_PATTERN}, about)


def uid(about: str = "") -> Schema:
    return _with({"type": "string", "format": "uuid"}, about)


def choice(values: list[str], about: str = "") -> Schema:
    return _with({"type": "string", "enum": values}, about)


def whole(least: int, most: int, about: str = "") -> Schema:
    return _with({"type": "integer", "minimum": least, "maximum": most}, about)


def flag(about: str = "") -> Schema:
    return _with({"type": "boolean"}, about)


def many(items: Schema, most: int, about: str = "") -> Schema:
    return _with({"type": "array", "items": items, "maxItems": most}, about)


def fields(properties: dict[str, Schema], required: list[str] | None = None) -> Schema:
    """An object with these properties and no others; all of them are required unless told."""
    names = list(properties) if required is None else required
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}


def or_null(schema: Schema) -> Schema:
    return schema | {"type": [schema["type"], "null"]}


def _with(schema: Schema, about: str) -> Schema:
    return schema | {"description": about} if about else schema


def faults(schema: Schema, value: Any, at: str = "") -> Iterator[Fault]:
    """Where (a JSON pointer) and in plain words why the value is not what the schema asks for; nothing when it is."""
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if value is None and "null" in types:
        return
    if not _is(types[0], value):
        yield at, f"must be {WORDS[types[0]]}"
    else:
        yield from CHECKS[types[0]](schema, value, at)


def _is(kind: str, value: Any) -> bool:
    if kind == "integer":
        whole_float = isinstance(value, float) and value.is_integer()
        return (isinstance(value, int) and not isinstance(value, bool)) or whole_float
    return isinstance(value, PYTHON[kind])


def _object(schema: Schema, value: dict[str, Any], at: str) -> Iterator[Fault]:
    known = schema["properties"]
    for name in schema["required"]:
        if name not in value:
            yield f"{at}/{name}", "is missing"
    for name, each in value.items():
        if name in known:
            yield from faults(known[name], each, f"{at}/{name}")
        else:
            yield f"{at}/{_pointed(name)}", "is not known here"


def _pointed(name: str) -> str:
    """A name as a JSON Pointer has it (RFC 6901); a long one in part."""
    return name[:100].replace("~", "~0").replace("/", "~1")


def _array(schema: Schema, value: list[Any], at: str) -> Iterator[Fault]:
    if len(value) > schema["maxItems"]:
        yield at, f"has more than {schema['maxItems']} entries"
        return
    for number, each in enumerate(value):
        yield from faults(schema["items"], each, f"{at}/{number}")


def _number(schema: Schema, value: float, at: str) -> Iterator[Fault]:
    if not schema["minimum"] <= value <= schema["maximum"]:
        yield at, f"must lie between {schema['minimum']} and {schema['maximum']}"


def _string(schema: Schema, value: str, at: str) -> Iterator[Fault]:
    if "enum" in schema and value not in schema["enum"]:
        yield at, "is none of the values that are possible here"
    elif not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        yield at, f"must have {schema.get('minLength', 0)} to {schema.get('maxLength')} characters"
    elif "pattern" in schema and not _matches(schema["pattern"], value):
        yield at, FORMS.get(schema.get("format", ""), "has characters that cannot be kept here")
    elif "format" in schema and not _reads(schema["format"], value):
        yield at, FORMS[schema["format"]]
    elif any("\ud800" <= each <= "\udfff" for each in value):
        yield at, "has half a character (a lone surrogate)"


def _matches(pattern: str, value: str) -> bool:
    """Python lets `$` pass over a last line end, JSON Schema does not."""
    return bool(re.fullmatch(pattern.removeprefix("^").removesuffix("$"), value, re.DOTALL))


def _reads(form: str, value: str) -> bool:
    try:
        if form == "uuid":
            return str(UUID(value)) == value.lower()
        READERS[form](value)
    except ValueError:
        return False
    return True


def moment_of(value: str) -> datetime:
    """In UTC: a database has no offsets of twenty hours. Raises ValueError."""
    try:
        return datetime.fromisoformat(value).astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{value} is outside of the calendar") from None


READERS = {"date-time": moment_of, "date": date.fromisoformat}
WORDS = {
    "object": "an object",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
}
FORMS = {
    "date-time": "must be a time like 2026-03-02T14:05:00Z, in the years 1900 to 2199",
    "date": "must be a day like 2026-03-02",
    "uuid": "must be a uuid",
}
PYTHON: dict[str, type] = {"object": dict, "array": list, "string": str, "boolean": bool}
CHECKS: dict[str, Any] = {
    "object": _object,
    "array": _array,
    "integer": _number,
    "string": _string,
    "boolean": lambda schema, value, at: iter(()),
}
