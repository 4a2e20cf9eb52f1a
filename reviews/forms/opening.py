"""Forms of the opening: a ground rule, an answer to the recording, and what is said of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from reviews.models import GroundRule, RecordingAnswer


class GroundRuleForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What it is about"),
        choices=GroundRule.Kind.choices,
        widget=forms.RadioSelect,
        initial=GroundRule.Kind.INTERACTIONAL,
    )
    text = LineField(
        label=_("Rule"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences, as you would say them aloud."),
        error_messages={"required": _("Write what people should keep to.")},
    )
    saying = LineField(
        label=_("Saying"),
        max_length=120,
        required=False,
        help_text=_("Short enough to be remembered when it is needed."),
    )


class RecordingAnswerForm(forms.Form):
    """A button each; away is not for oneself to say."""

    answer = forms.ChoiceField(choices=[each for each in RecordingAnswer.Answer.choices if each[0] != "away"])
    way = forms.ChoiceField(choices=RecordingAnswer.Way.choices, required=False)

    def answered(self) -> dict[str, str]:
        """The choices of a valid form; a yes has no way."""
        answer = self.cleaned_data["answer"]
        return {"answer": answer, "way": self.cleaned_data["way"] if answer == RecordingAnswer.Answer.NO else ""}


class RecordingPlanForm(forms.Form):
    recorded = forms.BooleanField(label=_("The meeting is recorded"), required=False)
    why = LineField(
        label=_("Why it is recorded"), max_length=300, error_messages={"required": _("Say why in a sentence.")}
    )
    audience = LineField(
        label=_("Who will hear it"),
        max_length=200,
        error_messages={"required": _("Say who will hear it.")},
    )
    kept_days = forms.IntegerField(
        label=_("Days until it is deleted"),
        min_value=1,
        max_value=365,
        help_text=_("Short is kind: most recordings are listened to within two weeks."),
    )
