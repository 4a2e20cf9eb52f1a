"""Who sits in the physical room and cannot tap: what they said aloud, for the facilitators who write it down."""

from dataclasses import dataclass

from reviews.models import Review, RoomGuest, RuleAgreement


@dataclass(frozen=True)
class InTheRoom:
    """One person, or a number of people. `key` is what the desk sends; `agreed` only when it was said aloud: who tapped is told to nobody."""

    key: str
    name: str
    agreed: bool


def in_the_room(review: Review) -> list[InTheRoom]:
    """Everyone whom a facilitator added to the physical room; three queries."""
    aloud = RuleAgreement.objects.filter(review=review, aloud_at__isnull=False)
    said = set(aloud.values_list("user", flat=True))
    here = review.attendances.filter(spans__to_at=None, spans__isnull=False).distinct().select_related("user")
    known = [InTheRoom(f"person-{each.user_id}", str(each.user), each.user_id in said) for each in here]
    others = review.room_guests.filter(by_device=False, removed_at=None)
    return [*sorted(known, key=lambda one: one.name.lower()), *map(_other, others)]


def _other(guest: RoomGuest) -> InTheRoom:
    return InTheRoom(f"guest-{guest.pk}", guest.called, guest.agreed_aloud_at is not None)
