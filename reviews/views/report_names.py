"""How far a person may be named in a report: one's own page, and what facilitators were told by people without an account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from reviews.access import for_review
from reviews.actions import report_names as actions
from reviews.forms.report import NameForm, NotedForm
from reviews.models import NameChoice, Review
from reviews.queries import plan, report_names
from reviews.report_permissions import choose_name, write_report


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(choose_name)
def report_name(request: UserRequest, review: Review) -> HttpResponse:
    known = next((each for each in report_names.people(review) if each.user == request.user), None)
    mine = NameChoice.objects.filter(review=review, person=request.user).first()
    form = NameForm(request.POST or None, initial={"widest": mine.widest if mine else ""})
    if request.method == "POST" and form.is_valid():
        actions.choose(review=review, person=request.user, widest=form.cleaned_data["widest"])
        messages.success(request, _("Kept. It counts from now on, also in what is published already."))
        return redirect("reviews:report_name", review.uid)
    context = {
        "review": review,
        "spine": plan.spine(review, "report"),
        "form": form,
        "words": known.words if known else _("a colleague"),
    }
    status = 422 if form.errors else 200
    return render(request, "reviews/report/name.html", context, status=status)


@require_POST
@for_review(write_report)
def report_noted(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Of somebody without an account; who has one says it themselves."""
    involvement = get_object_or_404(review.incident.involvements.filter(user=None), pk=pk)
    form = NotedForm(request.POST)
    if form.is_valid():
        actions.note(review=review, involvement=involvement, by=request.user, widest=form.cleaned_data["widest"])
        messages.success(request, _("Kept as they told you."))
    else:
        messages.error(request, _("Choose who may read the name."))
    return redirect("reviews:report_publish", review.uid)
