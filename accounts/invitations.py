"""The secret in an account invitation's link: made from the row and the installation's key, so that no message row has to hold it."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from accounts.link_codes import code
from accounts.models import AccountInvitation


def token_of(invitation: AccountInvitation) -> str:
    """The same every time for one row, and unknown to whoever reads the database without the key."""
    return code("accounts.invitation", invitation.uid)


def link(invitation: AccountInvitation, *, then: str = "") -> str:
    """The whole address to mail; built when the message is sent. `then`: a path to land on after the account exists."""
    path = reverse("accounts:invitation", args=[token_of(invitation)])
    query = f"?{urlencode({'next': then})}" if then else ""
    return f"{settings.BASE_URL}{path}{query}"
