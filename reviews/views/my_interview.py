"""The page of whoever was asked for a chat: a time, or no; and afterwards what may be quoted. By the mail's link the first alone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import public, require
from accounts.requests import UserRequest
from reviews import interview_mails, interview_permissions, meeting_entry
from reviews.actions import interview_quotes
from reviews.actions import interviews as actions
from reviews.forms.interviews import AnswerForm, QuoteAnswerForm
from reviews.interview_access import own_interview
from reviews.interview_links import interview_of
from reviews.models import Interview
from reviews.queries import interviews as queries

WHY = "whoever holds the link of the mail is that person; it answers that one question and shows nothing of the notes"


def _context(found: Interview, form: AnswerForm | None) -> dict[str, object]:
    times = queries.times_left(found)
    return {
        "interview": found,
        "review": found.review,
        "name": meeting_entry.outside_name(found.review),
        "promise": interview_mails.promise(found),
        "times": times,
        "may_answer": interview_permissions.answer(found),
        "form": form or AnswerForm(times=times, initial={"word": found.word}),
    }


def _answered(request: HttpRequest, found: Interview) -> AnswerForm | None:
    """Take the answer of a form; None once it is taken, else the form with its errors."""
    form = AnswerForm(request.POST, times=queries.times_left(found))
    if not form.is_valid():
        return form
    try:
        actions.answer(interview=found, **form.values)
    except actions.TimeGone:
        form.add_error("answer", _("This time was taken meanwhile. Choose another one, or say that none fits."))
        return form
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@public(WHY)
def interview_answer(request: HttpRequest, token: str) -> HttpResponse:
    """By the link of the mail; in the person's own time, who has perhaps not signed in."""
    found = interview_of(token)
    if found is None:
        raise Http404
    may, failed = interview_permissions.answer(found), None
    if request.method == "POST" and may:
        failed = _answered(request, found)
        if failed is None:
            return redirect("reviews:interview_answer", token=token)
    status = 422 if failed else 409 if request.method == "POST" else 200
    assert found.person  # the link is made for an account
    with timezone.override(found.person.zone):
        context = _context(found, failed) | {"token": token}
        return render(request, "reviews/interviews/answer.html", context, status=status)


def _page(
    request: UserRequest,
    found: Interview,
    *,
    form: AnswerForm | None = None,
    failed: QuoteAnswerForm | None = None,
    about: int = 0,
) -> HttpResponse:
    """about: the passage that the failed form is for."""
    context = _context(found, form) | {
        "quotes": found.quotes.select_related("asked_by"),
        "failed": failed,
        "about": about,
    }
    status = 422 if form or failed else 200
    return render(request, "reviews/interviews/mine.html", context, status=status)


@require_safe
@own_interview
def my_interview(request: UserRequest, found: Interview) -> HttpResponse:
    return _page(request, found)


@require_POST
@own_interview
def my_interview_answer(request: UserRequest, found: Interview) -> HttpResponse:
    require(interview_permissions.answer(found))
    failed = _answered(request, found)
    if failed:
        return _page(request, found, form=failed)
    messages.success(request, _("Thank you for your answer."))
    return redirect("reviews:my_interview", uid=found.review.uid)


@sensitive_post_parameters("words")
@require_POST
@own_interview
def quote_answer(request: UserRequest, found: Interview, pk: int) -> HttpResponse:
    quote = get_object_or_404(found.quotes.select_related("interview__person"), pk=pk)
    form = QuoteAnswerForm(request.POST, auto_id=f"quote-{pk}-%s")
    if not form.is_valid():
        return _page(request, found, failed=form, about=pk)
    interview_quotes.answer(quote=quote, **form.values)
    messages.success(
        request, _("Thank you. You can change your answer here; what stands in a document already you see on its page.")
    )
    return redirect("reviews:my_interview", uid=found.review.uid)
