"""For those who run the installation: everybody with an account, who is invited, and inviting more."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts import queries
from accounts.access import allowed
from accounts.actions import invitations
from accounts.forms.people import InviteForm
from accounts.invitations import link
from accounts.lines import line
from accounts.mails import send_invitation
from accounts.models import AccountInvitation
from accounts.permissions import administer
from accounts.requests import UserRequest

ON_ONE_PAGE = 50


def _page(request: UserRequest, form: InviteForm, status: int = 200) -> HttpResponse:
    text = line(request.GET.get("q"), 100)
    page = Paginator(queries.people(text), ON_ONE_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "q": text, "form": form, "invitations": queries.open_invitations()}
    return render(request, "accounts/people.html", context, status=status)


def _mail(request: UserRequest, invitation: AccountInvitation) -> bool:
    """Says so on the page if the mail did not go out; the link is shown there, to be passed on by hand."""
    if send_invitation(invitation):
        return True
    text = _(
        "The mail to %(email)s could not be sent yet; it is tried again. You can pass this link on yourself: %(link)s"
    )
    messages.error(request, text % {"email": invitation.email, "link": link(invitation)})
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(administer)
def people(request: UserRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if not form.is_valid():
        return _page(request, form)
    sent = 0
    for email in form.cleaned_data["emails"]:
        try:
            invitation = invitations.invite(email=email, by=request.user)
        except invitations.AlreadyHere:
            messages.info(request, _("%(email)s has an account already.") % {"email": email})
        else:
            sent += _mail(request, invitation)
    if sent:
        text = ngettext("%(count)d person is invited.", "%(count)d people are invited.", sent)
        messages.success(request, text % {"count": sent})
    return redirect("accounts:people")


@require_POST
@allowed(administer)
def send_again(request: UserRequest, uid: str) -> HttpResponse:
    found = get_object_or_404(AccountInvitation, uid=uid, accepted_at=None)
    try:
        invitation = invitations.invite(email=found.email, by=request.user)
    except invitations.AlreadyHere:
        messages.info(request, _("%(email)s has an account already.") % {"email": found.email})
    else:
        if _mail(request, invitation):
            text = _("%(email)s is invited again; the link works for 14 days from now.")
            messages.success(request, text % {"email": found.email})
    return redirect("accounts:people")


@require_POST
@allowed(administer)
def withdraw(request: UserRequest, uid: str) -> HttpResponse:
    found = get_object_or_404(AccountInvitation, uid=uid, accepted_at=None)
    invitations.withdraw(invitation=found, by=request.user)
    messages.success(request, _("The invitation of %(email)s is withdrawn.") % {"email": found.email})
    return redirect("accounts:people")
