"""What the Web Annotation Data Model (W3C, 23 February 2017) says MUST hold, as a list of what does not."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from reviews.web_annotations import CONTEXT

ABSOLUTE = re.compile(r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$", re.I)
INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$")
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
SELECTORS = {
    "FragmentSelector", "CssSelector", "XPathSelector", "TextQuoteSelector", "TextPositionSelector",
    "DataPositionSelector", "SvgSelector", "RangeSelector",
}  # fmt: skip


def many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def broken(made: Any) -> list[str]:
    """Every MUST of sections 3 to 5 that a collection of one embedded page breaks."""
    return list(_collection(made))


def _collection(made: Any) -> Iterator[str]:
    if not isinstance(made, dict):
        yield "5.1: a collection is an object"
        return
    if CONTEXT not in many(made.get("@context")):
        yield "5.1: @context"
    if not _iri(made.get("id")):
        yield "5.1: exactly one id, an IRI"
    if "AnnotationCollection" not in many(made.get("type")):
        yield "5.1: type AnnotationCollection"
    if "total" in made and not _whole(made["total"]):
        yield "5.1: total is a non-negative integer"
    page = made.get("first")
    if made.get("total") and page is None:
        yield "5.1: a collection that is not empty has a first page"
    if isinstance(page, dict):
        yield from _page(page, made)


def _page(page: dict[str, Any], made: dict[str, Any]) -> Iterator[str]:
    if not _iri(page.get("id")):
        yield "5.2: exactly one id, an IRI"
    if "AnnotationPage" not in many(page.get("type")):
        yield "5.2: type AnnotationPage"
    items = page.get("items")
    if not isinstance(items, list) or (made.get("total") and not items):
        yield "5.2: items is a list of what the page holds"
        return
    if "startIndex" in page and not _whole(page["startIndex"]):
        yield "5.2: startIndex is a non-negative integer"
    if "next" not in page and len(items) != made.get("total", len(items)):
        yield "5.2: a page that is not the last has a next one"
    ids = [item.get("id") for item in items if isinstance(item, dict)]
    if len(ids) != len(set(ids)):
        yield "3.1: ids are identities"
    for item in items:
        yield from one(item)


def one(item: Any) -> Iterator[str]:
    """Section 3.1 to 3.3: one of them, alone."""
    if not isinstance(item, dict):
        yield "3.1: an object"
        return
    if CONTEXT not in many(item.get("@context")):
        yield "3.1: @context"
    if not _iri(item.get("id")):
        yield "3.1: exactly one id, an IRI"
    if "Annotation" not in many(item.get("type")):
        yield "3.1: type"
    if not many(item.get("target")):
        yield "3.1: one target or more"
    if "bodyValue" in item and ("body" in item or not isinstance(item["bodyValue"], str)):
        yield "3.2.5: bodyValue is one string, without a body beside it"
    for key in ("created", "modified", "generated"):
        if key in item and not _instant(item[key]):
            yield f"3.3.1: {key} is one xsd:dateTime with its zone in UTC"
    if not MOTIVATIONS.issuperset(many(item.get("motivation"))):
        yield "3.3.5: a motivation of the vocabulary"
    if "canonical" in item and not _iri(item["canonical"]):
        yield "3.3.7: canonical is one IRI"
    for agent in many(item.get("creator")):
        if not _iri(agent) and not isinstance(agent, dict):
            yield "3.3.2: an agent is an IRI or an object"
    for body in many(item.get("body")):
        yield from _resource(body)
    for target in many(item.get("target")):
        yield from _resource(target)


def _resource(resource: Any) -> Iterator[str]:
    if isinstance(resource, str):
        if not _iri(resource):
            yield "3.2.1: a resource is an IRI"
    elif not isinstance(resource, dict):
        yield "3.2: a resource is an IRI or an object"
    elif "TextualBody" in many(resource.get("type")):
        if not isinstance(resource.get("value"), str):
            yield "3.2.4: a textual body has one value, a string"
    elif "SpecificResource" in many(resource.get("type")) or "source" in resource:
        yield from _specific(resource)
    elif not _iri(resource.get("id")):
        yield "3.2.1: a resource has exactly one id"


def _specific(resource: dict[str, Any]) -> Iterator[str]:
    if not _iri(resource.get("source")):
        yield "4: exactly one source, an IRI"
    for selector in many(resource.get("selector")):
        yield from _selector(selector)
    for state in many(resource.get("state")):
        yield from _state(state)


def _selector(selector: Any) -> Iterator[str]:
    if isinstance(selector, str):
        if not _iri(selector):
            yield "4.2: a selector is an IRI"
        return
    if not isinstance(selector, dict) or selector.get("type") not in SELECTORS:
        yield "4.2: exactly one type of selector"
        return
    if selector["type"] == "TextQuoteSelector" and not isinstance(selector.get("exact"), str):
        yield "4.2.4: exactly one exact"
    for key in ("prefix", "suffix"):
        if key in selector and not isinstance(selector[key], str):
            yield f"4.2.4: not more than one {key}"
    if selector["type"] == "TextPositionSelector":
        start, end = selector.get("start"), selector.get("end")
        if not (_whole(start) and _whole(end) and start <= end):
            yield "4.2.5: start and end are non-negative integers"
    for refining in many(selector.get("refinedBy")):
        yield from _selector(refining)


def _state(state: Any) -> Iterator[str]:
    if not isinstance(state, dict) or state.get("type") not in {"TimeState", "HttpRequestState"}:
        yield "4.3: a state has its type"
        return
    dates = [key for key in ("sourceDate", "sourceDateStart", "sourceDateEnd") if key in state]
    if dates not in (["sourceDate"], ["sourceDateStart", "sourceDateEnd"]):
        yield "4.3.1: a date, or a start and an end"
    if not all(_instant(one) for key in dates for one in many(state[key])):
        yield "4.3.1: dates are xsd:dateTime in UTC"
    if not all(_iri(cached) for cached in many(state.get("cached"))):
        yield "4.3.1: cached copies are IRIs"


def _iri(value: Any) -> bool:
    return isinstance(value, str) and bool(ABSOLUTE.match(value))


def _whole(value: Any) -> bool:
    return type(value) is int and value >= 0


def _instant(value: Any) -> bool:
    return (
        isinstance(value, str) and bool(INSTANT.match(value)) and datetime.fromisoformat(value).utcoffset() is not None
    )
