"""Forms about chats: asking for one, answering, marking a passage, and the person's word on it."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField, WallField, ZoneField
from reviews import timing
from reviews.actions.interviews import Offer
from reviews.forms.document import unix_lines
from reviews.models import Interview, InterviewQuote, InterviewTime, Review

LENGTHS = [(20, _("20 minutes")), (30, _("30 minutes")), (45, _("45 minutes")), (60, _("1 hour"))]
TIMES = ("first", "second", "third")
LONGEST = timedelta(days=180)
NOTES_CHARACTERS = 200_000


def day_field(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def promised_day(review: Review) -> date:
    """Two weeks after the meeting, when the report is written as a rule."""
    return (review.meets_at.astimezone(review.zone) + timedelta(days=14)).date()


def checked_promise(day: date, review: Review) -> date:
    """The first promise of a day. Raises ValidationError for one that is over, or too far away."""
    today = timezone.now().astimezone(review.zone).date()
    if day <= today:
        raise forms.ValidationError(_("Choose a day that is still ahead."))
    if day > today + LONGEST:
        raise forms.ValidationError(_("Half a year is the longest that notes are kept."))
    return day


class AskForm(forms.Form):
    """Up to three times on one clock. `until` is asked the first time alone: a promise does not move."""

    first = WallField(label=_("A time you offer"), error_messages={"required": _("Offer at least one time.")})
    second = WallField(label=_("Another one"), required=False)
    third = WallField(label=_("And another one"), required=False)
    time_zone = ZoneField(help_text=_("Of the times you offer. The person sees them on their own clock, too."))
    minutes = forms.TypedChoiceField(label=_("Length"), choices=LENGTHS, coerce=int, initial=30)
    until = day_field(
        label=_("The notes are deleted on"),
        help_text=_("The person is told this day. It can be made earlier afterwards, never later."),
    )

    def __init__(self, *args: Any, review: Review, again: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.review = review
        if again:
            del self.fields["until"]

    def clean_until(self) -> date:
        return checked_promise(self.cleaned_data["until"], self.review)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in TIMES:
            if data.get(name) and data.get("time_zone"):
                self._check(name, data[name], data["time_zone"])
        return data

    def _check(self, name: str, wall: datetime, zone: str) -> None:
        try:
            begins_at = timing.instant(wall, zone)
        except timing.NoSuchTime:
            self.add_error(name, _("The clocks jump over this time on that day. Choose another one."))
            return
        if begins_at <= timezone.now():
            self.add_error(name, _("This time is already over."))

    def told(self, until: date) -> dict[str, Any]:
        """What the message would say of the answers so far: those that are valid, else what is likely. until: of an earlier promise."""
        if self.is_bound:
            self.is_valid()
        data = getattr(self, "cleaned_data", {})
        zone = data.get("time_zone") or ""
        walls = sorted({data[name] for name in TIMES if data.get(name)}) if zone else []
        return {
            "minutes": data.get("minutes") or self.initial["minutes"],
            "until": data.get("until") or until,
            "times": [(timing.nearest(wall, zone)[0], zone) for wall in walls],
        }

    @property
    def offer(self) -> Offer:
        walls = [self.cleaned_data[name] for name in TIMES if self.cleaned_data.get(name)]
        return Offer(walls, self.cleaned_data["time_zone"], self.cleaned_data["minutes"])


class AnswerForm(forms.Form):
    """One of the offered times (by its number), "none_fits" or "no"; and a word, if one likes."""

    answer = forms.CharField(
        error_messages={"required": _("Choose a time, or say that none fits or that you would rather not.")}
    )
    word = LineField(
        label=_("A word to the facilitators"),
        max_length=300,
        required=False,
        help_text=_("For example when it would suit you. Only they read it, and it is deleted with the notes."),
    )

    def __init__(self, *args: Any, times: list[InterviewTime], **more: Any) -> None:
        super().__init__(*args, **more)
        self.times = {str(one.pk): one for one in times}

    def clean_answer(self) -> str:
        sent: str = self.cleaned_data["answer"]
        if sent in self.times or sent in (Interview.Answer.NONE_FITS, Interview.Answer.NO):
            return sent
        raise forms.ValidationError(
            _("This time is over or taken meanwhile. Choose another one, or say that none fits.")
        )

    @property
    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        sent = self.cleaned_data["answer"]
        chosen = self.times.get(sent)
        return {
            "answer": Interview.Answer.TIME if chosen else sent,
            "chosen": chosen,
            "word": self.cleaned_data["word"],
        }


class NotesForm(forms.Form):
    """The whole notes and the state their writer started from."""

    text = forms.CharField(required=False, strip=False, max_length=NOTES_CHARACTERS)
    base = forms.IntegerField(min_value=0)

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])


class QuoteForm(forms.Form):
    """Words of the notes that the person is asked about."""

    words = forms.CharField(
        label=_("The words you would like to use"),
        help_text=_("Select them in the notes, or copy them here. What is off the record cannot be asked for."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Copy the words from the notes first.")},
    )


class QuoteAnswerForm(forms.Form):
    """The person's word: "yes", "unnamed", "no", or "other" with their own words, with or without the name."""

    answer = forms.ChoiceField(
        choices=[(value, value) for value in ("yes", "unnamed", "no", "other")],
        error_messages={"required": _("Choose one of the answers."), "invalid_choice": _("Choose one of the answers.")},
    )
    words = forms.CharField(label=_("How you would put it"), max_length=2000, required=False)
    unnamed = forms.BooleanField(label=_("without my name"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == "other" and not data.get("words"):
            self.add_error("words", _("Write how you would put it."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        data, kinds = self.cleaned_data, InterviewQuote.Answer
        if data["answer"] != "other":
            return {"answer": data["answer"], "words": ""}
        return {"answer": kinds.UNNAMED if data["unnamed"] else kinds.YES, "words": unix_lines(data["words"])}


class EarlierForm(forms.Form):
    """An earlier day than was promised."""

    until = day_field(label=_("Delete the notes already on"))

    def __init__(self, *args: Any, interview: Interview, **more: Any) -> None:
        super().__init__(*args, **more)
        self.interview = interview

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day > self.interview.until:
            raise forms.ValidationError(_("The person was promised an earlier day. It cannot be made later."))
        return day
