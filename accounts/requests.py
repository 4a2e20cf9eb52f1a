"""Typed requests: what every view may rely on once its access rule has passed."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class Request(HttpRequest):
    """A request of anyone, signed in or not."""

    htmx: HtmxDetails


class UserRequest(Request):
    """A request of a person who is signed in."""

    user: User
