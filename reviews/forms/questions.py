"""What is typed of questions, parked items and at the close of a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from accounts.models import User
from reviews.forms.sign_off import people
from reviews.models import ParkedItem, Review


class AskForm(forms.Form):
    text = LineField(
        label=_("Your question"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write your question.")},
    )
    to = forms.ChoiceField(
        label=_("For whom"),
        choices=[("all", _("For everyone: it is shown with your name")), ("me", _("For myself: nobody else sees it"))],
        initial="all",
        widget=forms.RadioSelect,
    )


class GuestAskForm(forms.Form):
    """Guests ask for everyone: on a device that is theirs for one meeting nothing is kept for oneself."""

    text = LineField(
        label=_("Your question, shown to everyone with your name"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write your question.")},
    )


class ParkForm(forms.Form):
    text = LineField(
        label=_("What can wait"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write what to put aside.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of thing"),
        choices=ParkedItem.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of thing it is.")},
    )


class DecideForm(forms.Form):
    """What becomes of something that is left. `fate` comes from the button that was pressed."""

    fate = forms.ChoiceField(
        choices=[(key, key) for key in ("follow_up", "soak", "let_go", "meeting", "answered", "open")],
        error_messages={"required": _("Choose what becomes of it.")},
    )
    owner = forms.ModelChoiceField(
        label=_("Who takes it on"),
        queryset=User.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("This person is not in the review. Invite them first.")},
    )
    due = forms.DateField(
        label=_("By"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = LineField(label=_("Note, or why not"), max_length=500, required=False)

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people(review)  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("fate") == "follow_up" and not found.get("owner") and "owner" not in self.errors:
            self.add_error("owner", _("Choose who takes it on."))
        if found.get("fate") == "meeting" and not found.get("note"):
            self.add_error("note", _("Say in a few words which meeting, so that people find it."))
        return found


class PromiseForm(forms.Form):
    on = forms.DateField(
        label=_("The report is promised for"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write a day, for instance 2026-03-31.")},
    )
    thanks = LineField(label=_("A word of thanks to everyone"), max_length=500, required=False)
