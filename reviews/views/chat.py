"""Chat: the webhooks of a series or a team, for those who look after them."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import signed_in
from accounts.models import Team
from accounts.requests import UserRequest
from accounts.tallies import one_more
from outbox import chat, chat_answers
from outbox.models import new_message_id
from outbox.refusals import Undelivered
from reviews import chat_notes
from reviews.actions import webhooks as actions
from reviews.chat_access import of_place, of_webhook
from reviews.chat_refused import Refused, refused
from reviews.forms.chat import WORDS, WebhookForm
from reviews.models import Series, Webhook
from reviews.queries import chat as queries

# The page holds the request while the chat answers, so nobody may keep many of them busy.
TESTS_A_MINUTE = 6
SECRET_KEY = "webhook-secret"  # noqa: S105 — where in the session it waits to be shown once


@require_safe
@signed_in
def chats(request: UserRequest) -> HttpResponse:
    """The series and teams whose webhooks this person looks after."""
    series, teams = queries.managed(request.user)
    hooks = Webhook.objects.filter(Q(series__in=series) | Q(team__in=teams), pk__in=refused(Webhook.objects.all()))
    context = {
        "series": series,
        "teams": teams,
        "lost_series": {hook.series_id for hook in hooks},
        "lost_teams": {hook.team_id for hook in hooks},
    }
    return render(request, "reviews/chat/list.html", context)


def _page(request: UserRequest, place: Series | Team) -> HttpResponse:
    form = WebhookForm(request.POST if request.method == "POST" else None, initial={"service": Webhook.Service.SLACK})
    if form.is_bound and form.is_valid():
        hook = actions.add(place=place, by=request.user, **form.cleaned_data)
        if hook.secret:
            request.session[SECRET_KEY] = hook.secret
        messages.success(request, _("“%(name)s” is added. Send a test to see whether it arrives.") % {"name": hook})
        return back(hook)
    context = {
        "place": place,
        "is_team": isinstance(place, Team),
        "hooks": _told(list(place.webhooks.all())),
        "form": form,
        "secret": request.session.pop(SECRET_KEY, ""),
    }
    return render(request, "reviews/chat/place.html", context, status=422 if form.is_bound else 200)


def _told(hooks: list[Webhook]) -> list[tuple[Webhook, list[str], Refused | None]]:
    """Each with what it hears of, and what did not arrive lately."""
    lost = refused(hooks)
    return [(hook, [str(WORDS[event]) for event in hook.events if event in WORDS], lost.get(hook.pk)) for hook in hooks]


def back(hook: Webhook) -> HttpResponse:
    """To the page of its series or team."""
    if hook.series_id:
        return redirect("reviews:chat_series", pk=hook.series_id)
    return redirect("reviews:chat_team", pk=hook.team_id)


@sensitive_post_parameters("url")
@require_http_methods(["GET", "HEAD", "POST"])
@of_place(Series)
def chat_series(request: UserRequest, place: Series) -> HttpResponse:
    return _page(request, place)


@sensitive_post_parameters("url")
@require_http_methods(["GET", "HEAD", "POST"])
@of_place(Team)
def chat_team(request: UserRequest, place: Team) -> HttpResponse:
    return _page(request, place)


@require_POST
@of_webhook
def chat_test(request: UserRequest, hook: Webhook) -> HttpResponse:
    """Posts at once, past the outbox, because somebody is waiting to see the answer."""
    if _too_many(request.user.pk):
        messages.error(request, _("That were many tests in a minute. Wait a little before the next one."))
        return back(hook)
    try:
        answer = chat_answers.deliver(chat.pack(new_message_id(), chat_notes.trial(hook)))
    except Undelivered as error:
        said = {"name": hook, "why": error.refusal.reason}
        messages.error(request, _("The test did not arrive at “%(name)s”. %(why)s") % said)
    else:
        said = {"name": hook, "status": f"{answer.status} {chat_answers.first_words(answer)}".strip()}
        messages.success(request, _("The test arrived at “%(name)s”; the answer was: %(status)s") % said)
    return back(hook)


def _too_many(person: int) -> bool:
    return one_more(f"chat-tests:{person}", 60) > TESTS_A_MINUTE


def _changed(request: UserRequest, hook: Webhook, act: Callable[..., None], said: str) -> HttpResponse:
    place = back(hook)
    act(hook=hook, by=request.user)
    messages.success(request, said % {"name": hook.name})
    return place


@require_POST
@of_webhook
def chat_pause(request: UserRequest, hook: Webhook) -> HttpResponse:
    return _changed(request, hook, actions.pause, _("“%(name)s” is paused: nothing is sent there until it goes on."))


@require_POST
@of_webhook
def chat_go_on(request: UserRequest, hook: Webhook) -> HttpResponse:
    return _changed(request, hook, actions.go_on, _("“%(name)s” goes on. What happened meanwhile is not told."))


@require_POST
@of_webhook
def chat_remove(request: UserRequest, hook: Webhook) -> HttpResponse:
    return _changed(request, hook, actions.remove, _("“%(name)s” is removed, and its address forgotten."))
