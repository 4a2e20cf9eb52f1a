"""Showing the ground rules one at a time, and people's agreement to them."""

from django.db import transaction
from django.utils import timezone

import live
from accounts.actions import audit
from accounts.models import User
from reviews.actions import whose
from reviews.models import Opening, Review, RoomGuest, RuleAgreement, Stage
from reviews.queries import opening as queries


class NotNow(Exception):
    """The meeting or its rules are not where this needs them."""


def _changed(review: Review, *regions: str) -> None:
    live.publish(f"room:{review.uid}", *regions)


def _meeting(review: Review) -> Review:
    """The review, locked until the end of the transaction. Raises NotNow unless its meeting is on."""
    held = Review.objects.select_for_update(of=("self",)).select_related("series").get(pk=review.pk)
    if held.stage != Stage.MEETING:
        raise NotNow
    return held


@transaction.atomic
def begin(*, review: Review, by: User) -> None:
    """Show the first rule. The rules are kept as they are now. Begun already, nothing changes. Raises NotNow without rules."""
    held = _meeting(review)
    rules = [
        {"kind": str(each.get_kind_display()), "text": each.text, "saying": each.saying}
        for each in queries.rules_of(held.series)
    ]
    if not rules:
        raise NotNow
    _opening, new = Opening.objects.get_or_create(review=held, defaults={"rules": rules})
    if new:
        audit.record(by=by, did="rules.begun", subject=held)
        _changed(held, "rules", "agreed")


@transaction.atomic
def step(*, review: Review, by: User, shown: int, back: bool = False) -> None:
    """The next rule, or the one before; after the last everyone is asked. `shown` is what the desk showed: an old page changes nothing."""
    opening = Opening.objects.filter(review=_meeting(review)).first()
    if opening is None or opening.asked_at or opening.step != shown:
        return
    if back:
        opening.step = max(1, shown - 1)
    elif shown < len(opening.rules):
        opening.step = shown + 1
    else:
        opening.asked_at = timezone.now()
    opening.save(update_fields=["step", "asked_at"])
    audit.record(by=by, did="rules.stepped", subject=review, step=opening.step)
    _changed(review, "rules", "agreed")


@transaction.atomic
def ask(*, review: Review, by: User) -> None:
    """Ask everyone whether they agree, without showing what is left one by one."""
    opening = Opening.objects.filter(review=_meeting(review), asked_at=None).first()
    if opening:
        opening.asked_at = timezone.now()
        opening.save(update_fields=["asked_at"])
        audit.record(by=by, did="rules.asked", subject=review)
        _changed(review, "rules", "agreed")


@transaction.atomic
def guest_agrees(*, guest: RoomGuest) -> None:
    """As `agree`, for a guest on their device. Raises NotNow while nobody was asked."""
    if not queries.rules(guest.review).asked:
        raise NotNow
    guest.agreed = True
    guest.save(update_fields=["agreed"])
    _changed(guest.review, "agreed")


@transaction.atomic
def agreed_aloud(*, review: Review, by: User, person: whose.Person) -> None:
    """Somebody in the physical room, who cannot tap, said yes aloud; kept with its time. Who agreed already, did. Raises NotNow."""
    if not queries.rules(review).asked:
        raise NotNow
    now = timezone.now()
    if isinstance(person, RoomGuest):
        RoomGuest.objects.filter(pk=person.pk, agreed=False).update(agreed=True, agreed_aloud_at=now)
    else:
        said = RuleAgreement(review=review, user=person, aloud_at=now)
        RuleAgreement.objects.bulk_create([said], ignore_conflicts=True)
    audit.record(by=by, did="rules.agreed_aloud", subject=review, person=person.pk)
    _changed(review, "agreed")


@transaction.atomic
def not_aloud(*, review: Review, by: User, person: whose.Person) -> None:
    """Takes back what was written down as said aloud; what somebody tapped themselves stays."""
    if isinstance(person, RoomGuest):
        mistaken = RoomGuest.objects.filter(pk=person.pk, agreed_aloud_at__isnull=False)
        mistaken.update(agreed=False, agreed_aloud_at=None)
    else:
        RuleAgreement.objects.filter(review=review, user=person, aloud_at__isnull=False).delete()
    audit.record(by=by, did="rules.not_agreed_aloud", subject=review, person=person.pk)
    _changed(review, "agreed")


@transaction.atomic
def agree(*, review: Review, by: User) -> None:
    """One tap; a second one changes nothing. Raises NotNow while nobody was asked."""
    if not queries.rules(review).asked:
        raise NotNow
    RuleAgreement.objects.bulk_create([RuleAgreement(review=review, user=by)], ignore_conflicts=True)
    _changed(review, "agreed")
