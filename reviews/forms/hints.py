"""What the buttons beside a hint send: dismiss one, dismiss its kind, show all again."""

from django import forms

from reviews.hint_quotes import LONGEST_KEY
from reviews.language_hints import KINDS


class DismissForm(forms.Form):
    """`dismiss` is "kind:key", or "kind:" for all of it; empty when nothing is dismissed."""

    dismiss = forms.RegexField(rf"^(?:{'|'.join(KINDS)}):", required=False, max_length=LONGEST_KEY + 40)
    again = forms.BooleanField(required=False)

    @property
    def dismissed(self) -> tuple[str, str] | None:
        """The kind, and the key of the one hint or an empty string."""
        kind, _, key = self.cleaned_data["dismiss"].partition(":")
        return (kind, key[:LONGEST_KEY]) if kind else None
