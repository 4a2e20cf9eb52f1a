"""The form in which a join code is typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews import join_codes


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Six letters and digits, shown on the shared screen."),
        error_messages={"required": _("Type the code that is shown in the room.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = join_codes.typed(self.cleaned_data["code"])
        if len(code) != join_codes.LENGTH or not code.isascii():
            raise forms.ValidationError(_("A code has six letters and digits. Look at the shared screen once more."))
        return code
