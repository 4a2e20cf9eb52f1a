"""The opening poll: composing it, voting, revealing. No record says who chose what."""

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from incidents.models import Theme
from reviews.actions import opening, records
from reviews.actions.room import topic
from reviews.models import Poll, Stage, TalkingPoint, Thread, Vote
from reviews.queries import voting

STILL_COMING = (Stage.PREPARING, Stage.MEETING)  # once it was held or cancelled nothing more is offered for the meeting


class NotOpen(Exception):
    """The poll is not in the state this needs: not yet open, or already revealed."""


class AllUsed(Exception):
    """This person has given all the votes that the poll gives each."""


class NotVoting(Exception):
    """A facilitator who has not chosen to vote."""


def _locked(poll: Poll, *states: str) -> Poll:
    held = Poll.objects.select_for_update().select_related("review").get(pk=poll.pk)
    if held.state not in states:
        raise NotOpen
    return held


@transaction.atomic
def offer(
    *, poll: Poll, by: User, kind: str, text: str, theme: Theme | None = None, from_thread: Thread | None = None
) -> TalkingPoint:
    """A talking point; written-in ones may come while the poll is open, and are marked late. The same text twice stays one. Raises NotOpen."""
    states = (Poll.State.DRAFT, Poll.State.OPEN)
    held = _locked(poll, *(states if kind == TalkingPoint.Kind.OTHER else states[:1]))
    if held.review.stage not in STILL_COMING:
        raise NotOpen
    known = held.points.filter(text__iexact=text).first()
    if known:
        return known
    last = held.points.aggregate(last=Max("position"))["last"] or 0
    point = TalkingPoint.objects.create(
        poll=held,
        kind=kind,
        text=text,
        theme=theme,
        from_thread=from_thread,
        offered_by=by,
        position=last + 1,
        late=held.state == Poll.State.OPEN,
    )
    audit.record(by=by, did="poll.offered", subject=held.review, point=point.pk)
    live.publish(topic(held.review), "poll")
    return point


@transaction.atomic
def withdraw(*, point: TalkingPoint, by: User) -> None:
    """Take a point off while the poll is being composed. Raises NotOpen."""
    held = _locked(point.poll, Poll.State.DRAFT)
    audit.record(by=by, did="poll.withdrew", subject=held.review, point=point.pk)
    point.delete()
    live.publish(topic(held.review), "poll")


@transaction.atomic
def open_poll(*, poll: Poll, by: User) -> None:
    """Raises NotOpen when it was opened already, or has no points."""
    held = _locked(poll, Poll.State.DRAFT)
    if not held.points.filter(aside_at=None).exists():
        raise NotOpen
    held.state, held.opened_at = Poll.State.OPEN, timezone.now()
    held.save(update_fields=["state", "opened_at"])
    audit.record(by=by, did="poll.opened", subject=held.review)
    live.publish(topic(held.review), "poll")
    if held.review.stage == Stage.MEETING:
        opening.ask(review=held.review, by=by)  # a rule that is still shown is over: now people choose


@transaction.atomic
def vote(*, poll: Poll, by: User, point: TalkingPoint) -> None:
    """Choose a point: as often as one clicks, and by however many pages at once, nobody has more votes than the poll gives.

    With one vote each it moves to the new point; with more, raises AllUsed until one is taken back. Raises NotOpen, also
    when the meeting is over, and NotVoting. Leaves no record of who chose what beside the vote itself (design decision 4).
    """
    box = _voting(poll, by, point)
    if not box.stands:
        raise NotOpen
    if box.votes_each == 1:
        Vote.objects.bulk_create(
            [Vote(poll=poll, voter=by, point=point)],
            update_conflicts=True,
            unique_fields=["poll", "voter", "slot"],
            update_fields=["point"],
        )
    else:
        _add(poll, by, point, box.votes_each)
    live.publish(topic(poll.review), "poll")


def _voting(poll: Poll, by: User, point: TalkingPoint) -> voting.Box:
    """The poll stays open until this transaction ends. With one vote each the database keeps a second one out, so people vote side
    by side; with more the votes of a person are counted, one after the other.
    """
    voting.hold(poll.pk)
    box = voting.box(poll.pk, by, point)
    if not box.is_open:
        raise NotOpen
    if box.abstains:
        raise NotVoting
    return box


def _add(poll: Poll, by: User, point: TalkingPoint, each: int) -> None:
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = dict(poll.votes.filter(voter=by).values_list("slot", "point"))
    if point.pk in mine.values():
        return
    free = next((slot for slot in range(1, each + 1) if slot not in mine), 0)
    if not free:
        raise AllUsed
    # The person is locked; were they not, the database would still not let a slot be used twice.
    Vote.objects.bulk_create([Vote(poll=poll, voter=by, point=point, slot=free)], ignore_conflicts=True)


@transaction.atomic
def take_vote_back(*, poll: Poll, by: User, point: TalkingPoint) -> None:
    """Give the vote on this point free again. Raises NotOpen and NotVoting."""
    _voting(poll, by, point)
    poll.votes.filter(voter=by, point=point).delete()
    live.publish(topic(poll.review), "poll")


@transaction.atomic
def give_votes(*, poll: Poll, by: User, each: int) -> None:
    """How many votes everyone has, 1 to 3. While people are voting it only goes up, so that nobody loses one. Raises NotOpen."""
    held = _locked(poll, Poll.State.DRAFT, Poll.State.OPEN)
    if held.state == Poll.State.OPEN and each < held.votes_each:
        raise NotOpen
    held.votes_each = each
    held.save(update_fields=["votes_each"])
    audit.record(by=by, did="poll.votes_given", subject=held.review, each=each)
    live.publish(topic(held.review), "poll")


@transaction.atomic
def facilitator_votes(*, poll: Poll, by: User, votes: bool) -> None:
    """A facilitator votes too, or after all not; their own votes go with the latter. Raises NotOpen."""
    held = _locked(poll, Poll.State.DRAFT, Poll.State.OPEN)
    if votes:
        held.voting_facilitators.add(by)
    else:
        held.voting_facilitators.remove(by)
        held.votes.filter(voter=by).delete()
    live.publish(topic(held.review), "poll")


@transaction.atomic
def reveal(*, poll: Poll, by: User) -> None:
    """Freeze the counts and the order; the point with most votes is first in the themes. Raises NotOpen."""
    held = _locked(poll, Poll.State.OPEN)
    votes = Count("votes", distinct=True) + Count("guest_votes", distinct=True)
    points = list(held.points.filter(aside_at=None).annotate(n=votes).order_by("-n", "position"))
    for rank, point in enumerate(points, start=1):
        point.rank, point.votes_counted = rank, point.n
    TalkingPoint.objects.bulk_update(points, ["rank", "votes_counted"])
    held.state, held.revealed_at = Poll.State.REVEALED, timezone.now()
    held.save(update_fields=["state", "revealed_at"])
    audit.record(by=by, did="poll.revealed", subject=held.review)
    records.renew(held.review)
    live.publish(topic(held.review), "poll", "now", "rabbit")


@transaction.atomic
def discussed(*, point: TalkingPoint, by: User) -> None:
    """Only what the vote has put into an order is discussed. Raises NotOpen before the reveal."""
    _locked(point.poll, Poll.State.REVEALED)
    point.discussed_at = timezone.now()
    point.save(update_fields=["discussed_at"])
    audit.record(by=by, did="poll.discussed", subject=point.poll.review, point=point.pk)
    live.publish(topic(point.poll.review), "poll", "now", "rabbit")
