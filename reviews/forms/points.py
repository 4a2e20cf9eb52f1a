"""What is typed about talking points: why one is put aside, and how many votes there are."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from reviews.models import TalkingPoint


class AsideForm(forms.Form):
    """Hide a written-in point, or merge it into another; either way with a reason that everybody reads."""

    because = LineField(
        label=_("Why"),
        max_length=200,
        help_text=_("Everybody in the room can read this, also whoever wrote the point."),
        error_messages={"required": _("Give a reason, so that whoever wrote it understands.")},
    )
    into = forms.ModelChoiceField(
        label=_("Goes into"),
        queryset=TalkingPoint.objects.none(),
        required=False,
        empty_label=_("no other point"),
        help_text=_("To merge it: votes for it then count for that point."),
        error_messages={"invalid_choice": _("This point is not there any more. Choose another.")},
    )

    def __init__(self, *args: Any, point: TalkingPoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = TalkingPoint.objects.filter(poll=point.poll_id, aside_at=None).exclude(pk=point.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField


class VotesForm(forms.Form):
    each = forms.IntegerField(label=_("Votes for each person"), min_value=1, max_value=3)
