"""Forms of planning a review: when, how long, open or restricted, whom to invite, the agenda."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField, WallField, ZoneField
from accounts.models import User
from reviews import timing
from reviews.actions.reviews import Plan
from reviews.models import Series

LENGTHS = [
    (30, _("30 minutes")),
    (45, _("45 minutes")),
    (60, _("1 hour")),
    (75, _("1 hour 15 minutes")),
    (90, _("1 hour 30 minutes")),
    (105, _("1 hour 45 minutes")),
    (120, _("2 hours")),
]


class PlanForm(forms.Form):
    """When and how the meeting is held. A meeting closer than 24 hours needs a tick and a reason."""

    wall = WallField(
        label=_("Meeting"),
        help_text=_("On the clock of the time zone beside it."),
        error_messages={"required": _("Say when the meeting begins.")},
    )
    time_zone = ZoneField(label=_("Time zone"))
    minutes = forms.TypedChoiceField(label=_("Length"), choices=LENGTHS, coerce=int, initial=60)
    series = forms.ModelChoiceField(
        label=_("Series"), queryset=Series.objects.none(), required=False, empty_label=_("none")
    )
    restricted = forms.TypedChoiceField(
        label=_("Who may know of this review"),
        help_text=_(
            "Would somebody hold back what they saw if everyone in the company could read it, or does the law ask for it? Then restrict it. Otherwise leave it open: others learn from it."
        ),
        choices=[("", _("Open: anyone with an account may read along")), ("1", _("Restricted: only those invited"))],
        coerce=bool,
        required=False,
        widget=forms.RadioSelect,
    )
    recorded = forms.BooleanField(label=_("The meeting is recorded"), required=False)
    short_notice = forms.BooleanField(label=_("Short notice"), required=False)
    short_notice_reason = LineField(
        label=_("Why it cannot wait"),
        max_length=300,
        required=False,
        help_text=_(
            "People should have the document at least 24 hours before. The reason is shown to everyone invited."
        ),
    )

    def __init__(self, *args: Any, series: QuerySet[Series], **more: Any) -> None:
        """`series`: those the person who plans may know of (a series of restricted reviews alone is nobody else's)."""
        super().__init__(*args, **more)
        self.fields["series"].queryset = series  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("wall") and data.get("time_zone"):
            self._check_time(data)
        return data

    def _check_time(self, data: dict[str, Any]) -> None:
        try:
            meets_at = timing.instant(data["wall"], str(data["time_zone"]))
        except timing.NoSuchTime:
            self.add_error("wall", _("The clocks jump over this time on that day. Choose another one."))
            return
        if meets_at <= timezone.now():
            self.add_error("wall", _("This time is already over."))
        elif not timing.enough_notice(meets_at, timezone.now()):
            self._check_reason(data)

    def _check_reason(self, data: dict[str, Any]) -> None:
        if not data.get("short_notice"):
            self.add_error(
                "short_notice",
                _("The meeting is less than 24 hours away. Choose a later time, or tick this and say why."),
            )
        elif not data.get("short_notice_reason"):
            self.add_error("short_notice_reason", _("Say in a sentence why this meeting cannot wait."))

    def plan(self) -> Plan:
        """The choices of a valid form."""
        data = self.cleaned_data
        return Plan(
            wall=data["wall"],
            time_zone=str(data["time_zone"]),
            minutes=data["minutes"],
            restricted=bool(data["restricted"]),
            recorded=data["recorded"],
            series=data["series"],
            short_notice_reason=data["short_notice_reason"] if data["short_notice"] else "",
        )


def entries(text: str) -> list[str]:
    """What was written to invite somebody, an entry each: parted by commas, semicolons or lines, addresses by blanks too; of
    "Name <a@x.org>" the address; anything else is a name.
    """
    found: list[str] = []
    for line in text.splitlines():
        for piece in re.split(r"[,;]|(?<=>)", re.sub(r'"[^"]*"(?=\s*<)', "", line)):
            named = re.search(r"<([^<>]*)>", piece)
            if named or "@" not in piece:
                found.append(named[1].strip() if named else " ".join(piece.split()))
            else:
                found += piece.split()
    return list(dict.fromkeys(filter(None, found)))


def named(name: str) -> list[User]:
    """Whose name this is; where nobody has exactly it, those who have it as one of their names."""
    people = User.objects.filter(is_active=True)
    whole = list(people.filter(name__iexact=name)[:2])
    return whole or [each for each in people.filter(name__icontains=name) if name.lower() in str(each).lower().split()]


class InviteForm(forms.Form):
    """People with an account by tick, others by address."""

    users = forms.ModelMultipleChoiceField(
        label=_("People"),
        queryset=User.objects.filter(is_active=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    emails = forms.CharField(
        label=_("Others, by name or e-mail address"),
        help_text=_(
            "On lines of their own, or with commas between them. Who has no account yet gets a link that creates it."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_emails(self) -> list[str]:
        """An address each, also of those who were named."""
        found = entries(self.cleaned_data["emails"])
        if len(found) > 50:
            raise forms.ValidationError(_("Invite at most 50 people at once."))
        read = [self._address(entry) for entry in found]
        wrong = [problem for _address, problem in read if problem]
        if wrong:
            raise forms.ValidationError(wrong)
        return list(dict.fromkeys(address for address, _problem in read))

    @staticmethod
    def _address(entry: str) -> tuple[str, str]:
        """The address, or what is wrong with the entry."""
        try:
            return str(forms.EmailField().clean(entry)), ""
        except forms.ValidationError:
            people = [] if "@" in entry else named(entry)
        if len(people) == 1:
            return people[0].email, ""
        if people:
            return "", gettext(
                "“%(name)s” is the name of several people here: write the whole name or the address."
            ) % {"name": entry}
        if "@" in entry:
            return "", gettext("“%(address)s” is not an e-mail address.") % {"address": entry}
        return "", gettext("“%(name)s” is neither an e-mail address nor somebody with an account here.") % {
            "name": entry
        }


class ReasonForm(forms.Form):
    """Why a document goes out with fewer than 24 hours left."""

    short_notice = forms.BooleanField(
        label=_("Short notice"),
        error_messages={"required": _("The meeting is less than 24 hours away. Tick this and say why, or move it.")},
    )
    short_notice_reason = LineField(
        label=_("Why it cannot wait"),
        max_length=300,
        error_messages={"required": _("Say in a sentence why this meeting cannot wait.")},
    )


class AgendaItemForm(forms.Form):
    title = LineField(label=_("Title"), max_length=120)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=240)
    notes = forms.CharField(label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
