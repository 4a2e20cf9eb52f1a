"""What is typed on the document pages: the text, comments, and the words a comment is about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.markdown import MAX_CHARACTERS

COMMENT_CHARACTERS = 10_000


def unix_lines(text: str) -> str:
    """Browsers send line ends as CR LF; offsets count them as one."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class TextForm(forms.Form):
    """A whole text and the revision its writer started from."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"spellcheck": "true", "autocomplete": "off"}),
    )
    base = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])


class CommentForm(forms.Form):
    """One remark."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=COMMENT_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a few words first.")},
    )

    def clean_text(self) -> str:
        return unix_lines(self.cleaned_data["text"])


class PassageForm(CommentForm):
    """A remark and the words it is about: selected on a page (places in its plain text), or quoted by hand."""

    quote = forms.CharField(
        label=_("Quote the words your comment is about"),
        help_text=_("Copy them from the text; a few words are enough."),
        max_length=4_000,
        error_messages={"required": _("Quote a few words of the text, so that others see what you mean.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    field_order = ("quote", "text", "revision", "start", "end")

    @property
    def selected(self) -> tuple[int, int] | None:
        """The places in the plain text, if the page sent them."""
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        return (start, end) if start is not None and end is not None and start < end else None
