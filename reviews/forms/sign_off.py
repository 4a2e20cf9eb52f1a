"""What is typed about parts: whom a passage or events are about, and a person's word on their own."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.templatetags.face import moment
from incidents.models import TimelineEvent
from reviews.forms.document import PassageForm, unix_lines
from reviews.models import Review, SignOff, Willingness

REASON_CHARACTERS = 2_000


def people(review: Review) -> QuerySet[User]:
    """Those who can be asked: invited, with an account that is open."""
    here = review.participations.filter(removed_at=None).values("user")
    return User.objects.filter(pk__in=here, is_active=True).order_by("name", "email")


class _AboutForm(forms.Form):
    person = forms.ModelChoiceField(
        label=_("Who is it about"),
        queryset=User.objects.none(),
        empty_label=_("choose a person"),
        error_messages={
            "required": _("Choose the person whom it is about."),
            "invalid_choice": _("This person is not in the review. Invite them first."),
        },
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people(review)  # type: ignore[attr-defined]  # a ModelChoiceField


class MarkPassageForm(_AboutForm, PassageForm):
    """Words of the document, selected on its page or quoted by hand, and the person whom they are about."""

    text = None  # type: ignore[assignment]  # a mark has no remark
    field_order = ("person", "quote", "revision", "start", "end")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quote"].label = _("Quote the words that are about them")

    def clean_text(self) -> str:
        return ""


class EventsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django’s field takes none when it runs
    """Events of the timeline, each with its time in the reader's zone."""

    def label_from_instance(self, obj: TimelineEvent) -> str:
        return ": ".join(filter(None, [moment(obj.known_at), Truncator(obj.what).words(16)]))


class MarkEventsForm(_AboutForm):
    """Events of the timeline and the person whom they are about."""

    events = EventsField(
        label=_("Events"),
        queryset=TimelineEvent.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one event.")},
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, review=review, **kwargs)
        self.fields["events"].queryset = review.incident.events.all()  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """checked, or disputed with a reason. Words written for a dispute are not dropped by pressing the other button."""

    answer = forms.ChoiceField(choices=SignOff.Answer.choices)
    seen = forms.CharField(max_length=32)
    reason = forms.CharField(
        label=_("What was different for you?"),
        required=False,
        max_length=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        disputes, reason = found.get("answer") == SignOff.Answer.DISPUTED, found.get("reason")
        if disputes and not reason and "reason" not in self.errors:
            self.add_error("reason", _("Say in a few words what was different, so that the others can understand it."))
        if not disputes and reason:
            self.add_error(
                "reason", _("You wrote what was different. Send it as disputed, or empty this field and press again.")
            )
        return found


class WillingForm(forms.Form):
    """yes, rather not, or ask me privately."""

    answer = forms.ChoiceField(choices=Willingness.Answer.choices)
