"""Writes the comments of a document as Web Annotations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
ONE = "Annotation"
OURS = {"debrief": "urn:debrief:comments:"}
AROUND = 40  # characters of context on each side of a quote


@dataclass(frozen=True)
class Place:
    """Where a thread stands: its words in one revision. start and end are None for words of no revision here."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    saved_at: datetime | None = None
    cached: str = ""

    @classmethod
    def within(cls, text: str, start: int, end: int, saved_at: datetime, cached: str) -> "Place":
        """The passage of a revision's text, with what stands around it."""
        return cls(
            text[start:end],
            text[max(0, start - AROUND) : start],
            text[end : end + AROUND],
            start,
            end,
            saved_at,
            cached,
        )


@dataclass(frozen=True)
class Remark:
    """One comment: `origin` is the id it had where it was brought in from; `author` is a name, never an address."""

    id: str
    author: str
    text: str
    created: datetime
    modified: datetime | None = None
    origin: str = ""
    taken_back: bool = False


@dataclass(frozen=True)
class Conversation:
    """A thread: its place, its remarks (the first began it), and how it stands."""

    place: Place
    remarks: Sequence[Remark]
    status: str
    first_quote: str
    resolved_at: datetime | None = None
    resolved_by: str = ""
    replacement: str | None = None  # of a suggestion: other words for the place, "" to remove it


def collection(address: str, source: str, label: str, threads: Iterable[Conversation]) -> Json:
    """All comments of the document at `source` as one collection with one page; `address` is the collection's own."""
    items = [item for thread in threads for item in _items(thread, source)]
    made: Json = {
        "@context": [CONTEXT, OURS],
        "id": address,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(items),
    }
    if items:
        page = f"{address}#page-1"
        made["first"] = {"id": page, "type": "AnnotationPage", "startIndex": 0, "items": items}
        made["last"] = page
    return made


def _items(thread: Conversation, source: str) -> Iterator[Json]:
    first = thread.remarks[0]
    yield {
        **(_item(first, "commenting") if thread.replacement is None else _suggestion(first, thread.replacement)),
        "target": _target(thread.place, source),
        "debrief:status": thread.status,
        "debrief:firstQuote": thread.first_quote,
        **_resolved(thread),
    }
    for reply in thread.remarks[1:]:
        yield {**_item(reply, "replying"), "target": first.id}


def _item(remark: Remark, motivation: str) -> Json:
    made: Json = {"@context": CONTEXT, "id": remark.id, "type": ONE, "motivation": motivation}
    if remark.author:
        made["creator"] = {"type": "Person", "name": remark.author}
    made["created"] = _stamp(remark.created)
    if remark.modified:
        made["modified"] = _stamp(remark.modified)
    if remark.origin:
        made["canonical"] = remark.origin
    if remark.taken_back:
        made["debrief:takenBack"] = True
    else:
        made["body"] = {"type": "TextualBody", "value": remark.text, "format": "text/markdown"}
    return made


def _suggestion(first: Remark, replacement: str) -> Json:
    """The model's own word for it is editing; the reason, where one was given, stands beside the other words."""
    made = _item(first, "editing")
    other = {"type": "TextualBody", "purpose": "editing", "value": replacement, "format": "text/markdown"}
    reason = [made["body"]] if first.text and not first.taken_back else []
    return {**made, "body": [*reason, other]}


def _target(place: Place, source: str) -> Json:
    """Quote and position both select the same words of the Markdown that the state names."""
    quote = {"type": "TextQuoteSelector", "exact": place.exact, "prefix": place.prefix, "suffix": place.suffix}
    made: Json = {"type": "SpecificResource", "source": source, "selector": quote}
    if place.start is not None and place.saved_at:
        position = {"type": "TextPositionSelector", "start": place.start, "end": place.end}
        made["selector"] = [quote, position]
        made["state"] = {"type": "TimeState", "sourceDate": _stamp(place.saved_at), "cached": place.cached}
    return made


def _resolved(thread: Conversation) -> Json:
    if thread.resolved_at is None:
        return {"debrief:resolved": False}
    by = {"debrief:resolvedBy": thread.resolved_by} if thread.resolved_by else {}
    return {"debrief:resolved": True, "debrief:resolvedAt": _stamp(thread.resolved_at), **by}


def _stamp(moment: datetime) -> str:
    """xsd:dateTime in UTC, as the model asks for."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
