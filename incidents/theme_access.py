"""Access rules for views of one theme, named by its number in the address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from accounts.access import View, marked, require, to_sign_in
from accounts.models import User
from accounts.verdicts import YES, Verdict
from incidents import permissions
from incidents.models import Theme

ThemeRule = Callable[[User, Theme], Verdict]


def see_theme(user: User, theme: Theme) -> Verdict:
    """Asked of themes that were found among the visible ones."""
    return YES


def for_theme(rule: ThemeRule = see_theme) -> Callable[[View], View]:
    """The view gets the theme instead of `pk`: 404 for people who may not know of it, 403 with the reason if `rule` says no.

    One that was merged leads to the other.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not isinstance(user, User):
                return to_sign_in(request)
            theme = permissions.visible_themes(user).filter(pk=pk).first()
            if theme is None:
                merged = get_object_or_404(permissions.visible_names(user), pk=pk)
                return redirect("themes:theme", pk=merged.merged_into_id)
            require(rule(user, theme))
            return view(request, theme, *args, **kwargs)

        return marked(guarded, f"theme: {rule.__name__}")

    return decorate
