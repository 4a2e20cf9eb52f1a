"""All follow-ups that a person may know of, by team and age, and the same as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts import sheets
from accounts.access import signed_in
from accounts.models import Team
from accounts.numbers import whole
from accounts.requests import UserRequest
from reviews.models import FollowUp
from reviews.queries import follow_ups as queries

PAGE = 50
COLUMNS = ("review", "meeting", "what", "why", "owner", "due", "state", "reason", "agreed", "settled", "tracked_at")

STATES = (*queries.STATE_WORDS.items(), ("all", _("all of them")))
AGES = (
    ("", _("of any age")),
    ("month", _("under a month")),
    ("quarter", _("one to three months")),
    ("older", _("older")),
    ("late", _("past their day")),
)


def _asked(request: UserRequest) -> queries.Filter:
    """What the address asks for; what nobody could have chosen counts as not asked."""
    sent = request.GET
    state, age, team = sent.get("state", "open"), sent.get("age", ""), sent.get("team", "")
    return queries.Filter(
        state=state if state in queries.STATES else "open",
        team=team if team == "none" or whole(team, None) is not None else "",
        age=age if age in (*queries.AGES, "late") else "",
        mine=sent.get("mine") == "1",
    )


@require_safe
@signed_in
def follow_ups(request: UserRequest) -> HttpResponse:
    asked = _asked(request)
    page = Paginator(queries.chosen(request.user, asked), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "lines": queries.by_team(request.user),
        "any": queries.visible(request.user).exists(),
        "teams": Team.objects.all(),
        "states": STATES,
        "ages": AGES,
        "today": timezone.localdate(),
    }
    return render(request, "reviews/follow_ups/overview.html", context)


@require_safe
@signed_in
def follow_ups_csv(request: UserRequest) -> HttpResponse:
    """The rows of the page, without its pages."""
    rows = [_cells(each) for each in queries.chosen(request.user, _asked(request)).iterator(chunk_size=500)]
    response = HttpResponse(sheets.text([COLUMNS, *rows]), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="follow-ups.csv"'
    return response


def _cells(each: FollowUp) -> list[sheets.Cell]:
    return [
        each.review.incident.title,
        each.review.meets_at.isoformat(),
        each.what,
        each.why,
        each.taken_on_by,
        each.due.isoformat() if each.due else "",
        str(queries.STATE_WORDS[each.state]),
        each.reason,
        each.agreed_at.isoformat(),
        each.settled_at.isoformat() if each.settled_at else "",
        each.tracked.url if hasattr(each, "tracked") else "",
    ]
