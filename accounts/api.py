"""The frame of the JSON interface: who calls (by token alone, never by session), what is asked, and how it is answered.

Each app writes its operations as small functions and hangs them at addresses with `endpoint`; accounts.api_document
describes them from the same declarations by which they are checked here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from accounts import api_asked, api_told
from accounts.access import View, marked, require
from accounts.actions import api_tokens
from accounts.api_callers import caller, count
from accounts.api_schema import Schema, whole
from accounts.api_told import Problem
from accounts.models import ApiToken, User
from accounts.permissions import create_by_token

MOST_ROWS = 100


@dataclass(frozen=True)
class Shape:
    """A schema with a name, under which the OpenAPI file has it, and one thing that fits it."""

    name: str
    schema: Schema
    example: dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One request of one person; `asked` is the query and `sent` the body, both checked."""

    token: ApiToken
    asked: dict[str, Any] = field(default_factory=dict)
    sent: dict[str, Any] = field(default_factory=dict)

    @property
    def person(self) -> User:
        return self.token.person


@dataclass(frozen=True)
class Rows:
    """What a list is made of; a page of it is told."""

    found: QuerySet[Any] | Sequence[Any]
    tell: Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Created:
    """Where the made thing is found from now on, and its telling."""

    path: str
    told: dict[str, Any]


Run = Callable[..., Any]


@dataclass(frozen=True)
class Operation:
    """What a method does at an address: `takes` and `gives` are the shapes of body and answer."""

    run: Run
    method: str
    gives: Shape
    takes: Shape | None = None
    listed: bool = False
    query: dict[str, Schema] = field(default_factory=dict)

    @property
    def about(self) -> str:
        return " ".join((self.run.__doc__ or "").split())


def one(gives: Shape) -> Callable[[Run], Operation]:
    """GET of one thing; the function's docstring is its description."""
    return lambda run: Operation(run, "GET", gives)


def listing(gives: Shape, **query: Schema) -> Callable[[Run], Operation]:
    """GET of many things, oldest first, page by page; `query` are further parameters."""
    pages = {
        "page": whole(1, 100_000, "Which page; “next” of the answer leads to the one behind.") | {"default": 1},
        "limit": whole(1, MOST_ROWS, "How many on a page.") | {"default": 50},
    }
    return lambda run: Operation(run, "GET", gives, listed=True, query=query | pages)


def creation(takes: Shape, gives: Shape) -> Callable[[Run], Operation]:
    """POST that makes something; it runs in a transaction."""
    return lambda run: Operation(run, "POST", gives, takes)


def endpoint(*operations: Operation) -> View:
    """The view behind one address. What the operations refuse is told as problem+json."""
    methods = {operation.method: operation for operation in operations}

    @csrf_exempt
    def view(request: HttpRequest, **place: Any) -> HttpResponse:
        try:
            return _answer(request, methods, place)
        except Problem as problem:
            return api_told.problem(problem)
        except PermissionDenied as refused:
            return api_told.problem(Problem(403, str(refused)))
        except Http404:
            return api_told.problem(Problem(404, _("There is nothing here, or nothing that you may know of.")))

    view.operations = methods  # type: ignore[attr-defined]
    return marked(view, "token: " + ", ".join(sorted(methods)))


def _answer(request: HttpRequest, methods: dict[str, Operation], place: dict[str, Any]) -> HttpResponse:
    operation = methods.get("GET" if request.method == "HEAD" else str(request.method))
    if operation is None:
        allowed = sorted(methods) + ["HEAD"] * ("GET" in methods)
        raise Problem(405, _("This method has no meaning here."), headers={"Allow": ", ".join(allowed)})
    token = caller(request)
    count(token)
    api_tokens.used(token)
    if operation.takes:
        return _create(request, operation, token, place)
    call = Call(token, asked=api_asked.query(request, operation.query))
    found = operation.run(call, **place)
    return api_told.fresh(request, _page(request, call, found) if isinstance(found, Rows) else found)


def _page(request: HttpRequest, call: Call, rows: Rows) -> dict[str, Any]:
    page, limit = call.asked["page"], call.asked["limit"]
    start = (page - 1) * limit
    found = list(rows.found[start : start + limit + 1])
    query = request.GET.copy()
    query["page"] = str(page + 1)
    after = f"{request.path}?{query.urlencode()}" if len(found) > limit else None
    return {"items": [rows.tell(each) for each in found[:limit]], "next": after}


def _create(request: HttpRequest, operation: Operation, token: ApiToken, place: dict[str, Any]) -> HttpResponse:
    require(create_by_token(token))
    api_asked.query(request, {})
    key = api_asked.key(request)
    raw = api_asked.raw(request)
    assert operation.takes
    call = Call(token, sent=api_asked.body(raw, operation.takes.schema))
    with transaction.atomic():
        if not key:
            return api_told.created(*_made(operation, call, place))
        try:
            row, new = api_tokens.begin(token=token, key=key, request=f"{request.path}\n{raw.decode()}")
        except api_tokens.OtherRequest:
            raise Problem(409, _("This Idempotency-Key was used with another request.")) from None
        if not new:
            return _again(call, row.path)
        path, told = _made(operation, call, place)
        api_tokens.finish(row, path)
        return api_told.created(path, told)


def _made(operation: Operation, call: Call, place: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    made: Created = operation.run(call, **place)
    return made.path, made.told


def _again(call: Call, path: str) -> HttpResponse:
    """What the first request made, as it is seen now: somebody who lost the right in between gets 404."""
    match = resolve(path)
    told = match.func.operations["GET"].run(call, **match.kwargs)  # type: ignore[attr-defined]
    return api_told.created(path, told, again=True)


def known(found: Iterable[Model] | None) -> Any:
    """The one thing that was looked for, or 404."""
    first = next(iter(found or []), None)
    if first is None:
        raise Http404
    return first
