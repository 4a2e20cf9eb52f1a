"""Bringing a case in from a file: a preview row by row first, nothing is created before it is confirmed."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import previews
from accounts.access import signed_in
from accounts.requests import UserRequest
from incidents import cases
from incidents.actions.cases import import_case
from incidents.models import Part

MOST_BYTES = 2_000_000
KEPT = "case_to_import"


def _read(request: UserRequest) -> str:
    """The uploaded text. Raises NotACase with a plain reason."""
    upload = request.FILES.get("file")
    if upload is None:
        raise cases.NotACase(_("Choose a file first."))
    if (upload.size or 0) > MOST_BYTES:
        raise cases.NotACase(_("The file is larger than 2 MB. A case is a short text; is this the right file?"))
    try:
        return str(upload.read(), "utf-8-sig")
    except UnicodeDecodeError:
        raise cases.NotACase(_("The file is not UTF-8 text, so it cannot be a case.")) from None


def _parse(text: str) -> cases.Case:
    try:
        return cases.read(json.loads(text))
    except RecursionError:
        raise cases.NotACase(_("The file is nested too deeply to be a case.")) from None
    except json.JSONDecodeError as error:
        reason = _("This is not JSON: line %(line)d, column %(column)d.")
        raise cases.NotACase(reason % {"line": error.lineno, "column": error.colno}) from None
    except cases.NotACase:
        raise
    except ValueError:
        raise cases.NotACase(_("The file has a number too long to be read.")) from None


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def case(request: UserRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "incidents/import.html")
    try:
        if request.POST.get("do") == "create":
            return _create(request)
        text = _read(request)
        found = _parse(text)
    except cases.NotACase as error:
        return render(request, "incidents/import.html", {"error": str(error)}, status=422)
    mark = previews.keep(request, KEPT, text)
    parts = {person.key: Part(person.part).label for person in found.people}
    names = {person.key: person.name for person in found.people}
    rows = [(moment, names.get(moment.who, "")) for moment in found.timeline]
    people = [(person, parts[person.key]) for person in found.people]
    context = {"case": found, "rows": rows, "people": people, "mark": mark}
    return render(request, "incidents/preview.html", context)


def _create(request: UserRequest) -> HttpResponse:
    text = previews.confirmed(request, KEPT)
    if not text:
        raise cases.NotACase(_("This preview is no longer here. Choose the file again."))
    previews.forget(request, KEPT)
    incident, new = import_case(case=_parse(text), by=request.user)
    if new:
        messages.success(request, _("The case is here, with the rows of the preview."))
    else:
        messages.info(request, _("This case was brought in before; nothing was added."))
    return redirect("incidents:incident", uid=incident.uid)
