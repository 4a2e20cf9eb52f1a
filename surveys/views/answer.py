"""Answering a survey without signing in. The token leaves the address at once, into a cookie of this path alone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public
from reviews import meeting_entry
from surveys.actions import surveys
from surveys.forms import AnswerForm

COOKIE = "survey"
TEN_MINUTES = 600


def _private(response: HttpResponse) -> HttpResponse:
    """Nobody is told of an address with a token, and nothing is kept."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def _refused(request: HttpRequest, error: Exception) -> HttpResponse:
    status = {surveys.Unknown: 404, surveys.AlreadyAnswered: 409, surveys.Closed: 410}[type(error)]
    return _private(render(request, "surveys/refused.html", {"status": status}, status=status))


REFUSALS = (surveys.Unknown, surveys.AlreadyAnswered, surveys.Closed)


@require_safe
@public("the link of the mail; no sign-in is needed to answer")
def enter(request: HttpRequest, token: str) -> HttpResponse:
    try:
        surveys.invite_of(token)
    except REFUSALS as error:
        return _refused(request, error)
    response = _private(redirect("surveys:answer"))
    path = reverse("surveys:answer")
    # Lax: with Strict a browser that comes from a webmail page would not send it after the redirect.
    response.set_cookie(
        COOKIE, token, TEN_MINUTES, path=path, secure=settings.PRODUCTION, httponly=True, samesite="Lax"
    )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@public("answered without signing in, by the link's cookie")
def answer(request: HttpRequest) -> HttpResponse:
    token = request.COOKIES.get(COOKIE, "")
    try:
        invite = surveys.invite_of(token)
        form = AnswerForm(request.POST if request.method == "POST" else None, survey=invite.survey)
        if form.is_bound and form.is_valid():
            surveys.submit(token=token, ratings=form.ratings(), text=form.cleaned_data["text"])
            response = _private(redirect("surveys:thanks"))
            response.delete_cookie(COOKIE, path=reverse("surveys:answer"), samesite="Lax")
            return response
    except REFUSALS as error:
        return _refused(request, error)
    context = {"form": form, "survey": invite.survey, "hidden": meeting_entry.hidden(invite.survey.review)}
    response = _private(render(request, "surveys/answer.html", context, status=422 if form.is_bound else 200))
    # This address has no token; under "no-referrer" a browser posts the form with "Origin: null", and Django refuses that.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@require_safe
@public("the same words for everybody who answered")
def thanks(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "surveys/thanks.html"))
