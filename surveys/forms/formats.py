"""The forms of how a series asks, and of what was made of the answers."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField

MOST_STATEMENTS = 6


class FormatForm(forms.Form):
    """A line for each statement; an empty line is left out."""

    question = LineField(
        label=_("What the free text asks"),
        max_length=200,
        required=False,
        help_text=_("Left empty it asks “Anything else?”."),
    )
    days = forms.IntegerField(label=_("Days open"), min_value=1, max_value=30)

    def __init__(self, *args: Any, held: Mapping[str, Any], **more: Any) -> None:
        texts = {f"s{place}": text for place, text in enumerate(held["statements"], start=1)}
        super().__init__(*args, **more)
        self.initial = {**texts, **held}
        for place in range(1, MOST_STATEMENTS + 1):
            label = _("Statement %(n)s") % {"n": place}
            self.fields[f"s{place}"] = LineField(label=label, max_length=200, required=False)
        self.order_fields([*self._places(), "question", "days"])

    def _places(self) -> list[str]:
        return [f"s{place}" for place in range(1, MOST_STATEMENTS + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in self._places()) and not self.errors:
            self.add_error("s1", _("A survey needs at least one statement."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Of the valid form, as the action takes them."""
        texts = [self.cleaned_data[name] for name in self._places()]
        return {
            "statements": [text for text in texts if text],
            "question": self.cleaned_data["question"],
            "days": self.cleaned_data["days"],
        }


class HeardForm(forms.Form):
    heard = forms.CharField(
        label=_("What we heard"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In your own words. Do not quote anybody: whoever wrote it may be known by it."),
    )
    change = forms.CharField(
        label=_("What we will change"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Also what you leave as it is, and why."),
    )
