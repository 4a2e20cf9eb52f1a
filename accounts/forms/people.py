"""Forms about people: the invitation, the first account, the profile, and what an admin may change."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.forms.fields import LineField, ZoneField
from accounts.models import Team, User
from accounts.permissions import stop_administering

MOST_AT_ONCE = 50


class NameField(LineField):
    """One line, as the others know the person."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label=_("Your name"),
            max_length=100,
            help_text=_("As the others know you."),
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
            **more,
        )


class PasswordField(forms.CharField):
    def __init__(self, **more: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(label=_("Password"), strip=False, max_length=200, widget=widget, **more)


class NewAccountForm(forms.Form):
    """What every new account begins with; `email` is the address that the password must not resemble."""

    name = NameField()
    time_zone = ZoneField(help_text=_("Times are shown in this zone, with the meeting's beside them."))
    password = PasswordField(
        required=False,
        help_text=_("Leave it empty to sign in by a code that is mailed to you; you can set one later."),
    )

    def __init__(self, *args: Any, address: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.address = address
        self.fields["time_zone"].initial = settings.DEFAULT_ZONE
        self.fields["time_zone"].widget.attrs["data-guess-zone"] = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if password:
            email = self.address or cleaned.get("email", "")
            try:
                validate_password(password, User(email=email, name=cleaned.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class FirstForm(NewAccountForm):
    """The first account of an installation."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = PasswordField(help_text=_("At least ten characters."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields(["name", "email", "password", "time_zone"])


class JoinForm(forms.Form):
    """Somebody asks for an account with an address of one of the installation's domains."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if email.rsplit("@", 1)[-1] not in {domain.lower().lstrip("@") for domain in settings.SIGNUP_DOMAINS}:
            allowed = ", ".join(settings.SIGNUP_DOMAINS)
            raise ValidationError(
                _("Accounts can be asked for with addresses of %(allowed)s. Others are invited by a facilitator.")
                % {"allowed": allowed}
            )
        return email


class ProfileForm(forms.Form):
    name = NameField()
    time_zone = ZoneField(help_text=_("Times are shown in this zone, with the meeting's beside them."))
    theme = forms.ChoiceField(
        label=_("Appearance"),
        choices=[("system", _("As my system")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
    )
    shortcuts = forms.BooleanField(
        label=_("Single-key shortcuts"),
        required=False,
        help_text=_("Press ? on any page to see them. Switch them off if you use voice control or keep pressing keys."),
    )


class InviteForm(forms.Form):
    emails = forms.CharField(
        label=_("E-mail addresses"),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("One on each line, or with commas between them."),
        max_length=10_000,
    )

    def clean_emails(self) -> list[str]:
        found = list(dict.fromkeys(word.lower() for word in re.split(r"[\s,;]+", self.cleaned_data["emails"]) if word))
        if len(found) > MOST_AT_ONCE:
            raise ValidationError(_("At most %(count)d at once, please.") % {"count": MOST_AT_ONCE})
        wrong = [email for email in found if not is_address(email)]
        if wrong:
            message = ngettext_lazy(
                "This does not look like an address: %(wrong)s",
                "These do not look like addresses: %(wrong)s",
                len(wrong),
            )
            raise ValidationError(message % {"wrong": ", ".join(wrong)})
        return found


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


class PersonForm(forms.Form):
    """What one person may do here, and their teams."""

    is_active = forms.BooleanField(
        label=_("May sign in"),
        required=False,
        help_text=_("Without this, sessions end at once. What the person wrote stays under their name."),
    )
    is_manager = forms.BooleanField(
        label=_("Manager"),
        required=False,
        help_text=_("Sees survey results and trends, but no interview notes of reviews they are not in."),
    )
    is_admin = forms.BooleanField(
        label=_("Admin"),
        required=False,
        help_text=_("Runs the installation: people and teams. Opens no restricted review."),
    )
    teams = forms.ModelMultipleChoiceField(
        label=_("Teams"), queryset=Team.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, person: User, **more: Any) -> None:
        initial = {name: getattr(person, name) for name in ("is_active", "is_manager", "is_admin")}
        super().__init__(*args, **more)
        self.initial = initial | {"teams": person.teams.all()}
        self.person = person

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("is_admin") and cleaned.get("is_active")):
            verdict = stop_administering(self.person)
            if not verdict:
                raise ValidationError(verdict.reason)
        return cleaned


class TeamForm(forms.Form):
    name = LineField(label=_("Name of the team"), max_length=100)

    def __init__(self, *args: Any, team: Team | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {"name": team.name if team else ""}
        self.team = team

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Team.objects.exclude(pk=self.team.pk) if self.team else Team.objects.all()
        if others.filter(name__iexact=name).exists():
            raise ValidationError(_("There is a team of this name already."))
        return name
