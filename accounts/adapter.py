"""What allauth asks of us: who may sign up, and where people land."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Open sign-up only where the installation names domains; invited people come by their own link."""
        return bool(settings.SIGNUP_DOMAINS)
