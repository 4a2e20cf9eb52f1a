"""The access rule of a guest's pages: the device's cookie names the guest, the guest names the room, and there is no other way."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from accounts.access import View, marked
from reviews import guest_pass


def for_guest(view: View) -> View:
    """The view gets the guest; everybody else, also a guest whose room is closed to them by now, gets 404."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        guest = guest_pass.guest_of(request)
        if guest is None:
            answer = render(request, "404.html", status=404)
            guest_pass.take_away(answer)
            return answer
        return view(request, guest, *args, **kwargs)

    return marked(guarded, "public: a guest's device carries the pass of one room, which is looked at here")
