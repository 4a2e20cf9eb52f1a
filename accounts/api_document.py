"""The OpenAPI description of the JSON interface, made from the declarations by which requests are checked."""

import re
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver

from accounts.api import Operation, Shape
from accounts.api_schema import Schema, fields, many, or_null

PREFIX = "/api/v1/"
PLACES: dict[str, Schema] = {
    "uuid": {"type": "string", "format": "uuid"},
    "int": {"type": "integer", "minimum": 0, "maximum": 2**53 - 1},
}
PROBLEM = Shape(
    "Problem",
    fields(
        {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": many(fields({"pointer": {"type": "string"}, "detail": {"type": "string"}}), 20),
        },
        ["type", "title", "status", "detail"],
    ),
    {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing here, or nothing that you may know of.",
    },
)
# The heading under which readers of the description list an address, by the first of these parts that it has.
TAGS = {"events": "Timelines", "follow-ups": "Follow-ups", "reviews": "Reviews", "incidents": "Incidents"}
REFUSALS = {
    400: "The query, a header or the JSON cannot be read.",
    401: "There is no token, or it is not valid (any more).",
    403: "You may see this and not do that, or the token may only read.",
    404: "There is nothing here, or nothing that you may know of.",
    405: "This method has no meaning here.",
    409: "It contradicts what is there, or itself; or the Idempotency-Key was used with another request.",
    413: "The body is too long.",
    415: "The body is not application/json.",
    422: "The body does not fit the schema; errors say where.",
    429: "Too many requests in this minute; Retry-After says for how many seconds to wait.",
}
# What each refusal has in its headers beside the problem.
HEADERS = {
    401: ("WWW-Authenticate", "How to send a token."),
    405: ("Allow", "The methods that have a meaning here."),
    429: ("Retry-After", "For how many seconds to wait."),
}
FAULTS = {
    400: [{"pointer": "limit", "detail": "must lie between 1 and 100"}],
    422: [{"pointer": "/title", "detail": "is missing"}],
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key and body within a day make one thing, however often they are sent.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}


def _header(about: str, *, required: bool = True) -> dict[str, Any]:
    return {"description": about, "schema": {"type": "string"}, "required": required}


ETAG = _header("Send it back as If-None-Match.")
MADE = {
    "Location": _header("The path where it is from now on."),
    "Idempotent-Replayed": _header(
        "“true” when this key was sent before, and nothing was made this time.", required=False
    ),
}
KNOWN = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of what you have: 304 when it is still so.",
    "schema": {"type": "string"},
}
INTRODUCTION = (
    "Incidents, timelines, reviews and follow-ups of this installation, as far as you may see them. "
    "A personal token, made on the page “Tokens for programs” of your profile, stands in the Authorization header. "
    "To bring an incident in: POST it, then its moments to the path in Location with “/events” behind it, then a review "
    "with the incident’s uid, and its follow-ups. Send an Idempotency-Key with each, and a run that broke off can be repeated. "
    "What is refused is told as problem+json (RFC 9457); “errors” says where."
)


def document(patterns: Sequence[URLPattern | URLResolver]) -> dict[str, Any]:
    """The whole description, as JSON can hold it; the same every time for one version."""
    found = list(_endpoints(patterns))
    shapes = {PROBLEM.name: PROBLEM.schema}
    for _path, view in found:
        for operation in view.operations.values():
            shapes |= {shape.name: shape.schema for shape in (operation.gives, operation.takes) if shape}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Debrief", "version": settings.VERSION, "description": INTRODUCTION},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": {_address(path): _item(path, view.operations) for path, view in found},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": shapes,
        },
    }


def _endpoints(patterns: Sequence[URLPattern | URLResolver]) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _endpoints(pattern.url_patterns)
        else:
            yield str(pattern.pattern), pattern.callback


def _address(path: str) -> str:
    return PREFIX + re.sub(r"<\w+:(\w+)>", r"{\1}", path)


def _item(path: str, operations: dict[str, Operation]) -> dict[str, Any]:
    places = [
        {"name": name, "in": "path", "required": True, "schema": PLACES[kind]}
        for kind, name in re.findall(r"<(\w+):(\w+)>", path)
    ]
    tag = {"tags": [next(tag for part, tag in TAGS.items() if part in path)]}
    told = {method.lower(): tag | _operation(operation) for method, operation in operations.items()}
    return ({"parameters": places} if places else {}) | told


def _operation(operation: Operation) -> dict[str, Any]:
    summary = operation.about.split(". ")[0].rstrip(".")
    told: dict[str, Any] = {
        "operationId": operation.run.__name__,
        "summary": summary,
        "description": operation.about,
        "responses": _responses(operation),
    }
    if operation.takes:
        body = {"application/json": {"schema": _reference(operation.takes), "example": operation.takes.example}}
        told |= {"parameters": [KEY], "requestBody": {"required": True, "content": body}}
    else:
        told["parameters"] = [
            {"name": name, "in": "query", "required": False, "schema": schema}
            for name, schema in operation.query.items()
        ] + [KNOWN]
    return told


def _responses(operation: Operation) -> dict[str, Any]:
    schema, example = _reference(operation.gives), operation.gives.example
    if operation.listed:
        path = {"type": "string", "description": "The path of the next page; null on the last one."}
        schema = fields({"items": many(schema, 100), "next": or_null(path)})
        example = {"items": [example], "next": None}
    good: dict[str, Any] = {
        "description": "Made." if operation.takes else "As it is now.",
        "headers": MADE if operation.takes else {"ETag": ETAG},
        "content": {"application/json": {"schema": schema, "example": example}},
    }
    only_created = {409, 413, 415, 422}
    refusals = {code: words for code, words in REFUSALS.items() if operation.takes or code not in only_created}
    known = {} if operation.takes else {"304": {"description": "As you have it.", "headers": {"ETag": ETAG}}}
    return {("201" if operation.takes else "200"): good} | known | {str(c): _refusal(c, w) for c, w in refusals.items()}


def _refusal(code: int, words: str) -> dict[str, Any]:
    example: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(code).phrase,
        "status": code,
        "detail": words,
    } | ({"errors": FAULTS[code]} if code in FAULTS else {})
    told: dict[str, Any] = {
        "description": words,
        "content": {"application/problem+json": {"schema": _reference(PROBLEM), "example": example}},
    }
    if code in HEADERS:
        name, about = HEADERS[code]
        told["headers"] = {name: _header(about)}
    return told


def _reference(shape: Shape) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{shape.name}"}
