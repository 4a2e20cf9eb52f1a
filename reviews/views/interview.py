"""One interview, for the facilitators: what was promised, the notes as they read, and passages to ask about."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.requests import UserRequest
from reviews import interview_openers, interview_permissions, off_record
from reviews.actions import interview_quotes
from reviews.actions import interviews as actions
from reviews.forms.interviews import EarlierForm, QuoteForm
from reviews.forms.interviews_by_hand import QuoteToldForm, today_in
from reviews.interview_access import for_interviewers
from reviews.models import Interview, Review
from reviews.queries import interviews as queries
from reviews.queries import plan


def one(review: Review, pk: int) -> Interview:
    """An interview of this review that was not taken back, or 404."""
    return get_object_or_404(queries.of(review).filter(taken_back_at=None), pk=pk)


def page(
    request: UserRequest,
    found: Interview,
    *,
    quote_form: QuoteForm | None = None,
    earlier_form: EarlierForm | None = None,
    failed: QuoteToldForm | None = None,
    about: int = 0,
) -> HttpResponse:
    """The forms that need another word; about: the passage that `failed` is for."""
    word, tone = queries.standing(found)
    context = {
        "review": found.review,
        "spine": plan.spine(found.review),
        "interview": found,
        "word": word,
        "tone": tone,
        "times": queries.times_left(found),
        "stretches": off_record.stretches(queries.notes(found)),
        "quotes": found.quotes.all(),
        "openers": interview_openers.openers(),
        "readers": queries.readers(found.review),
        "may_take_back": interview_permissions.take_back(found),
        "may_write": interview_permissions.write_notes(found),
        "may_ask": interview_permissions.ask(request.user, found.review) and interview_permissions.ask_again(found),
        "today": today_in(found.review),
        "failed": failed,
        "about": about,
        "quote_form": quote_form or QuoteForm(),
        "earlier_form": earlier_form or EarlierForm(interview=found, initial={"until": found.until}),
    }
    status = 422 if quote_form or earlier_form or failed else 200
    return render(request, "reviews/interviews/interview.html", context, status=status)


@require_safe
@for_interviewers()
def interview(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    return page(request, one(review, pk))


@require_POST
@for_interviewers()
def interview_held(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    found = one(review, pk)
    actions.held(interview=found, by=request.user, took_place="not" not in request.POST)
    return redirect("reviews:interview", uid=review.uid, pk=pk)


@require_POST
@for_interviewers()
def interview_take_back(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    found = one(review, pk)
    require(interview_permissions.take_back(found))
    actions.take_back(interview=found, by=request.user)
    messages.success(request, _("%(who)s is no longer asked.") % {"who": found.who})
    return redirect("reviews:interviews", uid=review.uid)


@require_POST
@for_interviewers()
def interview_earlier(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    found = one(review, pk)
    form = EarlierForm(request.POST, interview=found)
    if not form.is_valid():
        return page(request, found, earlier_form=form)
    actions.promise_earlier(interview=found, by=request.user, until=form.cleaned_data["until"])
    messages.success(request, _("The notes are deleted on that earlier day."))
    return redirect("reviews:interview", uid=review.uid, pk=pk)


@require_POST
@for_interviewers()
def interview_delete(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Now, before the promised day."""
    found = one(review, pk)
    actions.delete_notes(interview=found, by=request.user)
    messages.success(request, _("The notes are deleted, with their drafts and every passage that may not be quoted."))
    return redirect("reviews:interviews", uid=review.uid)


@sensitive_post_parameters("words")
@require_POST
@for_interviewers()
def quote_ask(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    found = one(review, pk)
    require(interview_permissions.write_notes(found))
    form = QuoteForm(request.POST)
    if not form.is_valid():
        return page(request, found, quote_form=form)
    try:
        interview_quotes.ask(interview=found, by=request.user, words=form.cleaned_data["words"])
    except interview_quotes.NotThere:
        form.add_error(
            "words", _("These words do not stand in the notes on the record. Copy them without leaving any out.")
        )
        return page(request, found, quote_form=form)
    except interview_quotes.AlreadyAsked:
        form.add_error("words", _("%(who)s has been asked about these words already.") % {"who": found.who})
        return page(request, found, quote_form=form)
    if found.person_id:
        messages.success(request, _("%(who)s is asked: may I quote this?") % {"who": found.who})
    else:
        messages.success(request, _("Ask %(who)s about it, and write down here what they say.") % {"who": found.who})
    return redirect("reviews:interview", uid=review.uid, pk=pk)


@require_POST
@for_interviewers()
def quote_take_back(request: UserRequest, review: Review, pk: int, quote: int) -> HttpResponse:
    found = one(review, pk)
    interview_quotes.take_back(
        quote=get_object_or_404(found.quotes.select_related("interview"), pk=quote), by=request.user
    )
    return redirect("reviews:interview", uid=review.uid, pk=pk)
