"""What a comment becomes: a question for the meeting, a talking point, or a follow-up with somebody who takes it on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from accounts.models import User
from reviews.forms.sign_off import people
from reviews.models import Review

POINT_LENGTH = 200


class OnwardForm(forms.Form):
    """`ways`: what this person may make of it, as pairs of key and words."""

    text = LineField(
        label=_("In a few words"), max_length=500, error_messages={"required": _("Say in a few words what it is.")}
    )
    way = forms.ChoiceField(
        label=_("What becomes of it"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of it.")},
    )
    owner = forms.ModelChoiceField(
        label=_("Who takes it on"), queryset=User.objects.none(), required=False, help_text=_("For a follow-up.")
    )
    due = forms.DateField(
        label=_("By"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("For a follow-up; it may be left open."),
    )

    def __init__(self, *args: Any, review: Review, ways: list[tuple[str, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = ways  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["owner"].queryset = people(review)  # type: ignore[attr-defined]  # a ModelChoiceField
        if "follow_up" not in dict(ways):
            del self.fields["owner"], self.fields["due"]

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("way") == "follow_up" and not found.get("owner") and "owner" not in self.errors:
            self.add_error("owner", _("Choose who takes it on."))
        if found.get("way") == "point" and len(found.get("text", "")) > POINT_LENGTH:
            self.add_error("text", _("A talking point has at most 200 characters, so that it fits on a phone."))
        return found
