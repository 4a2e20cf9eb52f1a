"""After a meeting: a private page for its facilitators, and over time each one's own log."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import signed_in
from accounts.requests import UserRequest
from reviews import series_permissions
from reviews.access import for_review
from reviews.actions import look_backs
from reviews.forms.series import LookBackForm
from reviews.models import Review
from reviews.queries import facilitators as queries
from reviews.queries import plan
from reviews.queries import series as series_queries

PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(series_permissions.look_back)
def look_back(request: UserRequest, review: Review) -> HttpResponse:
    written = queries.look_backs(review)
    own = next((each for each in written if each.by_id == request.user.pk), None)
    held = {name: getattr(own, name) for name in ("went_well", "to_try", "for_co")} if own else {}
    form = LookBackForm(request.POST if request.method == "POST" else None, initial=held)
    if form.is_bound and form.is_valid():
        look_backs.write(review=review, by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept. Only the facilitators of this review can read it."))
        return redirect("reviews:look_back", uid=review.uid)
    context = {
        "review": review,
        "spine": plan.spine(review, "meeting"),
        "form": form,
        "others": [each for each in written if each.by_id != request.user.pk],
        "leaders": series_queries.leaders([review.pk])[review.pk],
    }
    return render(request, "reviews/series/look_back.html", context, status=422 if form.is_bound else 200)


@require_safe
@signed_in
def facilitator_log(request: UserRequest) -> HttpResponse:
    page = Paginator(queries.log(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "reviews/series/log.html", {"page": page})
