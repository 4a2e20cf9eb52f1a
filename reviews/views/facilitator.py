"""Looking for a neutral facilitator of a review, and the page behind the link by which one claims it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import UserRequest
from reviews import series_permissions
from reviews.access import for_review
from reviews.actions import facilitator_requests as actions
from reviews.forms.series import RequestForm
from reviews.models import FacilitatorRequest, Review, Stage
from reviews.queries import facilitators as queries
from reviews.queries import plan
from reviews.series_access import for_claim


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(series_permissions.request_facilitator)
def facilitator(request: UserRequest, review: Review) -> HttpResponse:
    choices = queries.choices(review) if review.series_id else []
    neutral = [each.user.pk for each in choices if each.neutral]
    sent = request.POST if request.method == "POST" else None
    form = RequestForm(sent, users=[each.user for each in choices], initial={"people": neutral})
    if form.is_bound and form.is_valid():
        users = list(form.cleaned_data["people"])
        try:
            actions.ask(review=review, by=request.user, users=users)
        except actions.AlreadyAsked:
            messages.info(request, _("People were asked already; their answer is still open."))
        else:
            messages.success(request, _("They get a mail with a link. The first who takes it has it."))
        return redirect("reviews:facilitator", uid=review.uid)
    context = {
        "review": review,
        "spine": plan.spine(review, "meeting"),
        "choices": choices,
        "chosen": {str(value) for value in form["people"].value() or []},
        "waiting": queries.waiting(review),
        "form": form,
    }
    return render(request, "reviews/series/facilitator.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_review(series_permissions.request_facilitator)
def facilitator_take_back(request: UserRequest, review: Review) -> HttpResponse:
    actions.take_back(review=review, by=request.user)
    return redirect("reviews:facilitator", uid=review.uid)


@require_http_methods(["GET", "HEAD", "POST"])
@for_claim
def claim(request: UserRequest, wanted: FacilitatorRequest, token: str) -> HttpResponse:
    review = wanted.review
    late = review.stage != Stage.PREPARING
    if request.method == "POST" and not late and actions.claim(request=wanted, by=request.user):
        messages.success(request, _("You facilitate this review now. Thank you."))
        return redirect("reviews:review", uid=review.uid)
    if request.method == "POST":
        return redirect("reviews:claim", token=token)
    context = {"review": review, "wanted": wanted, "late": late}
    return render(request, "reviews/series/claim.html", context)
