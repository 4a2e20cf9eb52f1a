"""Follow-ups as pages and files show them: one review's, a whole series', and the overview by team and age."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from reviews import permissions
from reviews.models import FollowUp, Review

MONTH, QUARTER = timedelta(days=30), timedelta(days=90)
AGES = ("month", "quarter", "older")
OPEN = Q(settled_at=None, chosen_not=False)
STATE_WORDS = {"open": _("open"), "done": _("done"), "not": _("we chose not to")}
STATES = {"open": OPEN, "done": Q(settled_at__isnull=False, chosen_not=False), "not": Q(chosen_not=True), "all": Q()}


@dataclass(frozen=True)
class Filter:
    """What of the overview is asked for; team is a number, "none" or "". age: one of AGES or "late"."""

    state: str = "open"
    team: str = ""
    age: str = ""
    mine: bool = False


@dataclass(frozen=True)
class TeamLine:
    """Open follow-ups of one team's people; of those in no team when `team` is None."""

    team: Team | None
    by_age: list[int]
    late: int

    @property
    def all(self) -> int:
        return sum(self.by_age)

    @property
    def key(self) -> str:
        return str(self.team.pk) if self.team else "none"


def visible(user: User) -> QuerySet[FollowUp]:
    """Those of the reviews that this person may know of; every list and file of them starts here (decision 5)."""
    return FollowUp.objects.filter(review__in=permissions.visible_reviews(user).values("pk"))


def with_all(rows: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    return rows.select_related("owner", "review__incident", "review__series", "tracked")


def of_review(review: Review) -> list[FollowUp]:
    """Open ones first, the nearest day first."""
    rows = with_all(review.follow_ups.all())
    return sorted(rows, key=lambda each: (not each.is_open, each.due or date.max, each.pk))


def of_series(review: Review, user: User) -> list[FollowUp]:
    """What is still open of the earlier reviews of this series, as far as this person may know of them."""
    if review.series_id is None:
        return []
    earlier = visible(user).filter(OPEN, review__series=review.series_id, review__meets_at__lt=review.meets_at)
    return list(with_all(earlier.exclude(review=review.pk)).order_by(F("due").asc(nulls_last=True), "pk"))


def chosen(user: User, asked: Filter) -> QuerySet[FollowUp]:
    """The rows of the overview and of its file, the nearest day first."""
    rows = visible(user).filter(STATES[asked.state])
    if asked.team == "none":
        rows = rows.filter(owner__teams=None)
    elif asked.team:
        rows = rows.filter(owner__in=User.objects.filter(teams=int(asked.team)).values("pk"))
    if asked.mine:
        rows = rows.filter(owner=user)
    rows = _aged(rows, asked.age)
    return with_all(rows).order_by(F("due").asc(nulls_last=True), "agreed_at", "pk")


def _aged(rows: QuerySet[FollowUp], age: str) -> QuerySet[FollowUp]:
    now = timezone.now()
    if age == "late":
        return rows.filter(due__lt=timezone.localdate())
    if age == "month":
        return rows.filter(agreed_at__gt=now - MONTH)
    if age == "quarter":
        return rows.filter(agreed_at__lte=now - MONTH, agreed_at__gt=now - QUARTER)
    return rows.filter(agreed_at__lte=now - QUARTER) if age == "older" else rows


def age_of(agreed_at: datetime, now: datetime) -> str:
    """One of AGES: up to thirty days, up to ninety, older."""
    old = now - agreed_at
    return AGES[0] if old < MONTH else AGES[1] if old < QUARTER else AGES[2]


def by_team(user: User) -> list[TeamLine]:
    """Open ones by the teams of their owners; somebody in two teams counts in both. Two queries."""
    now, today = timezone.now(), timezone.localdate()
    counts: Counter[tuple[int | None, str]] = Counter()
    rows = visible(user).filter(OPEN).values_list("owner__teams", "agreed_at", "due")
    for team, agreed_at, due in rows.iterator():
        counts[team, age_of(agreed_at, now)] += 1
        counts[team, "late"] += bool(due and due < today)
    teams = Team.objects.in_bulk({team for team, _age in counts if team})
    return [_line(each, counts) for each in _in_order(teams.values(), counts)]


def _in_order(teams: Iterable[Team], counts: Counter[tuple[int | None, str]]) -> list[Team | None]:
    named = sorted(teams, key=lambda team: team.name.casefold())
    return [*named, None] if any(team is None for team, _age in counts) else [*named]


def _line(team: Team | None, counts: Counter[tuple[int | None, str]]) -> TeamLine:
    key = team.pk if team else None
    return TeamLine(team, [counts[key, age] for age in AGES], counts[key, "late"])
