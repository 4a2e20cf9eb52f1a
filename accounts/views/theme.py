"""Light, dark, or as the system wishes."""

from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from accounts.actions import people
from accounts.requests import UserRequest
from accounts.views.landing import safe_next


@require_POST
@signed_in
def theme(request: UserRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "")
    if chosen not in {"system", "light", "dark"}:
        return HttpResponseBadRequest()
    people.choose_theme(person=request.user, theme=chosen)
    return HttpResponseRedirect(safe_next(request))
