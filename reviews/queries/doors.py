"""What a review's page offers first: the one thing that its reader most likely came for, by where the review stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models import Review, Stage

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

SOON = timedelta(minutes=30)  # before the meeting its room comes first


@dataclass(frozen=True)
class Door:
    """A button: its words, where it leads, and whether it is the page's first."""

    label: "_StrOrPromise"
    url: str
    first: bool = False


@dataclass(frozen=True)
class Doors:
    """In their order. Reading the document stands beside them, as the first where none of them is."""

    doors: list[Door]

    @property
    def has_first(self) -> bool:
        return any(door.first for door in self.doors)


def doors(review: Review, now: datetime, *, invited: bool, leads: bool, report_is_out: bool) -> Doors:
    """`invited`: is in the review now, `leads`: as a facilitator."""
    if review.stage == Stage.HELD:
        return Doors([_door(review, "report", _("Read the report"), first=True)] if report_is_out else [])
    if review.stage == Stage.CANCELLED or not (invited or leads):
        return Doors([])
    near = review.stage == Stage.MEETING or now >= review.meets_at - SOON
    if not leads:
        return Doors([_door(review, "room", _("Go to the room"), first=True)] if near else [])
    if near:
        beside = [_door(review, "room", _("The room as everyone sees it"))] if review.stage == Stage.MEETING else []
        return Doors([_door(review, "desk", _("Go to your desk"), first=True), *beside])
    desk = _door(review, "desk", _("Prepare the room"))
    if review.document.ready_at:
        return Doors([desk])
    return Doors([_door(review, "document_edit", _("Write the document"), first=True), desk])


def _door(review: Review, page: str, label: "_StrOrPromise", first: bool = False) -> Door:
    return Door(label, reverse(f"reviews:{page}", args=[review.uid]), first)
