"""The form in which somebody invited says which other time would suit them."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField, WallField, ZoneField
from accounts.models import User
from reviews import timing
from reviews.models import Review


def first_idea(review: Review, reader: User) -> dict[str, Any]:
    """The meeting's time as it is, by the reader's own clock: from there one moves it."""
    zone = reader.zone
    return {"wall": review.meets_at.astimezone(zone).replace(second=0, tzinfo=None), "time_zone": zone.key}


class ProposalForm(forms.Form):
    wall = WallField(
        label=_("A time that suits you better"),
        help_text=_("On the clock of the time zone beside it."),
        error_messages={"required": _("Say which time would suit you.")},
    )
    time_zone = ZoneField()
    word = LineField(
        label=_("A word to the facilitators"),
        max_length=300,
        required=False,
        help_text=_("For example from when to when you are free. Only the facilitators read it."),
    )

    def __init__(self, *args: Any, review: Review, **more: Any) -> None:
        super().__init__(*args, **more)
        self.review = review

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("wall") and data.get("time_zone"):
            self._check_time(data["wall"], data["time_zone"])
        return data

    def _check_time(self, wall: datetime, zone: str) -> None:
        try:
            meets_at = timing.instant(wall, zone)
        except timing.NoSuchTime:
            self.add_error("wall", _("The clocks jump over this time on that day. Choose another one."))
            return
        if meets_at <= timezone.now():
            self.add_error("wall", _("This time is already over."))
        elif meets_at == self.review.meets_at:
            self.add_error("wall", _("This is when the meeting is. Choose the time that would suit you better."))
