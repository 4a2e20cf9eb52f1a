"""What becomes of a follow-up: other words, another owner or day, where it is tracked, done, or chosen not to be done."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from incidents.actions import index
from reviews.actions import follow_up_news, parked, records
from reviews.models import FollowUp, Tracked


@transaction.atomic
def change(
    *, follow_up: FollowUp, by: User, what: str, owner: User, due: date | None, why: str = "", url: str = ""
) -> FollowUp:
    """Everything that can be said of it; a new owner is told to the chats as one that is agreed."""
    held = _locked(follow_up)
    before, another = held.owner, held.owner_id != owner.pk
    held.what, held.owner, held.due, held.why = what, owner, due, why
    held.save(update_fields=["what", "owner", "due", "why"])
    track(follow_up=held, url=url)
    _done(held, by, "follow_up.changed")
    if another:
        follow_up_news.plan(before)
        follow_up_news.agreed(held)
    return held


@transaction.atomic
def track(*, follow_up: FollowUp, url: str) -> None:
    """Another link is read anew; none at all forgets what was read."""
    if not url:
        Tracked.objects.filter(follow_up=follow_up).delete()
        return
    known = Tracked.objects.filter(follow_up=follow_up).first()
    if known is None or known.url != url:
        fresh = {"state": "", "is_closed": None, "read_at": None, "trouble": "", "failures": 0}
        Tracked.objects.update_or_create(follow_up=follow_up, defaults={"url": url, "next_at": timezone.now()} | fresh)


@transaction.atomic
def done(*, follow_up: FollowUp, by: User | None) -> None:
    """`by` is None when it was read where it is tracked. Twice is once."""
    held = _locked(follow_up)
    if held.is_open:
        held.settled_at = timezone.now()
        held.save(update_fields=["settled_at"])
        _done(held, by, "follow_up.done")
        follow_up_news.settled(held)


@transaction.atomic
def choose_not(*, follow_up: FollowUp, by: User, reason: str) -> None:
    """ "We chose not to", with the reason, which may be written anew."""
    held = _locked(follow_up)
    new = not held.chosen_not
    held.chosen_not, held.reason = True, reason
    held.settled_at = held.settled_at or timezone.now()
    held.save(update_fields=["chosen_not", "reason", "settled_at"])
    _done(held, by, "follow_up.chosen_not")
    if new:
        follow_up_news.settled(held)


@transaction.atomic
def reopen(*, follow_up: FollowUp, by: User) -> None:
    """It is open again; why it was not to be done is no longer said."""
    held = _locked(follow_up)
    held.settled_at, held.chosen_not, held.reason = None, False, ""
    held.save(update_fields=["settled_at", "chosen_not", "reason"])
    _done(held, by, "follow_up.reopened")


def _locked(follow_up: FollowUp) -> FollowUp:
    return FollowUp.objects.select_for_update(of=("self",)).select_related("review").get(pk=follow_up.pk)


def _done(follow_up: FollowUp, by: User | None, did: str) -> None:
    index.touch("follow-up", follow_up.pk)
    audit.record(by=by, did=did, subject=follow_up.review, follow_up=follow_up.pk)
    follow_up_news.plan(follow_up.owner)
    records.renew(follow_up.review)
    parked.changed(follow_up.review)
