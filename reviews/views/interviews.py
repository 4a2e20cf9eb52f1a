"""The facilitators' page of interviews: whom to talk to next, who was asked, asking, and the overview of the analysis."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require
from accounts.models import User
from accounts.requests import UserRequest
from outbox.mail import Mail
from reviews import interview_mails, interview_permissions, permissions
from reviews.actions import documents, interview_quotes
from reviews.actions import interviews as actions
from reviews.forms.interviews import AskForm, promised_day
from reviews.interview_access import for_interviewers
from reviews.models import Interview, Review
from reviews.queries import interviews as queries
from reviews.queries import plan


@require_safe
@for_interviewers()
def interviews(request: UserRequest, review: Review) -> HttpResponse:
    context = {
        "review": review,
        "spine": plan.spine(review),
        "desk": queries.desk(review),
        "readers": queries.readers(review),
        "overview": interview_quotes.overview(review),
        "older": interview_quotes.older_overview(review),
        "may_ask": interview_permissions.ask(request.user, review),
        "may_write": permissions.edit_document(request.user, review),
    }
    return render(request, "reviews/interviews/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_interviewers(interview_permissions.ask)
def interview_ask(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Ask somebody for the first time, or offer other times."""
    person = queries.candidates(review).get(pk)
    if person is None:
        raise Http404
    earlier = queries.of(review).filter(person=person, taken_back_at=None).first()
    if earlier:
        require(interview_permissions.ask_again(earlier))
    sent = request.POST if request.method == "POST" else None
    first = {"time_zone": request.user.zone.key, "until": promised_day(review), "minutes": 30}
    form = AskForm(sent, review=review, again=earlier is not None, initial=first)
    if sent is not None and form.is_valid():
        return _asked(request, review, person, form, earlier)
    context = {"review": review, "person": person, "form": form, "earlier": earlier, "readers": queries.readers(review)}
    context["spine"] = plan.spine(review)
    context["letter"] = _letter(request, review, person, form, earlier)
    return render(request, "reviews/interviews/ask.html", context, status=422 if sent is not None else 200)


def _letter(request: UserRequest, review: Review, person: User, form: AskForm, earlier: Interview | None) -> Mail:
    """As it would be sent now, on the person's clock; the page asks for it again with each answer, as a GET that carries the form."""
    if request.method != "POST" and request.GET:
        form = AskForm(request.GET, review=review, again=earlier is not None, initial=form.initial)
    link = _("(the link to the answer stands here)")
    until = earlier.until if earlier else promised_day(review)
    with timezone.override(person.zone):
        return interview_mails.asking(review=review, by=request.user, link=link, **form.told(until))


def _asked(
    request: UserRequest, review: Review, person: User, form: AskForm, earlier: Interview | None
) -> HttpResponse:
    until = earlier.until if earlier else form.cleaned_data["until"]
    actions.ask(review=review, person=person, by=request.user, offer=form.offer, until=until)
    messages.success(request, _("%(who)s is asked for a chat, by mail and on their start page.") % {"who": person})
    return redirect("reviews:interviews", uid=review.uid)


@require_POST
@for_interviewers(permissions.edit_document)
def overview(request: UserRequest, review: Review) -> HttpResponse:
    """Put the overview into the document, in the place of the earlier one."""
    saved = interview_quotes.put_overview(review=review, by=request.user)
    if isinstance(saved, documents.Saved) and not saved.new:
        messages.info(request, _("The document has this overview already."))
        return redirect("reviews:interviews", uid=review.uid)
    messages.success(request, _("The overview stands in the document, as a revision of its own."))
    return redirect("reviews:document", uid=review.uid)


@require_safe
@for_interviewers()
def quote_picker(request: UserRequest, review: Review) -> HttpResponse:
    """Beside the editor: what was agreed, to be put where one writes."""
    return render(request, "reviews/interviews/picker.html", {"review": review, "quotes": queries.agreed(review)})
