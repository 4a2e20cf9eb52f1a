"""Attendance of a series over time, for its facilitators alone: who came, and who has not been seen for long."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import User
from reviews import absence
from reviews.models import Attendance, InvitationBack, Participation, Review, Series, Stage
from reviews.queries.series import open_reviews

MEETINGS = 12  # on the page, newest first


@dataclass(frozen=True)
class Row:
    """One person; dots: for each meeting, oldest first, whether they came, None where they were neither invited nor came;
    asked_back: the day of the last kind word."""

    user: User
    presence: absence.Presence
    dots: list[bool | None]
    long_away: bool
    asked_back: date | None = None


@dataclass(frozen=True)
class Page:
    """meetings: oldest first, each with how many of those with an account came."""

    meetings: list[tuple[Review, int]]
    away: list[Row]
    others: list[Row]

    @property
    def rows(self) -> list[Row]:
        return self.away + self.others


def page(series: Series) -> Page:
    """Open reviews that were held; people who were invited or came and may still sign in. A constant number of queries."""
    held = list(
        open_reviews(series).filter(stage=Stage.HELD).select_related("incident").order_by("-meets_at")[:MEETINGS]
    )
    keys = [review.pk for review in held]
    came: dict[int, set[int]] = defaultdict(set)
    for person, review in Attendance.objects.filter(review__in=keys).values_list("user", "review"):
        came[person].add(review)
    invited: dict[int, set[int]] = defaultdict(set)
    places = Participation.objects.filter(review__in=keys, removed_at=None)
    for person, review in places.values_list("user", "review"):
        invited[person].add(review)
    users = User.objects.filter(pk__in={*came, *invited}, is_active=True)
    asked = dict(InvitationBack.objects.filter(series=series).order_by("pk").values_list("user", "written_at"))
    days = [(review.pk, timezone.localdate(review.meets_at)) for review in held]
    rows = [_row(user, days, came[user.pk], invited[user.pk], asked.get(user.pk)) for user in users]
    counted = [(review, sum(review.pk in there for there in came.values())) for review in reversed(held)]
    away = sorted(
        (row for row in rows if row.long_away), key=lambda row: (row.presence.last or date.min, str(row.user))
    )
    return Page(counted, away, [row for row in rows if not row.long_away])


def _row(user: User, days: list[tuple[int, date]], at: set[int], invited: set[int], asked: object) -> Row:
    found = absence.presence(days, at)
    dots = [key in at if key in at | invited else None for key, _day in reversed(days)]
    asked_back = timezone.localdate(asked) if asked else None  # type: ignore[arg-type]
    return Row(user, found, dots, found.long_away(timezone.localdate()), asked_back)


def next_open(series: Series) -> Review | None:
    """The next meeting that everyone may know of."""
    ahead = open_reviews(series).filter(stage=Stage.PREPARING, meets_at__gt=timezone.now())
    return ahead.select_related("incident").order_by("meets_at").first()
