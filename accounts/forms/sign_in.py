"""allauth's forms in our words: labels above the fields, nothing inside them."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.forms import Form
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("The password you have now"),
    "password1": _("New password"),
    "password2": _("The new password once more"),
    "code": _("Code from the mail"),
}


class Worded(Form):
    """Takes placeholders away and names the fields."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)


class LoginForm(Worded, allauth_forms.LoginForm):
    pass


class RequestLoginCodeForm(Worded, allauth_forms.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(Worded, allauth_forms.ConfirmLoginCodeForm):
    pass


class ChangePasswordForm(Worded, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(Worded, allauth_forms.SetPasswordForm):
    pass


class ResetPasswordForm(Worded, allauth_forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Worded, allauth_forms.ResetPasswordKeyForm):
    pass
