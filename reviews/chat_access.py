"""Access rules for the pages about webhooks, which belong to a series or to a team and to no single review."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.access import View, marked, require, to_sign_in
from accounts.models import Team, User
from reviews.chat_permissions import manage_chat
from reviews.models import Series, Webhook
from reviews.queries.chat import knows_series


def _check(user: User, place: Series | Team) -> None:
    if isinstance(place, Series) and not user.is_admin and not knows_series(user, place):
        raise Http404
    require(manage_chat(user, place))


def of_place(model: type[Series] | type[Team]) -> Callable[[View], View]:
    """The view gets the series or team instead of `pk`: 404 for people to whom it is nothing, 403 for those who may not."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return to_sign_in(request)
            place = get_object_or_404(model._default_manager.all(), pk=pk)
            assert isinstance(place, Series | Team)
            _check(request.user, place)
            return view(request, place, *args, **kwargs)

        return marked(guarded, f"manages chat of {model.__name__}")

    return decorate


def of_webhook(view: View) -> View:
    """The view gets the webhook instead of `uid`, by the rule of its series or team."""

    @wraps(view)
    def guarded(request: HttpRequest, uid: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return to_sign_in(request)
        hook = get_object_or_404(Webhook.objects.select_related("series", "team"), uid=uid)
        place = hook.series or hook.team
        assert place  # the database's constraint
        _check(request.user, place)
        return view(request, hook, *args, **kwargs)

    return marked(guarded, "manages chat of the webhook's place")
