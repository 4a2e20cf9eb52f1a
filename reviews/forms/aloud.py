"""What a facilitator writes down of what somebody in the room, who cannot tap, said aloud."""

from typing import Any

from django import forms

from accounts.numbers import whole
from reviews.models import Review, RoomGuest


class AloudForm(forms.Form):
    """Buttons alone. `who` is "person-<account>" of somebody who came, or "guest-<number>"; cleaned to that person."""

    who = forms.CharField(max_length=30)
    said = forms.ChoiceField(choices=[(word, word) for word in ("yes", "no", "agreed", "not_agreed")])

    def __init__(self, *args: Any, review: Review, **more: Any) -> None:
        super().__init__(*args, **more)
        self.review = review

    def clean_who(self) -> Any:
        kind, _dash, number = self.cleaned_data["who"].partition("-")
        key = whole(number, 0)
        if kind == "guest":
            found: Any = RoomGuest.objects.filter(review=self.review, removed_at=None, pk=key).first()
        else:
            came = self.review.attendances.filter(user=key).select_related("user").first()
            found = came.user if came and kind == "person" else None
        if found is None:
            raise forms.ValidationError("nobody of this room", code="nobody")
        return found
