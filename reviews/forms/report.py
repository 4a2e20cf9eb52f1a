"""What is typed about a report: its text, its publication, names, and what it taught somebody."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from reviews.forms.document import unix_lines
from reviews.markdown import MAX_CHARACTERS
from reviews.models import Audience
from reviews.queries.report_names import Known, is_a_name, naming

NAMES = [
    ("", _("nobody: my part instead of my name")),
    (Audience.THERE, _("those who were invited to the meeting")),
    (Audience.COMPANY, _("the company")),
    (Audience.PUBLIC, _("everyone, also people outside")),
]


class ReportForm(forms.Form):
    text = forms.CharField(
        label=_("Text of the report"),
        strip=False,
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "true", "autocomplete": "off"}),
        help_text=_(
            "Markdown, as in the document. A link like [asked in the meeting](#from-question-3) becomes a numbered note."
        ),
        error_messages={"required": _("Write a few words first.")},
    )
    base = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])


class PublishForm(forms.Form):
    for_company = forms.BooleanField(
        label=_("Everybody in the company may read it"),
        help_text=_("Otherwise it is for those who were invited to the meeting."),
        required=False,
    )
    what_changed = LineField(
        label=_("What changed, in a sentence"),
        max_length=500,
        required=False,
        help_text=_("Readers see it above the text, beside the words that changed."),
    )
    tell = forms.BooleanField(label=_("Tell everyone who was invited by mail"), required=False, initial=True)

    def __init__(self, *args: Any, restricted: bool, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if restricted:
            self.fields["for_company"].disabled = True
            self.fields["for_company"].help_text = _(
                "This review is restricted: its report stays with those who were invited."
            )
        if first:
            del self.fields["what_changed"]

    def clean_for_company(self) -> bool:
        return bool(self.cleaned_data["for_company"]) and not self.fields["for_company"].disabled


class NameForm(forms.Form):
    widest = forms.ChoiceField(
        label=_("Who may read your name in the report"),
        choices=NAMES,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "Everybody else reads your part, “the person on call” for instance, also inside quotes. You may change this at any time."
        ),
    )


class NotedForm(forms.Form):
    """What a facilitator was told by somebody without an account."""

    widest = forms.ChoiceField(label=_("They may be named to"), choices=[("", _("nobody")), *NAMES[1:]], required=False)


class NotAPersonForm(forms.Form):
    words = LineField(
        label=_("Words that are nobody’s name"),
        max_length=100,
        help_text=_("A product or a place, as it stands in the text: “Austin data centre”."),
        error_messages={"required": _("Write the words as they stand in the text.")},
    )

    def __init__(self, *args: Any, known: list[Known], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"])
        if is_a_name(words, self.known):
            raise ValidationError(
                _("Somebody here has this name, and says themselves who may read it. Write the words around it too."),
                code="theirs",
            )
        if not naming(self.known, Audience.PUBLIC).found(words):
            raise ValidationError(_("None of these words is hidden: they stay as they are already."), code="stays")
        return words


class TaughtForm(forms.Form):
    text = LineField(
        label=_("What did it teach you?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    with_name = forms.BooleanField(label=_("Show my name with it"), required=False)
