"""The page behind an account invitation's link: looking changes nothing, sending the form makes the account and signs in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.access import public
from accounts.actions import invitations
from accounts.forms.people import NewAccountForm
from accounts.link_codes import digest
from accounts.models import AccountInvitation, User
from accounts.views.landing import safe_next, sign_in


def _closed(request: HttpRequest, invitation: AccountInvitation) -> HttpResponse | None:
    """The page that says why this link makes no account, if so."""
    has_account = invitation.is_used or User.objects.filter(email=invitation.email).exists()
    if not has_account and not invitation.is_expired:
        return None
    context = {"invitation": invitation, "has_account": has_account, "next": safe_next(request)}
    return render(request, "accounts/invitation_closed.html", context, status=410)


@require_http_methods(["GET", "HEAD", "POST"])
@public("whoever holds the link was invited; it is the only key")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = AccountInvitation.objects.select_related("invited_by").filter(token_hash=digest(token)).first()
    if found is None:
        raise Http404
    closed = _closed(request, found)
    if closed:
        return closed
    form = NewAccountForm(request.POST or None, address=found.email)
    if request.user.is_authenticated or not form.is_valid():
        context = {"form": form, "invitation": found, "next": request.POST.get("next") or request.GET.get("next", "")}
        return render(request, "accounts/invitation.html", context)
    given = form.cleaned_data
    try:
        person = invitations.accept(
            token=token, name=given["name"], time_zone=given["time_zone"], password=given["password"] or None
        )
    except invitations.NoLongerOpen:
        found.refresh_from_db()
        return _closed(request, found) or render(request, "accounts/invitation.html", {"form": form}, status=409)
    return sign_in(request, person)
