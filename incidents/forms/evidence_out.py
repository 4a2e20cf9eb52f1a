"""What is asked when an import is taken out again: whether the messages that moments rest on go too."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OutForm(forms.Form):
    """`seen` is how many of them the page told of; who confirms an older page is asked again."""

    cited = forms.ChoiceField(
        label=_("What becomes of them"),
        widget=forms.RadioSelect,
        initial="stay",
        choices=[
            ("stay", _("They stay with their moments, and go over to the same messages when these come in again.")),
            ("go", _("They go too. The moments stay, without these citations.")),
        ],
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, cited: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.now = cited
        self.fields["seen"].initial = cited
        if not cited:
            del self.fields["cited"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("seen") != self.now:
            self.add_error(
                None, _("Other messages are cited by now than when you opened this page. Please look again.")
            )
            self.data = dict(self.data.items()) | {"seen": self.now}  # the answer to the page that is shown now
        return data

    @property
    def with_cited(self) -> bool:
        return self.cleaned_data.get("cited") == "go"
