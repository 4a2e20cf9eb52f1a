"""Forms of a series: its day and format, who facilitates in turn, whom to ask, a kind word, and looking back."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField, SeenForm, ZoneField
from accounts.models import User
from reviews.forms.plan import LENGTHS
from reviews.models import AgendaItem, Series, StandingMeeting, Weekday
from reviews.timing import ORDER

PART = "part_"


def _text(label: object, hint: object = "", rows: int = 4) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=4000, help_text=hint, widget=area)  # type: ignore[arg-type]


class SeriesForm(forms.Form):
    """Name, day and format. The minutes of the agenda's parts are all optional: none of them, and each review's timeline decides."""

    name = LineField(label=_("Name"), max_length=100, help_text=_("As people say it: “Tuesday review”."))
    weekday = forms.TypedChoiceField(
        label=_("Day"),
        choices=[("", _("no fixed day")), *Weekday.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    begins = forms.TimeField(
        label=_("Begins at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("On the clock of the time zone below."),
    )
    time_zone = ZoneField(label=_("Time zone"))
    minutes = forms.TypedChoiceField(label=_("Length"), choices=LENGTHS, coerce=int, initial=60)
    votes_each = forms.TypedChoiceField(
        label=_("Votes for each person in the opening poll"),
        choices=[(1, "1"), (2, "2"), (3, "3")],
        coerce=int,
        initial=1,
    )
    empty_week = LineField(
        label=_("What to do in a week without a review"),
        max_length=300,
        required=False,
        help_text=_("For instance: “Read an older report together”, or “The hour is free; enjoy it”."),
    )

    def __init__(self, *args: Any, series: Series | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.series = series
        for kind in ORDER:
            label = AgendaItem.Kind(kind).label.capitalize()
            self.fields[PART + kind] = forms.IntegerField(label=label, min_value=0, max_value=120, required=False)

    @property
    def parts(self) -> list[forms.BoundField]:
        return [self[PART + kind] for kind in ORDER]

    @property
    def plain(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith(PART)]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Series.objects.filter(name__iexact=name)
        if (others.exclude(pk=self.series.pk) if self.series else others).exists():
            raise forms.ValidationError(_("There is a series of this name already. Choose another one."))
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, begins = data.get("weekday"), data.get("begins")
        if not self.errors and (day is None) != (begins is None):
            missing = _("Say on which day.") if day is None else _("Say at what time.")
            self.add_error("weekday" if day is None else "begins", missing)
        return data

    def written(self) -> dict[str, Any]:
        """What the actions take."""
        data = self.cleaned_data
        parts = {kind: data[PART + kind] for kind in ORDER if data.get(PART + kind)}
        return {name: value for name, value in data.items() if not name.startswith(PART)} | {"parts": parts}


def begun(series: Series, standing: StandingMeeting | None) -> dict[str, Any]:
    """What the form shows of a series that is there."""
    of_series = {"name": series.name, "minutes": series.minutes, "time_zone": series.time_zone}
    if standing is None:
        return of_series
    held = {name: getattr(standing, name) for name in ("weekday", "begins", "votes_each", "empty_week")}
    return of_series | held | {PART + kind: minutes for kind, minutes in standing.parts.items()}


class PersonForm(forms.Form):
    person = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("Who joins the rotation"),
        empty_label=_("choose somebody"),
        error_messages={"required": _("Choose who joins.")},
    )

    def __init__(self, *args: Any, people: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class RequestForm(forms.Form):
    """Whom to ask to facilitate; those for whom nothing speaks against it are ticked."""

    people = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person to ask.")},
    )

    def __init__(self, *args: Any, users: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["people"].queryset = User.objects.filter(pk__in=[user.pk for user in users])  # type: ignore[attr-defined]


class BackForm(forms.Form):
    words = forms.CharField(
        label=_("Your words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say what you would like to hear from them, not how often they were away."),
        error_messages={"required": _("Write a few words of your own.")},
    )


class LookBackForm(SeenForm):
    """The words of one facilitator. `may_be_empty`: there are some already, and taking them all away is a choice."""

    went_well = _text(_("What went well"))
    to_try = _text(_("What to try next time"))
    for_co = _text(
        _("Words for your co-facilitator"),
        _("What you saw them do that helped, and what you would like to try together."),
    )

    def __init__(self, *args: Any, may_be_empty: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.may_be_empty = may_be_empty

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not self.may_be_empty and not any(data.values()):
            raise forms.ValidationError(_("Write a sentence in one of these."), code="empty")
        return data
