"""Access rules of interviews: the facilitators' private space, and the page of whoever was asked. To all others neither exists."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.access import View, marked, require, to_sign_in
from accounts.models import User
from reviews import interview_permissions
from reviews.access import ReviewRule
from reviews.models import Interview, Review


def for_interviewers(rule: ReviewRule = interview_permissions.interviews) -> Callable[[View], View]:
    """The view gets the review instead of `uid`: 404 for everybody but its facilitators of now, 403 if `rule` says no."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, uid: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return to_sign_in(request)
            review = get_object_or_404(Review.objects.select_related("incident", "document", "series"), uid=uid)
            if not interview_permissions.interviews(request.user, review):
                raise Http404
            require(rule(request.user, review))
            return view(request, review, *args, **kwargs)

        return marked(guarded, f"facilitators alone: {rule.__name__}")

    return decorate


def own_interview(view: View) -> View:
    """The view gets the reader's own interview instead of `uid`, also where they have no place in the review."""

    @wraps(view)
    def guarded(request: HttpRequest, uid: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return to_sign_in(request)
        rows = Interview.objects.select_related("review__incident", "person", "chosen", "asked_by")
        interview = get_object_or_404(rows, review__uid=uid, person=request.user, taken_back_at=None)
        return view(request, interview, *args, **kwargs)

    return marked(guarded, "one’s own interview")
