"""Reads comments from Web Annotations, whoever wrote them; what cannot be read is named and left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from reviews.web_annotations.placing import Quote
from reviews.web_annotations.writing import AROUND, ONE, Json

MOST_COMMENTS = 2_000
MOST_CHARACTERS = 600_000  # of all comments together
LONGEST_COMMENT = 10_000
LONGEST_QUOTE = 20_000
LONGEST_ID = 500
LONGEST_NAME = 100
_MANY = 200


class NotComments(ValueError):
    """The file as a whole is not taken; `reason` is one of REASONS."""

    REASONS = ("shape", "elsewhere", "empty", "comments", "characters")

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Found:
    """One comment of a file. ids: its own and its canonical one. Has either a quote or the id that it answers."""

    row: int
    ids: tuple[str, ...]
    author: str
    text: str
    created: datetime | None
    quote: Quote | None = None
    answers: str = ""
    resolved: bool = False


@dataclass(frozen=True)
class Problem:
    """A comment that is left out: its row in the file counted from 1, and why (one of WHYS)."""

    WHYS = ("wrong", "id", "again", "body", "long", "taken_back", "target", "lost")

    row: int
    why: str


@dataclass
class Reading:
    found: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _LeftOut(Exception):
    pass


def read(data: object) -> Reading:
    """The comments in parsed JSON: a collection, a page, a list, or one alone. Raises NotComments."""
    given = _given(data)
    if not given:
        raise NotComments("empty")
    if len(given) > MOST_COMMENTS:
        raise NotComments("comments")
    reading, seen = Reading(), set[str]()
    for row, raw in enumerate(given, start=1):
        try:
            one = _found(row, raw)
            if not seen.isdisjoint(one.ids):
                raise _LeftOut("again")
            seen.update(one.ids)
            reading.found.append(one)
        except _LeftOut as why:
            reading.problems.append(Problem(row, str(why)))
    if sum(len(one.text) for one in reading.found) > MOST_CHARACTERS:
        raise NotComments("characters")
    return reading


def _given(data: object) -> list[Any]:
    """The comments of a list, a page, a collection with its first page, or one alone."""
    if isinstance(data, dict) and "AnnotationCollection" in _types(data):
        data = data.get("first", data.get("items", []))
        if isinstance(data, str):
            raise NotComments("elsewhere")
    if isinstance(data, dict) and "AnnotationPage" in _types(data):
        data = data.get("items")
    if isinstance(data, dict) and ONE in _types(data):
        data = [data]
    if not isinstance(data, list):
        raise NotComments("shape")
    return data


def _found(row: int, raw: object) -> Found:
    if not isinstance(raw, dict) or ONE not in _types(raw):
        raise _LeftOut("wrong")
    ids = tuple(dict.fromkeys(one for name in ("id", "canonical") if (one := _id(raw.get(name)))))
    if not ids:
        raise _LeftOut("id")
    if raw.get("debrief:takenBack") is True:
        raise _LeftOut("taken_back")
    text = _body(raw)
    if not text.strip():
        raise _LeftOut("body")
    if len(text) > LONGEST_COMMENT:
        raise _LeftOut("long")
    quote, answers = _aim(raw)
    resolved = raw.get("debrief:resolved") is True
    return Found(row, ids, _author(raw.get("creator")), text, _moment(raw.get("created")), quote, answers, resolved)


def _types(raw: Json) -> set[str]:
    return {kind for kind in _many(raw.get("type")) if isinstance(kind, str)}


def _many(value: object) -> list[Any]:
    """The model lets most keys hold one value or a list of them."""
    if isinstance(value, list):
        return value[:_MANY]
    return [] if value is None else [value]


def _clean(value: object) -> str:
    """Without what no database keeps: the zero character, and halves of surrogate pairs. Line ends as one character."""
    if not isinstance(value, str):
        return ""
    kept = value.replace("\x00", "").encode(errors="ignore").decode()
    return kept.replace("\r\n", "\n").replace("\r", "\n")


def _id(value: object) -> str:
    cleaned = _clean(value)
    return cleaned if len(cleaned) <= LONGEST_ID and not re.search(r"\s", cleaned) else ""


def _author(value: object) -> str:
    for one in _many(value):
        name = one.get("name") or one.get("nickname") if isinstance(one, dict) else ""
        words = " ".join(_clean(_many(name)[0] if _many(name) else "").split())
        # An address is not a name; whoever used one as such did not mean to publish it here.
        if words and "@" not in words:
            return words[:LONGEST_NAME]
    return ""


def _body(raw: Json) -> str:
    if isinstance(raw.get("bodyValue"), str):
        return _clean(raw["bodyValue"])
    bodies = [one for one in _many(raw.get("body")) if isinstance(one, dict) and "TextualBody" in _types(one)]
    spoken = [one for one in bodies if one.get("purpose") != "tagging"]
    return "\n\n".join(filter(None, map(_said, spoken)))


def _said(body: Json) -> str:
    """A suggestion comes in as a comment: its other words as a quote, so that they are not taken for the remark itself."""
    value = _clean(body.get("value"))
    if body.get("purpose") != "editing":
        return value
    return "\n".join(f"> {line}".rstrip() for line in (value or "—").split("\n"))


def _aim(raw: Json) -> tuple[Quote | None, str]:
    """What it is about: words of a text, or another comment. A position alone holds no words to know the place again by."""
    bare = ""
    for target in _many(raw.get("target")):
        if isinstance(target, dict):
            if quote := _quote(target.get("selector")):
                return quote, ""
            bare = bare or _id(target.get("source")) or _id(target.get("id"))
        else:
            bare = bare or _id(target)
    if not bare:
        raise _LeftOut("target")
    return None, bare


def _quote(selector: object) -> Quote | None:
    exact: Json | None = None
    start: int | None = None
    for one in _selectors(selector):
        kinds = _types(one)
        if exact is None and "TextQuoteSelector" in kinds and _clean(one.get("exact")).strip():
            exact = one
        if start is None and "TextPositionSelector" in kinds:
            start = _position(one.get("start"))
    if exact is None or len(words := _clean(exact["exact"])) > LONGEST_QUOTE:
        return None
    return Quote(words, _clean(exact.get("prefix"))[-2 * AROUND :], _clean(exact.get("suffix"))[: 2 * AROUND], start)


def _selectors(selector: object) -> Iterator[Json]:
    """The selectors side by side and those that refine them, as many as a person would ever write."""
    waiting, seen = _many(selector), 0
    while waiting and seen < _MANY:
        one, seen = waiting.pop(0), seen + 1
        if isinstance(one, dict):
            yield one
            waiting += _many(one.get("refinedBy"))


def _position(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < 10**9 else None


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value[:40]) if isinstance(value, str) else None
    except ValueError:
        return None
    if moment is None or not 1900 <= moment.year < 2200:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
