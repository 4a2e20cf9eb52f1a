"""A person's meetings as their calendar program reads them; the secret in the address stands in for signing in."""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import public
from accounts.calendar_links import person_of
from outbox import calendar
from reviews.queries.calendar import meetings


@require_safe
@public("a calendar program cannot sign in; the secret in the address is the person's own and can be revoked")
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    person = person_of(token)
    if person is None:
        raise Http404
    text = calendar.feed(meetings(person), _("Learning reviews"))
    etag = f'"{sha256(text.encode()).hexdigest()[:32]}"'
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer = get_conditional_response(request, etag=etag, response=response)
    assert answer is not None
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
