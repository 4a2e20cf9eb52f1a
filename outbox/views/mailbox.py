"""The embedded mode's mail: what was "sent", newest first, for one person or, in the demo, for everybody."""

from collections import Counter

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.requests import UserRequest
from outbox import mailbox, permissions

MAILS_A_PAGE = 40


@require_safe
@signed_in
def mail_list(request: UserRequest) -> HttpResponse:
    if not permissions.mail_is_shown():
        raise Http404
    readable = [mail for mail in mailbox.envelopes() if permissions.may_read(request.user, mail)]
    people = Counter(address.lower() for mail in readable for _, address in mail.to)
    to = request.GET.get("to", "")
    shown = [mail for mail in readable if not to or mail.is_for(to)]
    context = {
        "page": Paginator(shown, MAILS_A_PAGE).get_page(request.GET.get("page")),
        "people": sorted(people.items()) if settings.DEMO else [],
        "to": to,
        "count": len(readable),
    }
    return render(request, "outbox/mailbox.html", context)
