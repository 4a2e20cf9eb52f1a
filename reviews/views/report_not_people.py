"""Words of a report that were taken for somebody's name and are a product's or a place's: said so, and taken back."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest
from reviews.access import for_review
from reviews.actions import report_names as actions
from reviews.forms.report import NotAPersonForm
from reviews.models import NotAPerson, Review
from reviews.queries import report_names
from reviews.report_permissions import write_report
from reviews.views import report_publish
from reviews.views.report_write import begun


def _back(request: UserRequest, review: Review) -> HttpResponseRedirect:
    """To the page where the button was."""
    if request.POST.get("back") == "write":
        return redirect(reverse("reviews:report_write", args=[review.uid]) + "#as-read")
    return redirect(reverse("reviews:report_publish", args=[review.uid]) + "#names")


@require_POST
@for_review(write_report)
def report_not_a_person(request: UserRequest, review: Review) -> HttpResponse:
    report = begun(review)
    form = NotAPersonForm(request.POST, known=report_names.people(review, f"{report.text} {request.POST.get('words')}"))
    if not form.is_valid():
        return report_publish.page(request, report, status=422, not_person_form=form)
    words = form.cleaned_data["words"]
    actions.not_a_person(review=review, by=request.user, words=words)
    messages.success(
        request, _("“%(words)s” is nobody’s name, and stays as it is in every version.") % {"words": words}
    )
    return _back(request, review)


@require_POST
@for_review(write_report)
def report_a_person(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    nobody = get_object_or_404(NotAPerson.objects.select_related("review"), review=review, pk=pk)
    actions.a_person(nobody=nobody, by=request.user)
    messages.success(request, _("“%(words)s” is read as a name again.") % {"words": nobody.words})
    return _back(request, review)
