"""Fields that several apps' forms share."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import zones

YEARS = range(1900, 2200)


class LineField(forms.CharField):
    """Text that ends up in headers of mails and calendars: line breaks and runs of blanks become one blank (attack 24)."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class ZoneField(forms.CharField):
    """The IANA name of a time zone, typed or picked; the page includes components/zones.html once for the list."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", _("Time zone"))
        more.setdefault("max_length", 64)
        super().__init__(**more)
        self.widget.attrs |= {"list": "zones", "autocomplete": "off", "spellcheck": "false"}

    def to_python(self, value: Any) -> str:
        return zones.meant(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not zones.known(value):
            raise ValidationError(
                _("There is no time zone of this name. Type the nearest large city and pick one from the list."),
                code="unknown",
            )


class WallField(forms.DateTimeField):
    """A time as a wall clock shows it, without a zone (a naive datetime): the form says in which zone it is meant.

    In the years that the interface for programs takes too: 0202 is a slip of the pen, and far from now no zone can be reckoned.
    Read as if in UTC, so that the reader's own zone, with the hours its clocks jump over, has no say in it.
    """

    def __init__(self, **more: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], widget=widget, **more)

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(UTC):
            moment = super().to_python(value)
        if moment and moment.year not in YEARS:
            raise ValidationError(_("Choose a day in the years 1900 to 2199."), code="far")
        return moment.replace(tzinfo=None) if moment else None
