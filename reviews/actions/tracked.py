"""Reads back from GitHub and Jira what became of a follow-up there. Trouble is written beside it and tried again; nothing is ever lost by it."""

import base64
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import audit
from outbox import chat_answers, fetch
from outbox.chat_post import Answer, Inside, Unreachable
from outbox.targets import BadTarget
from reviews import tracked_links
from reviews.actions import follow_up_changes
from reviews.models import Tracked
from reviews.tracked_links import GITHUB, Place, Said

AT_ONCE = 20
EVERY = timedelta(hours=1)
WHILE_READING = timedelta(minutes=10)
LONGEST_WAIT = timedelta(days=1)


def place_of(url: str) -> Place | None:
    """Where its state can be read: only of a service for which a token is set, so that a token goes nowhere else."""
    github = settings.GITHUB_URL if settings.GITHUB_TOKEN else ""
    jira = settings.JIRA_URL if settings.JIRA_TOKEN else ""
    return tracked_links.place_of(url, github=github, jira=jira)


def read_due() -> int:
    """Ask for those that are due, a few at a time; answers how many were asked for."""
    if not (settings.GITHUB_TOKEN or settings.JIRA_TOKEN):
        return 0
    now = timezone.now()
    due = Tracked.objects.filter(next_at__lte=now, follow_up__settled_at=None, follow_up__chosen_not=False)
    asked = 0
    for each in due.select_related("follow_up").order_by("next_at", "pk")[:AT_ONCE]:
        claimed = Tracked.objects.filter(pk=each.pk, next_at=each.next_at).update(next_at=now + WHILE_READING)
        if claimed:
            asked += read(each)
    return asked


def read(tracked: Tracked) -> bool:
    """Ask now; False for a link of no service that is asked. The answer is waited for outside any transaction."""
    place = place_of(tracked.url)
    if place is None:
        Tracked.objects.filter(pk=tracked.pk).update(next_at=timezone.now() + LONGEST_WAIT)
        return False
    try:
        answer = fetch.get(_base(place) + place.path, _headers(place), http=settings.CHAT_HTTP)
        _keep(tracked, _said(place, answer), place)
    except Trouble as error:
        _trouble(tracked, str(error))
    except BadTarget as error:
        _trouble(tracked, chat_answers.target_words(error.why))
    except Inside:
        _trouble(tracked, chat_answers.inside_words())
    except Unreachable as error:
        _trouble(tracked, chat_answers.unreachable_words(str(error)))
    return True


class Trouble(Exception):
    """The service answered, but not with the state. Its text is for people."""


def _base(place: Place) -> str:
    return str(settings.GITHUB_API if place.service == GITHUB else settings.JIRA_URL).rstrip("/")


def _headers(place: Place) -> dict[str, str]:
    """As the services' documentation says; Jira Cloud takes an address and a token, Jira Data Center a token alone."""
    if place.service == GITHUB:
        return {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {settings.GITHUB_TOKEN}",
            "X-GitHub-Api-Version": "2022-11-28",
        }
    pair = base64.b64encode(f"{settings.JIRA_USER}:{settings.JIRA_TOKEN}".encode()).decode()
    word = f"Basic {pair}" if settings.JIRA_USER else f"Bearer {settings.JIRA_TOKEN}"
    return {"Accept": "application/json", "Authorization": word}


def _said(place: Place, answer: Answer) -> Said:
    """Raises Trouble."""
    who = {"service": place.service, "status": answer.status}
    if answer.status in (401, 403):
        raise Trouble(_("%(service)s does not let Debrief read this (%(status)s): the token may have ended.") % who)
    if answer.status in (404, 410):
        raise Trouble(_("%(service)s does not know this page (%(status)s), or the token may not see it.") % who)
    if answer.status in (301, 302, 307, 308):
        raise Trouble(_("%(service)s says that this page has moved (%(status)s). Write its new address here.") % who)
    if answer.status != 200:
        raise Trouble(_("%(service)s could not answer now (%(status)s). It is asked again later.") % who)
    try:
        return tracked_links.said_by(place.service, answer.words)
    except ValueError:
        raise Trouble(_("%(service)s answered something that could not be understood.") % who) from None


@transaction.atomic
def _keep(tracked: Tracked, said: Said, place: Place) -> None:
    """What was done there is done here; what was closed there in another way is asked about on the follow-up's page."""
    now = timezone.now()
    kept = Tracked.objects.filter(pk=tracked.pk, url=tracked.url).update(
        state=said.state, is_closed=said.is_closed, read_at=now, trouble="", failures=0, next_at=now + EVERY
    )
    if kept and said.is_done and tracked.follow_up.is_open:
        audit.record(by=None, did="follow_up.read_back", subject=tracked.follow_up.review, service=place.service)
        follow_up_changes.done(follow_up=tracked.follow_up, by=None)


def _trouble(tracked: Tracked, words: str) -> None:
    """The last state that was read stays; the wait doubles up to a day."""
    failures = min(tracked.failures + 1, 100)
    wait = min(EVERY * 2 ** min(failures - 1, 5), LONGEST_WAIT)
    rows = Tracked.objects.filter(pk=tracked.pk, url=tracked.url)
    rows.update(trouble=words[:300], failures=failures, next_at=timezone.now() + wait)
