"""How the JSON interface answers: JSON with an ETag, and what went wrong as problem+json (RFC 9457)."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response


@dataclass
class Problem(Exception):
    """Ends the request with this status; `faults` are (JSON pointer, why)."""

    status: int
    detail: str
    faults: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)


def problem(found: Problem) -> HttpResponse:
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(found.status).phrase,
        "status": found.status,
        "detail": found.detail,
    }
    if found.faults:
        told["errors"] = [{"pointer": at, "detail": why} for at, why in found.faults[:20]]
    response = HttpResponse(_written(told), status=found.status, content_type="application/problem+json")
    for name, value in found.headers.items():
        response.headers[name] = value
    return _private(response)


def fresh(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    """200 with the thing, or 304 when the caller has it as it is."""
    content = _written(told)
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="application/json")
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer.headers["ETag"] = etag
    return _private(answer)


def created(path: str, told: dict[str, Any], again: bool = False) -> HttpResponse:
    response = HttpResponse(_written(told), status=201, content_type="application/json")
    response.headers["Location"] = path
    if again:
        response.headers["Idempotent-Replayed"] = "true"
    return _private(response)


def _written(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by the caller alone, who asks each time whether it still holds."""
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
