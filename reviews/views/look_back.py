"""After a meeting: a private page for its facilitators, and over time each one's own log."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import date
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import signed_in
from accounts.requests import UserRequest
from reviews import series_permissions
from reviews.access import for_review
from reviews.actions import look_backs
from reviews.forms.series import LookBackForm
from reviews.models import LookBack, Review
from reviews.queries import facilitators as queries
from reviews.queries import plan
from reviews.queries import series as series_queries

PAGE = 20


MEANWHILE = gettext_lazy(
    "Another window of yours saved meanwhile. What you wrote is still here; the button below shows what the other one wrote beside it."
)


def _held(own: LookBack | None) -> dict[str, str]:
    return {name: getattr(own, name) for name in ("went_well", "to_try", "for_co")} if own else {}


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_review(series_permissions.look_back)
def look_back(request: UserRequest, review: Review) -> HttpResponse:
    written = queries.look_backs(review)
    own = next((each for each in written if each.by_id == request.user.pk), None)
    sent = request.POST if request.method == "POST" else None
    form = LookBackForm(sent, initial=_held(own), may_be_empty=own is not None)
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


@sensitive_post_parameters()
@require_POST
@for_review(series_permissions.look_back)
def look_back_save(request: UserRequest, review: Review) -> JsonResponse:
    """Autosave, as js/saving.js asks: {said, merged, seen}, or 422 {said}."""
    own = queries.own_look_back(review, request.user)
    form = LookBackForm(request.POST, initial=_held(own), may_be_empty=own is not None)
    if form.has_error(NON_FIELD_ERRORS, "seen"):
        return JsonResponse({"said": str(MEANWHILE)}, status=422)
    if not form.is_valid():
        return JsonResponse({"said": " ".join(str(each) for some in form.errors.values() for each in some)}, status=422)
    kept = look_backs.write(review=review, by=request.user, **form.cleaned_data)
    seen = LookBackForm(initial=_held(kept), may_be_empty=True).initial["seen"]
    said = _("Saved %(time)s") % {"time": date(timezone.localtime(), "H:i")}
    return JsonResponse({"said": said, "merged": "", "seen": seen})


@require_safe
@signed_in
def facilitator_log(request: UserRequest) -> HttpResponse:
    page = Paginator(queries.log(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "reviews/series/log.html", {"page": page})
