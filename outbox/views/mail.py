"""One mail of the embedded mode: as its reader sees it, as plain text, and with its headers."""

import re

from csp.constants import NONE, SELF
from csp.decorators import csp, csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.models import User
from accounts.requests import UserRequest
from outbox import calendar, mailbox, permissions
from outbox.mailbox import Letter

# The frame runs no script and is nobody's origin; a click on a link leads the whole page there.
SANDBOX = ["allow-popups", "allow-popups-to-escape-sandbox", "allow-top-navigation-by-user-activation"]
FRAME_POLICY = {
    "sandbox": SANDBOX,
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
}


def readable(user: User, name: str) -> Letter:
    """The mail, or 404 as if it did not exist."""
    letter = mailbox.open_letter(name) if permissions.mail_is_shown() else None
    if letter is None or not permissions.may_read(user, letter.envelope):
        raise Http404
    return letter


@require_safe
@signed_in
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def mail(request: UserRequest, name: str) -> HttpResponse:
    letter = readable(request.user, name)
    context = {
        "letter": letter,
        "entry": calendar.in_words(letter.calendar) if letter.calendar else [],
        "sandbox": " ".join(SANDBOX),
    }
    return render(request, "outbox/mail_page.html", context)


@require_safe
@signed_in
@xframe_options_sameorigin
@csp(FRAME_POLICY)  # type: ignore[arg-type]
def mail_html(request: UserRequest, name: str) -> HttpResponse:
    html = readable(request.user, name).html
    return HttpResponse(re.sub(r"<head>", '<head><base target="_top">', html, count=1, flags=re.I))
