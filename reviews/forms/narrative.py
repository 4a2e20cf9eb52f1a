"""What is typed in the narrative: something that was said about an event."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from incidents.models import TimelineEvent
from reviews.forms.document import unix_lines

NOTE_CHARACTERS = 2_000


class EventNoteForm(forms.Form):
    event = forms.ModelChoiceField(queryset=TimelineEvent.objects.none())
    said = forms.CharField(
        label=_("What was said"),
        max_length=NOTE_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write down what was said.")},
    )

    def __init__(self, *args: Any, events: QuerySet[TimelineEvent] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if events is not None:
            self.fields["event"].queryset = events  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_said(self) -> str:
        return unix_lines(self.cleaned_data["said"])
