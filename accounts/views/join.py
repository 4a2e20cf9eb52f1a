"""Asking for an account with an address of one of the installation's domains; the link goes to the address, so it must be one's own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.access import public
from accounts.actions import invitations
from accounts.forms.people import JoinForm
from accounts.mails import send_already_here, send_invitation
from accounts.models import User
from accounts.tallies import one_more

MOST_MAILS = 3
PER_SECONDS = 600


def _may_mail(email: str) -> bool:
    """At most three mails in ten minutes to one address; the page says the same either way."""
    return one_more(f"join:{email}", PER_SECONDS) <= MOST_MAILS


def _mail(email: str) -> None:
    if not _may_mail(email):
        return
    try:
        send_invitation(invitations.invite(email=email, by=None))
    except invitations.AlreadyHere:
        person = User.objects.filter(email=email, is_active=True).first()
        if person:
            send_already_here(person)


@require_http_methods(["GET", "HEAD", "POST"])
@public("whoever has no account yet asks for one here")
def join(request: HttpRequest) -> HttpResponse:
    if not settings.SIGNUP_DOMAINS:
        return render(request, "accounts/join_closed.html")
    form = JoinForm(request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/join.html", {"form": form, "domains": settings.SIGNUP_DOMAINS})
    email = form.cleaned_data["email"]
    _mail(email)
    return render(request, "accounts/join_sent.html", {"email": email})
