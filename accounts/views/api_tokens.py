"""The reader's own tokens for programs: to make one, which is shown once, and to revoke."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import signed_in
from accounts.actions import api_tokens
from accounts.forms.api_tokens import TokenForm
from accounts.requests import UserRequest


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def tokens(request: UserRequest) -> HttpResponse:
    """The answer to the form itself holds the secret, so that it lies in no session and is gone after a reload."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    made, status = None, 200
    if form.is_bound:
        made, status = _make(request, form), 422
    if made:
        form, status = TokenForm(), 201
    context = {"form": form, "made": made, "tokens": request.user.api_tokens.all()}
    return render(request, "accounts/api_tokens.html", context, status=status)


def _make(request: UserRequest, form: TokenForm) -> api_tokens.Made | None:
    if not form.is_valid():
        return None
    try:
        return api_tokens.make(person=request.user, **form.cleaned_data)
    except api_tokens.TooMany:
        form.add_error(None, _("You have many tokens already. Revoke one that is no longer needed first."))
        return None


@require_POST
@signed_in
def revoke(request: UserRequest, uid: object) -> HttpResponse:
    token = get_object_or_404(request.user.api_tokens, uid=uid)
    api_tokens.revoke(token=token, by=request.user)
    messages.success(request, _("“%(name)s” is revoked. It opens nothing any more.") % {"name": token.name})
    return redirect("accounts:tokens")
