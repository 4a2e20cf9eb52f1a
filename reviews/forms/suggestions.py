"""What is typed about suggestions: the words in question, what is to stand in their place, and both changes together."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.forms.document import COMMENT_CHARACTERS, unix_lines

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


def _passage_field(label: "_StrOrPromise", help_text: "_StrOrPromise") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 6, "spellcheck": "true", "autocomplete": "off"})
    return forms.CharField(
        label=label, help_text=help_text, required=False, strip=False, max_length=COMMENT_CHARACTERS, widget=widget
    )


def _trimmed(text: str) -> str:
    """Blank lines around a passage belong to the text around it."""
    return unix_lines(text).strip("\n")


class QuoteForm(forms.Form):
    """The words that somebody would put otherwise, copied from the text."""

    quote = forms.CharField(
        label=_("Quote the words you would put otherwise"),
        help_text=_("Copy them from the text, without leaving any out. They come next as a text that you can change."),
        max_length=4_000,
        error_messages={"required": _("Quote a few words of the text first.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PlaceForm(forms.Form):
    """A selection on the page of a revision: places in its plain text, end exclusive."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class SuggestionForm(PlaceForm):
    """Other words for a passage, and why."""

    replacement = _passage_field(
        _("Your wording, in Markdown"), _("Change what you would put otherwise. Left empty, the passage is removed.")
    )
    text = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=COMMENT_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("replacement", "text")

    def clean_replacement(self) -> str:
        return _trimmed(self.cleaned_data["replacement"])

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])


class TogetherForm(forms.Form):
    """The passage as it shall read, and a fingerprint of how it read when the form was made."""

    final = _passage_field(_("The passage as it shall read, in Markdown"), _("Left empty, the passage is removed."))
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def clean_final(self) -> str:
        return _trimmed(self.cleaned_data["final"])
