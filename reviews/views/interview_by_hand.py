"""Chats with people who have no account: what they said is written down here, and no message is sent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require
from accounts.requests import UserRequest
from reviews import interview_mails, interview_permissions
from reviews.actions import interview_quotes, interviews_by_hand
from reviews.forms.interviews import promised_day
from reviews.forms.interviews_by_hand import NotedForm, QuoteToldForm, today_in
from reviews.interview_access import for_interviewers
from reviews.models import Review
from reviews.queries import interviews as queries
from reviews.queries import plan
from reviews.views.interview import one, page


@require_http_methods(["GET", "HEAD", "POST"])
@for_interviewers(interview_permissions.ask)
def interview_noted(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Somebody of the incident's people who has no account, asked by word of mouth."""
    somebody = get_object_or_404(review.incident.involvements.filter(user=None), pk=pk)
    first = {"said_on": today_in(review), "until": promised_day(review)}
    form = NotedForm(request.POST or None, review=review, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = interviews_by_hand.note(review=review, involvement=somebody, by=request.user, **form.cleaned_data)
        except interviews_by_hand.AlreadyNoted:
            messages.info(request, _("What they said is written down already."))
            return redirect("reviews:interviews", uid=review.uid)
        return redirect("reviews:interview", uid=review.uid, pk=made.pk)
    context = {
        "review": review,
        "spine": plan.spine(review),
        "who": somebody.who,
        "form": form,
        "readers": queries.readers(review),
        "promise": interview_mails.promised(review, promised_day(review)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "reviews/interviews/noted.html", context, status=status)


@sensitive_post_parameters("words")
@require_POST
@for_interviewers()
def quote_told(request: UserRequest, review: Review, pk: int, quote: int) -> HttpResponse:
    """What somebody without an account said about a passage."""
    found = one(review, pk)
    asked = get_object_or_404(found.quotes.select_related("interview"), pk=quote)
    require(interview_permissions.note_answer(found))
    form = QuoteToldForm(request.POST, review=review, auto_id=f"quote-{quote}-%s")
    if not form.is_valid():
        return page(request, found, failed=form, about=quote)
    said = {"said_on": form.cleaned_data["said_on"], **form.values}
    interview_quotes.answer(quote=asked, noted_by=request.user, **said)
    return redirect("reviews:interview", uid=review.uid, pk=pk)
