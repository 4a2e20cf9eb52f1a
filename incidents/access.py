"""Access rules for views of one incident, named by its `uid` in the address."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.access import View, marked, require, to_sign_in
from accounts.models import User
from accounts.verdicts import Verdict
from incidents import permissions
from incidents.models import Incident

IncidentRule = Callable[[User, Incident], Verdict]


def for_incident(rule: IncidentRule = permissions.see) -> Callable[[View], View]:
    """The view gets the incident instead of `uid`: 404 for people who may not see it, 403 with the reason if `rule` says no."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, uid: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return to_sign_in(request)
            incident = get_object_or_404(Incident, uid=uid)
            if not permissions.see(request.user, incident):
                raise Http404
            require(rule(request.user, incident))
            return view(request, incident, *args, **kwargs)

        return marked(guarded, f"incident: {rule.__name__}")

    return decorate
