"""Access rules for the pages of one series, named by its number, and the signed link by which a review's facilitation is claimed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.access import View, marked, require, to_sign_in
from accounts.models import User
from accounts.verdicts import Verdict
from reviews import series_permissions
from reviews.models import FacilitatorRequest, Series

SALT = "debrief.facilitator"
SeriesRule = Callable[[User, Series], Verdict]


def for_series(rule: SeriesRule = series_permissions.see_series) -> Callable[[View], View]:
    """The view gets the series instead of `pk`: 404 for people who may not know of it, 403 with the reason if `rule` says no."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return to_sign_in(request)
            series = get_object_or_404(Series.objects.select_related("standing"), pk=pk)
            if not series_permissions.see_series(request.user, series):
                raise Http404
            require(rule(request.user, series))
            return view(request, series, *args, **kwargs)

        return marked(guarded, f"series: {rule.__name__}")

    return decorate


def claim_token(request: FacilitatorRequest, user: User) -> str:
    """For this person alone: passed on to somebody else it opens nothing."""
    return signing.dumps([request.pk, user.pk], salt=SALT)


def for_claim(view: View) -> View:
    """The view gets the request for a facilitator instead of `token`; 404 for anybody but the person it was written to."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return to_sign_in(request)
        try:
            number, person = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            raise Http404 from None
        wanted = get_object_or_404(
            FacilitatorRequest.objects.select_related("review__incident", "claimed_by"), pk=number
        )
        if person != request.user.pk or not series_permissions.answer_request(request.user, wanted):
            raise Http404
        return view(request, wanted, token)

    return marked(guarded, "whoever the link was written to")
