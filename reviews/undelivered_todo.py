"""Rows of the home page about mails and chat notices that do not arrive, for those who have to mend that."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Team, User
from reviews import series_care
from reviews.chat_refused import refused
from reviews.models import Participation, Review, Stage, Webhook
from reviews.queries.undelivered import undelivered
from reviews.todo import MEETING, Task


def rows(user: User, places: Iterable[Participation]) -> Iterator[Task]:
    """`places`: theirs. Two queries for those whose mails arrive and who look after no webhook."""
    led = [place.review for place in places if place.role == Participation.Role.FACILITATOR]
    yield from _mails([review for review in led if review.stage in (Stage.PREPARING, Stage.MEETING)])
    yield from _chats(user)


def _mails(reviews: list[Review]) -> Iterator[Task]:
    lost = undelivered(reviews) if reviews else {}
    for review in reviews:
        for each in lost.get(review.pk, []):
            url = reverse("reviews:proof", args=[review.uid])
            what = _("Mail does not reach %(who)s") % {"who": each.who}
            yield Task(what, str(review), url, review.meets_at, "late", _("to mend"), review.time_zone, MEETING)


def _chats(user: User) -> Iterator[Task]:
    own = Q(series__in=series_care.looked_after(user).values("pk"))
    if user.is_admin:
        own |= Q(team__isnull=False)
    hooks = list(Webhook.objects.filter(own, paused_at=None, stopped_at=None).select_related("series", "team"))
    lost = refused(hooks) if hooks else {}
    for hook in hooks:
        if hook.pk in lost:
            yield Task(
                _("Notices do not arrive at “%(name)s”") % {"name": hook.name},
                str(hook.series or hook.team),
                _page(hook),
                None,
                "late",
                _("to mend"),
            )


def _page(hook: Webhook) -> str:
    if isinstance(hook.team, Team):
        return reverse("reviews:chat_team", args=[hook.team.pk])
    return reverse("reviews:chat_series", args=[hook.series_id])
