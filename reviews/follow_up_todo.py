"""Rows of the home page about what somebody took on after a review, and about ideas that wait for their word."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.templatetags.face import day
from reviews import soaking
from reviews.models import Chooser, IdeaWord, ParkedItem, Participation, Stage
from reviews.queries import choosing, follow_ups
from reviews.todo import Task

NEAR = timedelta(days=7)
MOST = 5  # each with a row; of more there is one row
ASKED_FOR = timedelta(days=30)


def rows(user: User) -> list[Task]:
    """Three queries, however many there are."""
    return [*_mine(user), *_ideas(user)]


def _mine(user: User) -> list[Task]:
    """Theirs that are due within a week, or were: the nearest first."""
    today = timezone.localdate()
    found = follow_ups.visible(user).filter(follow_ups.OPEN, owner=user, due__lte=today + NEAR)
    rows = list(found.select_related("review__incident").order_by("due", "pk"))
    tasks = []
    for each in rows[:MOST]:
        late = bool(each.due and each.due < today)
        url = reverse("reviews:follow_up", args=[each.review.uid, each.pk])
        where = f"{each.review} · {day(each.due)}" if each.due else str(each.review)
        tasks.append(Task(each.what, where, url, None, "late" if late else "care", _("late") if late else _("due")))
    n = len(rows) - MOST
    if n > 0:
        what = ngettext("%(n)d more follow-up of yours is due", "%(n)d more follow-ups of yours are due", n) % {"n": n}
        tasks.append(Task(what, "", reverse("reviews:follow_ups") + "?mine=1", None, "care", _("due")))
    return tasks


def _ideas(user: User) -> Iterator[Task]:
    """Where the facilitator asked for their word, the ideas have soaked, and they have not said one to each."""
    now = timezone.now()
    said = IdeaWord.objects.filter(item=OuterRef("pk"), person=user)
    unsaid = ParkedItem.objects.filter(choosing.LEFT, ~Exists(said), review=OuterRef("review"))
    here = Participation.objects.filter(review=OuterRef("review"), user=user, removed_at=None)
    asked = Chooser.objects.filter(Exists(unsaid), Exists(here), person=user, review__stage=Stage.HELD)
    for each in asked.filter(review__ended_at__gt=now - ASKED_FOR).select_related("review__incident"):
        review = each.review
        if review.ended_at and soaking.over_at(review.ended_at, review.zone) <= now:
            url = reverse("reviews:ideas", args=[review.uid])
            yield Task(_("Say which ideas to take up"), str(review), url, None, "accent", _("your word"))
