"""Fields that several apps' forms share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import zones


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

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not zones.known(value):
            raise ValidationError(
                _("There is no time zone of this name. Type the nearest large city and pick one from the list."),
                code="unknown",
            )
