"""Forms of incidents: what happened, who was involved, the moments, the themes."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField, SeenForm, WallField, ZoneField
from accounts.models import User
from incidents.models import Incident, Involvement, Part, Severity

# In characters, as the interface for programs takes them (incidents/api.py): a log does not belong into a sentence. Checked here
# and not by the browser, which would cut off what is pasted without a word.
LONGEST, LONGEST_IMPACT = 5000, 20_000
TOO_LONG = _(
    "This is too long, with %(show_value)d characters. Shorten it to %(limit_value)d; a log is better brought in as evidence."
)


def in_zone(wall: datetime | None, zone: ZoneInfo, was: datetime | None = None) -> datetime | None:
    """The moment of a wall time; the first one when the clocks go back. Raises ValidationError for a time that was not.

    `was`, the moment held so far, stays when its minute is the same: the field shows neither seconds nor which hour.
    """
    if wall is None:
        return None
    if was and was.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None) == wall:
        return was
    moment = wall.replace(tzinfo=zone, fold=0)
    if moment.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) != wall:
        raise forms.ValidationError(_("The clocks jump over this time on that day. Choose another one."))
    return moment


class IncidentForm(SeenForm):
    title = LineField(label=_("Title"), max_length=200)
    severity = forms.ChoiceField(label=_("Severity"), choices=Severity.choices, initial=Severity.SEV2)
    services = LineField(
        label=_("Services"), required=False, max_length=500, help_text=_("With commas between them: API, checkout.")
    )
    impact = forms.CharField(
        label=_("Impact"),
        required=False,
        validators=[MaxLengthValidator(LONGEST_IMPACT, TOO_LONG)],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who noticed what, and for how long."),
    )
    time_zone = ZoneField(label=_("Local time zone of those who responded"))
    impact_started_at = WallField(label=_("Impact began"), required=False)
    detected_at = WallField(label=_("Detected"), required=False)
    resolved_at = WallField(label=_("Resolved"), required=False)

    def __init__(self, *args: Any, incident: Incident | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.incident = incident

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        zone = ZoneInfo(str(data.get("time_zone") or "UTC"))
        for name in ("impact_started_at", "detected_at", "resolved_at"):
            try:
                data[name] = in_zone(data.get(name), zone, getattr(self.incident, name, None))
            except forms.ValidationError as error:
                self.add_error(name, error)
        self._check_order(data.get("impact_started_at"), data.get("detected_at"), data.get("resolved_at"))
        return data

    def _check_order(self, began: datetime | None, detected: datetime | None, ended: datetime | None) -> None:
        """An end before the impact or its discovery cannot be; a discovery before the impact can (a warning came first)."""
        if began and ended and ended < began:
            self.add_error("resolved_at", _("This is before the impact began."))
        elif detected and ended and ended < detected:
            self.add_error("resolved_at", _("This is before it was detected. Leave one empty if you are not sure."))

    def fields_for(self) -> dict[str, Any]:
        """The valid form as arguments of the action."""
        data = dict(self.cleaned_data)
        data["services"] = [name.strip() for name in data["services"].split(",") if name.strip()]
        data["time_zone"] = str(data["time_zone"])
        return data


def held(incident: Incident) -> dict[str, Any]:
    """What an incident holds, as the initial values of its form."""
    names = ("title", "severity", "impact", "time_zone")
    times = ("impact_started_at", "detected_at", "resolved_at")
    walls = {name: getattr(incident, name) for name in times}
    return {
        **{name: getattr(incident, name) for name in names},
        **{name: at.astimezone(incident.zone).replace(tzinfo=None) if at else None for name, at in walls.items()},
        "services": ", ".join(service.name for service in incident.services.all()),
    }


class InvolvementForm(SeenForm):
    """A person with an account, or a name."""

    user = forms.ModelChoiceField(
        label=_("Account"), queryset=User.objects.none(), required=False, empty_label=_("no account")
    )
    name = LineField(label=_("Name, if they have no account"), max_length=100, required=False)
    part = forms.ChoiceField(label=_("Their part"), choices=Part.choices)
    perspective = LineField(label=_("What they saw of it"), max_length=500, required=False)

    def __init__(self, *args: Any, keep: User | None = None, **more: Any) -> None:
        """`keep`: the account held so far, which stays to be chosen when it is no longer active."""
        super().__init__(*args, **more)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(Q(is_active=True) | Q(pk=keep.pk if keep else None))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("user") and not data.get("name"):
            self.add_error("name", _("Choose an account or write a name."))
        return data


class EventForm(SeenForm):
    """One moment of the narrative, on the clock of those who responded."""

    at = WallField(
        label=_("When"),
        required=False,
        help_text=_("Leave it empty where nobody knows the time; you choose its place in the order then."),
    )
    what = forms.CharField(
        label=_("What happened"),
        validators=[MaxLengthValidator(LONGEST, TOO_LONG)],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    known_then = forms.CharField(
        label=_("What was known then"),
        required=False,
        validators=[MaxLengthValidator(LONGEST, TOO_LONG)],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What people saw and believed at that moment, before anyone knew how it would end."),
    )
    perspective_of = forms.ModelChoiceField(
        label=_("Whose perspective"), queryset=Involvement.objects.none(), required=False
    )
    teller = forms.ModelChoiceField(label=_("Who tells it"), queryset=Involvement.objects.none(), required=False)
    evidence = LineField(label=_("From which evidence"), max_length=200, required=False)

    def __init__(self, *args: Any, incident: Incident, was: datetime | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.incident, self.was = incident, was
        for name in ("perspective_of", "teller"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = incident.involvements.select_related("user")
        self.nobody_yet = not incident.involvements.exists()
        if self.nobody_yet:
            self.fields["perspective_of"].widget = self.fields["teller"].widget = forms.HiddenInput()

    def clean_at(self) -> datetime | None:
        return in_zone(self.cleaned_data["at"], self.incident.zone, self.was)
