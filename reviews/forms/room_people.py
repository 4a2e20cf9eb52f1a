"""Forms about the people in the room: those in the physical room, and corrected times."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField, WallField
from accounts.models import User
from reviews import timing
from reviews.models import Participation, Review


class InRoomForm(forms.Form):
    """One of three: somebody invited, a name, or a number of people."""

    person = forms.ModelChoiceField(
        queryset=User.objects.none(), required=False, label=_("Somebody invited"), empty_label=_("nobody of these")
    )
    name = LineField(max_length=80, required=False, label=_("Or a name"))
    people = forms.IntegerField(min_value=1, max_value=500, required=False, label=_("Or how many people"))

    def __init__(self, *args: Any, places: list[Participation], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].queryset = User.objects.filter(pk__in=[place.user_id for place in places])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in ("person", "name", "people")):
            raise forms.ValidationError(_("Choose somebody, write a name, or say how many there are."), code="nobody")
        return data


class TimesForm(forms.Form):
    """From when to when somebody was there, as the clock at the meeting's place shows it."""

    from_at = WallField(label=_("From"))
    to_at = WallField(label=_("Until"), required=False)

    def __init__(self, *args: Any, review: Review, may_be_open: bool = False, **more: Any) -> None:
        self.zone, self.may_be_open = review.time_zone, may_be_open
        if "initial" in more:
            more["initial"] = {name: _wall(at, review.zone) for name, at in more["initial"].items()}
        super().__init__(*args, **more)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        try:
            moments = {name: data.get(name) and timing.instant(data[name], self.zone) for name in ("from_at", "to_at")}
        except timing.NoSuchTime:
            raise forms.ValidationError(_("The clocks jump over this time on that day. Choose another one.")) from None
        if not self.errors:
            self._check(moments)
        return data | moments

    def _check(self, moments: dict[str, Any]) -> None:
        if moments["to_at"] is None and not self.may_be_open:
            self.add_error("to_at", _("Say until when."))
        elif moments["to_at"] and moments["to_at"] < moments["from_at"]:
            self.add_error("to_at", _("This is before the beginning."))


def _wall(at: Any, zone: ZoneInfo) -> Any:
    return at and at.astimezone(zone).replace(tzinfo=None)
