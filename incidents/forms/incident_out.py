"""The word with which an incident is taken away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class AwayForm(forms.Form):
    """`seen` is what the page told of; who confirms an older page is asked again."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, mark: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.mark = mark
        self.fields["seen"].initial = mark

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("seen") != self.mark:
            self.add_error(None, _("Something changed in it since you opened this page. Please look again."))
            self.data = {"seen": self.mark}  # the answer to the page that is shown now
        return data
