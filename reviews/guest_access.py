"""The access rule of a guest's pages: the device's cookie names the guest, the guest names the room, and there is no other way."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.access import View, marked
from reviews import guest_pass


def for_guest(view: View) -> View:
    """The view gets the guest; everybody else, also a guest whose room is closed to them by now, gets 404.

    For some hours a guest of a meeting that is over reads in the place of the room that it is.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        guest = guest_pass.guest_of(request)
        if guest is None and guest_pass.was_here(request):
            return _meeting_over(request)
        if guest is None:
            answer = render(request, "404.html", status=404)
            guest_pass.take_away(answer)
            return answer
        return view(request, guest, *args, **kwargs)

    return marked(guarded, "public: a guest's device carries the pass of one room, which is looked at here")


def _meeting_over(request: HttpRequest) -> HttpResponse:
    """What an open page asks for by itself when the meeting has just ended makes it read the same words, instead of failing."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    is_room = request.path == reverse("reviews:guest_room") and request.method in {"GET", "HEAD"}
    return render(request, "reviews/room/guest_over.html", status=200 if is_room else 404)
