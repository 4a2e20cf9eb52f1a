"""The form of "Messages I want": one box for each choice that can be switched off."""

from typing import Any

from django import forms

from outbox import choices


class WantedForm(forms.Form):
    """`off`: the names of what is switched off now. `wanted` afterwards: the names of what stays on."""

    def __init__(self, *args: Any, off: set[str], **more: Any) -> None:
        super().__init__(*args, **more)
        for choice in choices.free():
            self.fields[choice.name] = forms.BooleanField(
                label=choice.label, help_text=choice.about, required=False, initial=choice.name not in off
            )

    @property
    def wanted(self) -> set[str]:
        return {name for name, on in self.cleaned_data.items() if on}
