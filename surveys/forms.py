"""The survey's form: each statement from 1 to 5, and a free text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.anonymity import VALUES
from surveys.models import Statement, Survey


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
        self.order_fields([f"s{each.pk}" for each in self.statements] + ["text"])

    def ratings(self) -> dict[int, int]:
        """The valid form's ratings by the statements' numbers."""
        return {each.pk: self.cleaned_data[f"s{each.pk}"] for each in self.statements}
