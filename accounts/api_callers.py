"""Whose token a request of the JSON interface carries, and how often it has called in this minute."""

import time

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts.api_told import Problem
from accounts.link_codes import digest
from accounts.models import ApiToken
from accounts.tallies import one_more

A_MINUTE = 600
ASKS = {"WWW-Authenticate": 'Bearer realm="Debrief"'}


def caller(request: HttpRequest) -> ApiToken:
    """By the Authorization header alone: neither a session nor a token in the address counts (attack 16).

    An account that may not sign in, or has another password since, has no valid token (attack 42).
    """
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        raise Problem(401, _("Send a personal token in the Authorization header: Bearer debrief_…"), headers=ASKS)
    token = ApiToken.objects.select_related("person").filter(token_hash=digest(secret.strip())).first()
    if token is None or token.is_expired or not token.person.is_active or not _marked(token):
        raise Problem(401, _("This token is not valid, or not any more."), headers=ASKS)
    return token


def _marked(token: ApiToken) -> bool:
    marks = [token.person.get_session_auth_hash(), *token.person.get_session_auth_fallback_hash()]
    return any(constant_time_compare(token.mark, mark) for mark in marks)


def count(token: ApiToken) -> None:
    """Raises a problem with 429 over `A_MINUTE` requests within a minute of the clock."""
    now = int(time.time())
    key = f"api:{token.pk}:{now // 60}"
    if one_more(key, 120) > A_MINUTE:
        left = str(60 - now % 60)
        raise Problem(429, _("More than %(n)d requests in a minute.") % {"n": A_MINUTE}, headers={"Retry-After": left})
