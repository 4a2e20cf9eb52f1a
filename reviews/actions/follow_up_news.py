"""Who hears of a follow-up: its owner by a reminder in the morning before and after its day, and the chats that ask for it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from incidents.actions import index
from outbox.actions import messages
from outbox.models import Message
from outbox.planning import Planned
from reviews import chat_events, soaking
from reviews.actions import chat
from reviews.models import FollowUp, Review, Webhook

REMIND = "review.follow_ups_due"
KINDS = (REMIND,)
STILL_OPEN_FOR = timedelta(days=3)
NEWS_FOR = timedelta(days=1)
OUT_OF_HAND = (Message.State.CLAIMED, Message.State.SENT)
AFTERNOON = " afternoon"


def subject_of(review: Review) -> str:
    """Apart from the review's own messages, which are looked through at every planning."""
    return f"followups:{review.uid}"


def reminders_of(owner: User) -> str:
    """One subject a person, so that all that is theirs comes in one mail a morning, whichever reviews it is from."""
    return f"reminders:{owner.pk}"


@transaction.atomic
def plan(*people: User | None) -> None:
    """Bring the reminders of these owners in line with the follow-ups as they are; a constant number of queries each, safe to do again."""
    for owner in {person for person in people if person is not None}:
        messages.plan(subject=reminders_of(owner), rows=_rows(owner), replace=KINDS)


def _rows(owner: User) -> list[Planned]:
    """One for each morning on which something is due the next day, or was a week ago; a second one for what that morning's
    mail cannot speak of any more. Which follow-ups each speaks of is kept with it, so that none is told twice."""
    if not owner.is_active:
        return []
    known = {
        message.key: message for message in Message.objects.select_for_update().filter(subject=reminders_of(owner))
    }
    now, rows = timezone.now(), []
    for morning, each in _mornings(owner).items():
        if each.until > now:
            rows += _mails(owner, morning, each, known)
    return rows


@dataclass
class _Morning:
    """When its mail is due, how long it is of use, and the follow-ups that it is about."""

    at: datetime
    until: datetime
    about: list[int]


def _mornings(owner: User) -> dict[date, _Morning]:
    found: dict[date, _Morning] = {}
    mine = FollowUp.objects.filter(owner=owner, settled_at=None, chosen_not=False, due__isnull=False).order_by("pk")
    for key, day in mine.values_list("pk", "due"):
        assert day
        before, after = soaking.reminders(day, owner.zone)
        over = datetime.combine(day, time.max, tzinfo=owner.zone)
        for at, until in ((before, over), (after, after + STILL_OPEN_FOR)):
            morning = found.setdefault(at.astimezone(owner.zone).date(), _Morning(at, until, []))
            morning.until = max(until, morning.until)
            morning.about.append(key)
    return found


def _mails(owner: User, morning: date, each: _Morning, known: dict[str, Message]) -> list[Planned]:
    """The morning's mail; once it is out of hand, one more in the afternoon for what is about that day since."""

    def row(due_at: datetime, about: list[int], more: str = "") -> Planned:
        part, payload = f"{morning.isoformat()}{more}", {"morning": morning.isoformat(), "about": about}
        return Planned(kind=REMIND, recipient=owner, due_at=due_at, expires_at=each.until, part=part, payload=payload)

    def spoken_of(planned: Planned) -> list[int] | None:
        """What it speaks of if it can be changed no more; one from before this was kept speaks of all."""
        message = known.get(planned.key(reminders_of(owner)))
        if message is None or message.state not in OUT_OF_HAND:
            return None
        about: list[int] = message.payload.get("about", each.about)
        return about

    told = spoken_of(row(each.at, []))
    if told is None:
        return [row(each.at, each.about)]
    later = soaking.later(morning, owner.zone)
    missed = spoken_of(row(later, [], AFTERNOON)) or [key for key in each.about if key not in told]
    return [row(each.at, told), *([row(later, missed, AFTERNOON)] if missed else [])]


@transaction.atomic
def agreed(follow_up: FollowUp) -> None:
    """It is new, or somebody else's now."""
    index.touch("follow-up", follow_up.pk)
    plan(follow_up.owner)
    _tell_agreed(follow_up)


@transaction.atomic
def settled(follow_up: FollowUp) -> None:
    """It is done, or chosen not to be."""
    index.touch("follow-up", follow_up.pk)
    plan(follow_up.owner)
    _tell_settled(follow_up, follow_up.settled_at or timezone.now())


def _tell_agreed(follow_up: FollowUp) -> None:
    part = f" {follow_up.pk} {follow_up.owner_id}"
    _tell(follow_up, chat_events.FOLLOW_UP_AGREED, follow_up.agreed_at, part)


def _tell_settled(follow_up: FollowUp, at: datetime) -> None:
    _tell(follow_up, chat_events.FOLLOW_UP_SETTLED, at, f" {follow_up.pk} {at.isoformat()}")


def _tell(follow_up: FollowUp, event: str, at: datetime, part: str) -> None:
    review = Review.objects.select_related("incident", "document").get(pk=follow_up.review_id)
    chat.tell(review, event, happened_at=at, until=at + NEWS_FOR, part=part, follow_up=str(follow_up.pk))


@transaction.atomic
def heal() -> None:
    """Plan again for everybody to whom something is due, or was lately, and what chats shall hear: a crash may have left it out."""
    lately = timezone.localdate() - soaking.AFTER - STILL_OPEN_FOR
    waiting = FollowUp.objects.filter(settled_at=None, chosen_not=False, due__gte=lately)
    plan(*User.objects.filter(pk__in=waiting.values("owner")))
    if Webhook.objects.exists():
        _heal_chats()


def _heal_chats() -> None:
    """Of the last day; what an archive brought in was no news."""
    since = timezone.now() - NEWS_FOR
    own = FollowUp.objects.filter(review__brought_in=None)
    for follow_up in own.filter(agreed_at__gt=since, settled_at=None, chosen_not=False):
        _tell_agreed(follow_up)
    for follow_up in own.filter(settled_at__gt=since):
        _tell_settled(follow_up, follow_up.settled_at or since)
