"""Rows of the home page about what somebody took on after a review, the report they promised, and ideas that wait for their word."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.templatetags.face import day
from reviews import soaking
from reviews.models import Chooser, FollowUp, IdeaWord, MeetingRecord, ParkedItem, Participation, Stage
from reviews.queries import choosing, follow_ups
from reviews.series_permissions import LEADS
from reviews.todo import Task

NEAR = timedelta(days=7)
MOST = 5  # each with a row; of more there is one row
ASKED_FOR = timedelta(days=30)


def rows(user: User) -> list[Task]:
    """Four queries, however many there are."""
    return [*_reports(user), *_mine(user), *_ideas(user)]


def _reports(user: User) -> Iterator[Task]:
    """What those who led the meeting promised there, until the first version is out."""
    today = timezone.localdate()
    led = Participation.objects.filter(review=OuterRef("review"), user=user, removed_at=None, role=LEADS)
    promised = MeetingRecord.objects.filter(Exists(led), report_promised_on__isnull=False, review__stage=Stage.HELD)
    unwritten = promised.filter(review__report__first_published_at=None).select_related("review__incident")
    for record in unwritten.order_by("report_promised_on", "pk"):
        on = record.report_promised_on
        assert on
        where = _("%(review)s · promised for %(day)s") % {"review": record.review, "day": day(on)}
        late, near = on < today, on <= today + NEAR
        tone, word = ("late", _("late")) if late else ("care", _("due")) if near else ("", "")
        yield Task(_("Write the report"), where, reverse("reviews:report", args=[record.review.uid]), None, tone, word)


def _mine(user: User) -> list[Task]:
    """Theirs that are due within a week, or were, the nearest first; then those for which nobody has set a day."""
    today = timezone.localdate()
    waits = Q(due__lte=today + NEAR) | Q(due=None)
    found = follow_ups.visible(user).filter(follow_ups.OPEN, waits, owner=user)
    rows = list(found.select_related("review__incident").order_by(F("due").asc(nulls_last=True), "pk"))
    tasks = [_took_on(each, today) for each in rows[:MOST]]
    n = len(rows) - MOST
    if n > 0:
        what = ngettext("%(n)d more follow-up of yours is due", "%(n)d more follow-ups of yours are due", n) % {"n": n}
        tasks.append(Task(what, "", reverse("reviews:follow_ups") + "?mine=1", None, "care", _("due")))
    return tasks


def _took_on(each: FollowUp, today: date) -> Task:
    url = reverse("reviews:follow_up", args=[each.review.uid, each.pk])
    when = day(each.due) if each.due else _("no day is set")
    late = each.due and each.due < today
    tone, word = ("late", _("late")) if late else ("care", _("due")) if each.due else ("", "")
    return Task(each.what, f"{each.review} · {when}", url, None, tone, word)


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
