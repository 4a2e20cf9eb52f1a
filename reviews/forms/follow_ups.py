"""What is typed of follow-ups, and of the ideas of a meeting."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from accounts.models import User
from reviews import tracked_links
from reviews.forms.sign_off import people
from reviews.models import FollowUp, IdeaWord, Review

WHY_NO_LINK = {
    "long": _("This link is too long: at most 500 characters."),
    "scheme": _("Begin the link with https:// or http://."),
    "credentials": _("Leave the name and password out of the link: everyone who reads it would have them."),
    "form": _("This does not look like a link. Copy it from the address bar of your browser."),
}
NOT_HERE = _("This person is not in the review. Invite them first.")


class LinkField(forms.CharField):
    """A link to any page, shown as one: https or http, without credentials."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}), **kwargs)

    def clean(self, value: Any) -> str:
        url: str = super().clean(value)
        try:
            return tracked_links.checked(url) if url else ""
        except tracked_links.BadLink as error:
            raise ValidationError(WHY_NO_LINK[error.why], code=error.why) from None


def _day() -> forms.DateField:
    return forms.DateField(
        label=_("By"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class AgreedForm(forms.Form):
    """Who does it, by when, why, and where it is tracked."""

    owner = forms.ModelChoiceField(
        label=_("Who takes it on"),
        queryset=User.objects.none(),
        error_messages={"required": _("Choose who takes it on."), "invalid_choice": NOT_HERE},
    )
    due = _day()
    why = LineField(
        label=_("Why"), max_length=500, required=False, help_text=_("What it helps with, for those who were not there.")
    )
    url = LinkField(
        label=_("Where it is tracked"),
        required=False,
        help_text=_("A link, for instance to an issue or a ticket."),
    )

    def __init__(self, *args: Any, review: Review, owner: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = _owners(review, owner)  # type: ignore[attr-defined]  # a ModelChoiceField


def _owners(review: Review, present: User | None) -> QuerySet[User]:
    """Those in the review; who has it already may keep it."""
    here = Q(pk__in=people(review).values("pk"))
    return User.objects.filter(here | Q(pk=present.pk) if present else here).order_by("name", "email")


class FollowUpForm(AgreedForm):
    what = LineField(label=_("What"), max_length=500, error_messages={"required": _("Say in a few words what it is.")})
    field_order = ("what", "owner", "due", "why", "url")


class SettleForm(forms.Form):
    """`do` comes from the button that was pressed."""

    do = forms.ChoiceField(choices=[(key, key) for key in ("done", "not", "reopen")])
    reason = LineField(label=_("Why not"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("do") == "not" and not found.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why, so that nobody has to ask again in a year."))
        return found


class GroupForm(forms.Form):
    people = forms.ModelMultipleChoiceField(
        label=_("Whose word do you want"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Three to five people are enough. They are asked by a message when the ideas have soaked; without a group you decide alone."
        ),
        error_messages={"invalid_choice": NOT_HERE},
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people(review)  # type: ignore[attr-defined]  # a ModelMultipleChoiceField


class WordForm(forms.Form):
    answer = forms.ChoiceField(
        choices=IdeaWord.Answer.choices, error_messages={"required": _("Choose “do it” or “not now”.")}
    )
    word = LineField(label=_("A word about why"), max_length=300, required=False)


class TakeUpForm(AgreedForm):
    """The facilitator's word about an idea: taken up by somebody, or not, with the reason."""

    do = forms.ChoiceField(choices=[("take_up", "take_up"), ("leave", "leave")])
    reason = LineField(label=_("Why not"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("do") == "leave":
            self.errors.pop("owner", None)
            if not found.get("reason"):
                self.add_error("reason", _("Say why, so that nobody has to ask again in a year."))
        return found


def initial(follow_up: FollowUp) -> dict[str, Any]:
    """The follow-up as its form shows it at first."""
    tracked = follow_up.tracked.url if hasattr(follow_up, "tracked") else ""
    values = {"what": follow_up.what, "owner": follow_up.owner_id, "due": follow_up.due, "why": follow_up.why}
    return values | {"url": tracked}
