"""Adding a webhook: a name, where to, its address, and what it shall hear of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import LineField
from outbox import chat_answers, chat_post
from outbox.chat_post import Deadline, Inside, Unreachable
from outbox.targets import BadTarget
from reviews import chat_events
from reviews.models import Webhook

WORDS = {
    chat_events.DOCUMENT_SHARED: _("a calibration document is ready to be read"),
    chat_events.ROOM_OPEN: _("the room of a meeting is open"),
    chat_events.SURVEY_OPEN: _("the survey after a meeting is open"),
    chat_events.FOLLOW_UP_AGREED: _("somebody takes on a follow-up"),
    chat_events.FOLLOW_UP_SETTLED: _("a follow-up is done, or it is chosen not to do it"),
    chat_events.REPORT_PUBLISHED: _("the report of a review is published for the company"),
    chat_events.WEEKLY_DIGEST: _("every Monday: what was held and what is coming"),
}


class WebhookForm(forms.Form):
    """The address is checked as it will be again at each sending: what it looks like, and where it leads."""

    service = forms.ChoiceField(label=_("Where to"), choices=Webhook.Service.choices, widget=forms.RadioSelect)
    name = LineField(
        label=_("Name"),
        max_length=80,
        help_text=_("So that people recognise it, for instance the channel: #reliability"),
    )
    url = forms.CharField(
        label=_("Address of the webhook"),
        help_text=_(
            "As the chat shows it when you add an incoming webhook there. It is a secret: it is kept, and not shown again."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url"}),
    )
    events = forms.MultipleChoiceField(
        label=_("Tell it when"),
        choices=[(event, WORDS[event]) for event in chat_events.OFFERED],
        initial=list(chat_events.OFFERED),
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"url", "service"} <= cleaned.keys():
            try:
                where = chat_post.target(cleaned["service"], cleaned["url"])
                chat_post.checked(where, Deadline())
            except BadTarget as error:
                self.add_error("url", ValidationError(chat_answers.target_words(error.why), code=error.why))
            except Inside:
                self.add_error("url", ValidationError(chat_answers.inside_words(), code="inside"))
            except Unreachable as error:
                self.add_error("url", ValidationError(chat_answers.unreachable_words(str(error)), code="unreachable"))
        return cleaned
