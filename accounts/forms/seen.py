"""Forms about something that others may change meanwhile: nobody's words are overwritten by somebody who never saw them."""

from hashlib import blake2b
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class SeenForm(forms.Form):
    """Remembers what its fields held when the page was opened (`initial`). If they hold something else by now, it is not valid at
    first: each field that differs says what stands there now, what was typed stays in it, and sending it again keeps it. The error
    of the whole form has the code "seen".
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        held = sorted((name, str(getattr(value, "pk", value))) for name, value in self.initial.items())
        self.initial["seen"] = blake2b(repr(held).encode(), digest_size=8).hexdigest()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        seen = data.pop("seen", "")
        if seen and seen != self.initial["seen"]:
            self._say_what_is_there()
        return data

    def _say_what_is_there(self) -> None:
        sent = cast("QueryDict", self.data).copy()
        sent[self.add_prefix("seen")] = self.initial["seen"]
        self.data = sent
        words = _(
            "Somebody changed this while you had it open. What you wrote is still here, and each field says what stands there "
            "now. Put the two together and keep it again."
        )
        self.add_error(None, forms.ValidationError(words, code="seen"))
        for name in self.changed_data:
            now = self.initial.get(name)
            # A browser ends lines in its own way.
            if name != "seen" and str(now or "").split() != self.data.get(self.add_prefix(name), "").split():
                self.add_error(name, _("It says now: “%(now)s”") % {"now": now} if now else _("It is empty now."))
