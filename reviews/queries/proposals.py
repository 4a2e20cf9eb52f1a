"""Proposed times as the pages show them: those that wait to the facilitators, to everybody their own and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F

from accounts.models import User
from accounts.numbers import whole
from reviews import permissions
from reviews.models import Participation, Review, TimeProposal


@dataclass(frozen=True)
class Proposals:
    """`waiting` is empty for whoever cannot change the plan; `outcome` is of the reader's own: see TimeProposal.outcome."""

    waiting: list[TimeProposal] = field(default_factory=list)
    own: TimeProposal | None = None
    outcome: str = ""


def shown(review: Review, reader: User) -> Proposals:
    """One query."""
    rows = TimeProposal.objects.filter(place__review=review, place__removed_at=None).select_related("place__user")
    found = [(proposal, proposal.outcome(review)) for proposal in rows]
    own = next((pair for pair in found if pair[0].place.user_id == reader.pk), (None, ""))
    may_plan = permissions.change_plan(reader, review)
    return Proposals([proposal for proposal, outcome in found if outcome == "open" and may_plan], *own)


def of(review: Review, sent: object) -> TimeProposal | None:
    """The proposal whose number a page sent, if it belongs to this review."""
    rows = TimeProposal.objects.filter(place__review=review, place__removed_at=None).select_related("place__user")
    return rows.filter(pk=whole(sent, 0)).first()


def wall(proposal: TimeProposal) -> dict[str, Any]:
    """The fields of a plan's form that it fills."""
    return {"wall": datetime.fromisoformat(proposal.wall_time), "time_zone": proposal.time_zone}


def counted(places: Sequence[Participation]) -> dict[int, int]:
    """How many proposals wait for this person in each review they facilitate, by its number; one query for all, or none."""
    led = {place.review_id for place in places if place.role == Participation.Role.FACILITATOR}
    if not led:
        return {}
    rows = TimeProposal.objects.filter(
        place__review__in=led,
        place__removed_at=None,
        kept_at=None,
        plan_version=F("place__review__plan_version"),
    ).exclude(meets_at=F("place__review__meets_at"))
    return dict(rows.values_list("place__review").annotate(n=Count("pk")).order_by())
