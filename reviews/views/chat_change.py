"""Changing a webhook: its name, its address, what it hears of, and a new signing secret."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.requests import UserRequest
from reviews.actions import webhooks as actions
from reviews.chat_access import of_webhook
from reviews.forms.chat import ChangeForm
from reviews.models import Webhook
from reviews.views.chat import SECRET_KEY, back


@sensitive_post_parameters("url")
@require_http_methods(["GET", "HEAD", "POST"])
@of_webhook
def chat_change(request: UserRequest, hook: Webhook) -> HttpResponse:
    form = ChangeForm(request.POST if request.method == "POST" else None, hook=hook)
    if form.is_bound and form.is_valid():
        actions.change(hook=hook, by=request.user, **form.cleaned_data)
        if form.cleaned_data.get("new_secret"):
            request.session[SECRET_KEY] = hook.secret
        messages.success(request, _("“%(name)s” is changed. Send a test to see whether it arrives.") % {"name": hook})
        return back(hook)
    context = {"hook": hook, "form": form, "place": hook.series or hook.team}
    return render(request, "reviews/chat/change.html", context, status=422 if form.is_bound else 200)
