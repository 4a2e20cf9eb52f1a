"""Files that are brought into a document: the text itself, and comments."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from reviews.forms.document import unix_lines
from reviews.markdown import MAX_CHARACTERS

MOST_TEXT_BYTES = 4 * MAX_CHARACTERS
MOST_COMMENT_BYTES = 3_000_000
# "orders-stuck-r3.md", also as browsers name a second copy: "orders-stuck-r3 (1).md".
_IN_ITS_NAME = re.compile(r"-r(\d{1,9})(?: ?\(\d+\))?\.\w+$")


def decoded(upload: "UploadedFile[bytes]", most: int, too_big: Any) -> str:
    """The text of a file. Raises ValidationError with a plain reason."""
    if (upload.size or 0) > most:
        raise forms.ValidationError(too_big)
    try:
        return unix_lines(str(upload.read(), "utf-8-sig"))
    except UnicodeDecodeError:
        raise forms.ValidationError(
            _("This file is not UTF-8 text. Save it as UTF-8 in your editor and choose it again.")
        ) from None


class TextFileForm(forms.Form):
    """A Markdown file and the revision it was written from, which its name tells when it was downloaded here."""

    file = forms.FileField(
        label=_("Markdown file"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".md,.markdown,.txt,text/markdown,text/plain"}),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )
    base = forms.ChoiceField(
        label=_("Written from"),
        required=False,
        help_text=_("So that what others saved since then is kept together with what the file says."),
    )

    def __init__(self, numbers: Iterable[int], **more: Any) -> None:
        super().__init__(**more)
        told = ("", _("the revision that the file’s name tells (…-r3.md)"))
        field = self.fields["base"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [told, *((str(one), _("revision %(number)d") % {"number": one}) for one in numbers)]

    def clean_file(self) -> str:
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        too_big = _("This is longer than a document can be (400,000 characters). Is it the right file?")
        self.name = upload.name or ""
        text = decoded(upload, MOST_TEXT_BYTES, too_big)
        if len(text) > MAX_CHARACTERS:
            raise forms.ValidationError(too_big)
        if "\x00" in text:
            raise forms.ValidationError(_("This file holds characters that no text has. Is it the right file?"))
        return text

    def clean(self) -> dict[str, Any]:
        found = _IN_ITS_NAME.search(getattr(self, "name", ""))
        number = self.cleaned_data.get("base") or (found[1] if found else "")
        if "file" in self.cleaned_data and "base" not in self.errors:
            if not number:
                self.add_error(
                    "base", _("The file’s name does not tell which revision it was written from. Choose it.")
                )
            else:
                self.cleaned_data["base"] = int(number)
        return self.cleaned_data


class CommentsFileForm(forms.Form):
    """A file of comments (Web Annotations), not yet read."""

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".jsonld,.json,application/ld+json,application/json"}),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )

    def clean_file(self) -> str:
        too_big = _("The file is larger than 3 MB. Comments are short texts; is this the right file?")
        return decoded(self.cleaned_data["file"], MOST_COMMENT_BYTES, too_big)
