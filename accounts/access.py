"""Access rules for views. Each view carries one; a test walks all addresses and fails on a view without."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.models import User
from accounts.verdicts import Verdict
from accounts.written import page_before, texts

View = Callable[..., HttpResponseBase]
Rule = Callable[[User], Verdict]


def marked(view: View, rule: str) -> View:
    """Write the rule's name on the view, where the guard test and the table of rights read it."""
    view.access_rule = rule  # type: ignore[attr-defined]
    return view


def public(why: str) -> Callable[[View], View]:
    """Anyone, signed in or not; the reason is read by the guard test."""
    return lambda view: marked(view, f"public: {why}")


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page; a fragment request gets 401 and is sent there as a whole page (attack 11).

    Somebody whose session ended while they wrote gets their text back instead.
    """
    if request.headers.get("HX-Request"):
        before = page_before(request)
        query = f"?{urlencode({'next': before})}" if before else ""
        return HttpResponse(status=401, headers={"HX-Redirect": reverse("account_login") + query})
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path())
    written = texts(request)
    if written:
        context = {"texts": written, "before": page_before(request)}
        return render(request, "accounts/signed_out.html", context, status=401)
    return redirect_to_login(page_before(request) or "/")


def require(verdict: Verdict) -> None:
    """Stop with 403 and the verdict's reason unless it is a yes."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


def signed_in(view: View) -> View:
    """Anyone with an account."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return marked(guarded, "signed in")


def allowed(rule: Rule) -> Callable[[View], View]:
    """Anyone signed in for whom `rule(user)` is a yes; others get 403 with its reason."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return to_sign_in(request)
            require(rule(request.user))
            return view(request, *args, **kwargs)

        return marked(guarded, f"signed in and {rule.__name__}")

    return decorate
