"""What facilitators write down of people without an account: whether they want a chat, and what may be quoted."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.forms.interviews import QuoteAnswerForm, checked_promise, day_field
from reviews.models import Interview, Review

YES, NO = Interview.Answer.YES.value, Interview.Answer.NO.value


def today_in(review: Review) -> date:
    return timezone.now().astimezone(review.zone).date()


def _said(day: date, review: Review) -> date:
    if day > today_in(review):
        raise forms.ValidationError(_("This day is still ahead. Write down the day on which they said so."))
    return day


class NotedForm(forms.Form):
    """A yes or a no, the day on which it was said, and the promised day."""

    answer = forms.ChoiceField(
        label=_("What they said"),
        choices=[(YES, _("Yes, they would like to talk")), (NO, _("They would rather not"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they said.")},
    )
    said_on = day_field(label=_("They said so on"))
    until = day_field(
        label=_("The notes are deleted on"),
        help_text=_("Tell them this day. It can be made earlier afterwards, never later."),
    )

    def __init__(self, *args: Any, review: Review, **more: Any) -> None:
        super().__init__(*args, **more)
        self.review = review

    def clean_said_on(self) -> date:
        return _said(self.cleaned_data["said_on"], self.review)

    def clean_until(self) -> date:
        return checked_promise(self.cleaned_data["until"], self.review)


class QuoteToldForm(QuoteAnswerForm):
    """Their answer about a passage, as a facilitator was told, and the day."""

    said_on = day_field(label=_("They said so on"))

    def __init__(self, *args: Any, review: Review, **more: Any) -> None:
        super().__init__(*args, **more)
        self.review = review

    def clean_said_on(self) -> date:
        return _said(self.cleaned_data["said_on"], self.review)
