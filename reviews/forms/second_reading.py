"""Forms of the list before a review: whom to ask to read it, and what they answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reviews.models import SecondReading


class AskReaderForm(forms.Form):
    reader = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("Who reads it with fresh eyes"),
        empty_label=_("choose somebody"),
        help_text=_("They get a message. Whoever is not in the review yet is invited to it."),
        error_messages={"required": _("Choose whom to ask.")},
    )

    def __init__(self, *args: Any, people: list[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reader"].queryset = User.objects.filter(pk__in=[each.pk for each in people])  # type: ignore[attr-defined]


class ReadingForm(forms.Form):
    """ "Not yet" says why; "looks ready" may say what is good."""

    answer = forms.ChoiceField(
        label=_("How does it look to you?"),
        choices=[
            (SecondReading.Answer.READY, _("It looks ready")),
            (SecondReading.Answer.NOT_YET, _("Not yet, because …")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    words = forms.CharField(
        label=_("In your words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is good about it, what a reader would miss. The facilitators of this review read it."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == SecondReading.Answer.NOT_YET and not data.get("words"):
            self.add_error("words", _("Say what it still needs, so that the writer can go on from there."))
        return data
