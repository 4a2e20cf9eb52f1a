"""The forms of coming in: the code, and a guest's name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
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


class NameForm(forms.Form):
    name = LineField(
        label=_("Your name"),
        max_length=80,
        help_text=_("The facilitators see it in the list of who was here."),
        error_messages={"required": _("Write a name, so that the facilitators know who came.")},
    )
