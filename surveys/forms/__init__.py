"""The survey's form, what of the trends is looked at, and the form of a format change."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from accounts.forms.select import LongSelect
from accounts.models import Team, User
from reviews.models import Series
from reviews.series_permissions import visible_series
from surveys.anonymity import VALUES
from surveys.models import Statement, Survey
from surveys.queries.trends import EVER, Choice

AHEAD = timedelta(days=92)


class AnswerForm(forms.Form):
    """One field a statement, named by its number, all needed; the text may be left out."""

    text = forms.CharField(
        label=_("Anything else?"),
        help_text=_("Your wording may tell who you are."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, survey: Survey, **more: Any) -> None:
        super().__init__(*args, **more)
        self.statements = list(Statement.objects.filter(pk__in=survey.counts.values("statement")))
        for statement in self.statements:
            self.fields[f"s{statement.pk}"] = forms.TypedChoiceField(
                label=statement.text,
                choices=[(value, str(value)) for value in VALUES],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the five.")},
            )
        if survey.question:
            self.fields["text"].label = survey.question
        self.order_fields([f"s{each.pk}" for each in self.statements] + ["text"])

    def ratings(self) -> dict[int, int]:
        """The valid form's ratings by the statements' numbers."""
        return {each.pk: self.cleaned_data[f"s{each.pk}"] for each in self.statements}


class OfSeries(forms.Form):
    """Asks which of the series that `person` may know of. `beside`: another such form of the same page, which has read them."""

    def __init__(self, *args: Any, person: User, beside: "OfSeries | None" = None, **more: Any) -> None:
        super().__init__(*args, **more)
        known = visible_series(person)
        self.known: list[tuple[int, str]] = beside.known if beside else list(known.values_list("pk", "name"))
        _offer(self.fields["series"], known, self.known)


def _offer(field: forms.Field, known: QuerySet[Any], offered: list[tuple[int, str]]) -> None:
    """What a field of a model allows, and as read already: it would count and read them once more for each time it is shown."""
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = known
    field.choices = [("", field.empty_label), *offered]


class ChoiceForm(OfSeries):
    """Series, team and period; whatever cannot be read means all series, twelve weeks."""

    series = forms.ModelChoiceField(
        label=_("Series"), queryset=Series.objects.none(), required=False, empty_label=_("all series")
    )
    team = forms.ModelChoiceField(
        label=_("Meetings with"), queryset=Team.objects.all(), required=False, empty_label=_("any team")
    )
    weeks = forms.TypedChoiceField(
        label=_("Period"),
        choices=[(12, _("12 weeks")), (26, _("half a year")), (52, _("a year")), (EVER, _("since the beginning"))],
        coerce=int,
        required=False,
        empty_value=None,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        teams = Team.objects.all()
        _offer(self.fields["team"], teams, list(teams.values_list("pk", "name")))

    def choice(self) -> Choice:
        self.is_valid()
        weeks = self.cleaned_data.get("weeks")
        return Choice(self.cleaned_data.get("series"), 12 if weeks is None else weeks, self.cleaned_data.get("team"))


class FormatChangeForm(OfSeries):
    """ "From 3 March: poll at the start, because the loudest chose before"."""

    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    what = LineField(label=_("What changes"), max_length=200, help_text=_("As in: the vote stands at the start"))
    why = LineField(label=_("Because"), max_length=300, required=False)
    series = forms.ModelChoiceField(
        label=_("In which series"),
        queryset=Series.objects.none(),
        required=False,
        empty_label=_("in all"),
        widget=LongSelect,
    )

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since > timezone.localdate() + AHEAD:
            raise forms.ValidationError(
                _("This is more than three months ahead. Note it when it begins, or mend the year.")
            )
        return since
