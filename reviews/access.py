"""Access rules for views of one review, named by its `uid` in the address."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.access import View, marked, require, to_sign_in
from accounts.models import User
from accounts.verdicts import Verdict
from reviews import permissions
from reviews.models import Review

ReviewRule = Callable[[User, Review], Verdict]


def for_review(rule: ReviewRule = permissions.see) -> Callable[[View], View]:
    """The view gets the review instead of `uid`: 404 for people who may not see it, 403 with the reason if `rule` says no."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, uid: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return to_sign_in(request)
            review = get_object_or_404(Review.objects.select_related("incident", "document", "series", "poll"), uid=uid)
            if request.method in ("GET", "HEAD"):
                review.known_roles = {}
            if not permissions.see(request.user, review):
                raise Http404
            require(rule(request.user, review))
            return view(request, review, *args, **kwargs)

        return marked(guarded, f"review: {rule.__name__}")

    return decorate
