"""Signing a person in who has just made an account, and where they land."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def safe_next(request: HttpRequest, otherwise: str = "home") -> str:
    """The `next` of the form or the address if it is a page of ours, else the page named by `otherwise`."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure()):
        return url
    return resolve_url(otherwise)


def sign_in(request: HttpRequest, person: User) -> HttpResponseRedirect:
    login(request, person, backend=BACKEND)
    return HttpResponseRedirect(safe_next(request))
