"""Reads what a request of the JSON interface asks: its query, its body, its key; each checked before anything is done."""

import json
import re
from typing import Any

from django.http import HttpRequest
from django.http.request import RawPostDataException
from django.utils.translation import gettext as _

from accounts.api_schema import Schema, faults
from accounts.api_told import Problem

MOST_BYTES = 256_000
KEY = re.compile(r"[!-~]{1,200}")
NUMBER = re.compile(r"[0-9]{1,9}")


def query(request: HttpRequest, known: dict[str, Schema]) -> dict[str, Any]:
    """Each parameter by its schema, with defaults; an unknown or repeated one is a problem, so that no filter is passed over in silence."""
    wrong = [(name, _("is not known here")) for name in request.GET if name not in known]
    wrong += [(name, _("stands there twice")) for name in known if len(request.GET.getlist(name)) > 1]
    found = {name: schema["default"] for name, schema in known.items() if "default" in schema}
    for name in known.keys() & request.GET.keys():
        given: Any = request.GET[name]
        if known[name]["type"] == "integer" and NUMBER.fullmatch(given):
            given = int(given)
        wrong += [(name, why) for _at, why in faults(known[name], given)]
        found[name] = given
    if wrong:
        raise Problem(400, _("The query cannot be read."), wrong)
    return found


def key(request: HttpRequest) -> str:
    """The Idempotency-Key, or "" without one."""
    given = request.headers.get("Idempotency-Key")
    if given is not None and not KEY.fullmatch(given):
        raise Problem(400, _("The Idempotency-Key must have 1 to 200 visible ASCII characters."))
    return given or ""


def raw(request: HttpRequest) -> bytes:
    """The body, UTF-8 and not too long."""
    if request.content_type != "application/json":
        raise Problem(415, _("Send application/json."))
    try:
        content = request.read(MOST_BYTES + 1)
    except (OSError, RawPostDataException):
        raise Problem(400, _("The body broke off.")) from None
    if len(content) > MOST_BYTES:
        raise Problem(413, _("The body is longer than %(n)d bytes.") % {"n": MOST_BYTES})
    return bytes(content)


def body(content: bytes, schema: Schema) -> dict[str, Any]:
    """The parsed and checked body; what cannot be read at all is 400, what does not fit the schema 422."""
    try:
        found = json.loads(content.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Problem(400, _("The body is not JSON in UTF-8.")) from None
    wrong = list(faults(schema, found))
    if wrong:
        raise Problem(422, _("The body does not fit what is described for this address."), wrong)
    assert isinstance(found, dict)
    return found


def _refuse(name: str) -> None:
    raise ValueError(name)
