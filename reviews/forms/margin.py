"""The words a thread is put on by hand."""

from django import forms

from reviews.forms.document import PassageForm


class PlaceForm(PassageForm):
    """Selected on the page (places in its plain text), or quoted by hand; no remark."""

    text: forms.Field = None  # type: ignore[assignment]  # Django's way to leave out an inherited field

    def clean_text(self) -> str:
        return ""
