"""The form of a talking point."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField


class PointForm(forms.Form):
    text = LineField(
        label=_("Talking point"), max_length=200, error_messages={"required": _("Write what to talk about.")}
    )
