"""Choosing among the ideas of a meeting once they have soaked: the small group, what each says, and the facilitator's word."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from outbox.actions import messages
from outbox.planning import Planned
from reviews.actions import follow_up_changes, follow_up_news, parked
from reviews.models import Chooser, FollowUp, IdeaWord, ParkedItem, Participation, Review, Stage
from reviews.queries import choosing as queries

CHOOSE, RIPE = "review.choose_ideas", "review.ideas_soaked"
ASKED_FOR = timedelta(days=7)


class StillSoaking(Exception):
    """The two working days are not over."""


@transaction.atomic
def name_group(*, review: Review, by: User, people: Iterable[User]) -> None:
    """These and no others; who stays keeps what they said. Each is asked by a message when the ideas have soaked."""
    chosen = list(people)
    Chooser.objects.filter(review=review).exclude(person__in=chosen).delete()
    rows = [Chooser(review=review, person=person, named_by=by) for person in chosen]
    Chooser.objects.bulk_create(rows, ignore_conflicts=True)
    audit.record(by=by, did="choosing.group_named", subject=review, people=len(chosen))
    plan(review)


@transaction.atomic
def say(*, item: ParkedItem, by: User, answer: str, word: str = "") -> None:
    """The later word counts. Raises StillSoaking."""
    _ripe(item)
    IdeaWord.objects.update_or_create(item=item, person=by, defaults={"answer": answer, "word": word})
    audit.record(by=by, did="choosing.said", subject=item.review, item=item.pk)


@transaction.atomic
def take_up(
    *, item: ParkedItem, by: User, owner: User, due: date | None = None, why: str = "", url: str = ""
) -> FollowUp:
    """The facilitator's word: it is done, by somebody. Raises StillSoaking."""
    _ripe(item)
    parked.follow_up(item=item, by=by, owner=owner, due=due)
    found = FollowUp.objects.select_related("review").get(from_parked=item)
    FollowUp.objects.filter(pk=found.pk).update(why=why)
    follow_up_changes.track(follow_up=found, url=url)
    plan(item.review)
    return found


@transaction.atomic
def leave(*, item: ParkedItem, by: User, reason: str) -> None:
    """The facilitator's word: we chose not to, because of this. Raises StillSoaking."""
    _ripe(item)
    parked.let_go(item=item, by=by, reason=reason)
    plan(item.review)


def _ripe(item: ParkedItem) -> None:
    over = queries.soaked_at(item.review)
    if over is None or over > timezone.now():
        raise StillSoaking


@transaction.atomic
def plan(review: Review) -> None:
    """Ask the group when the soak is over; the facilitators when there is no group. Safe to do again."""
    over = queries.soaked_at(review)
    rows = []
    if over and queries.ideas(review).exists():
        group = list(Chooser.objects.filter(review=review, person__is_active=True).select_related("person"))
        hosts = review.participations.filter(role=Participation.Role.FACILITATOR, removed_at=None, user__is_active=True)
        people = [(CHOOSE, each.person) for each in group]
        people = people or [(RIPE, place.user) for place in hosts.select_related("user")]
        rows = [
            Planned(
                kind=kind,
                recipient=person,
                due_at=over,
                expires_at=max(over, timezone.now()) + ASKED_FOR,
                payload={"review": str(review.uid)},
            )
            for kind, person in people
        ]
    messages.plan(subject=follow_up_news.subject_of(review), rows=rows, replace=(CHOOSE, RIPE))


def heal() -> None:
    """Meetings that ended lately and have ideas; those asked already stay as they are."""
    since = timezone.now() - timedelta(days=14)
    for review in Review.objects.filter(stage=Stage.HELD, ended_at__gt=since):
        plan(review)
