"""Adding a webhook, and changing one: a name, where to, its address, and what it shall hear of."""

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


class WebhookFields(forms.Form):
    """What one that is added and one that is changed have in common."""

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

    def check(self, service: str, url: str) -> None:
        """The address as it will be checked again at each sending: what it looks like, and where it leads."""
        try:
            chat_post.checked(chat_post.target(service, url), Deadline())
        except BadTarget as error:
            self.add_error("url", ValidationError(chat_answers.target_words(error.why), code=error.why))
        except Inside:
            self.add_error("url", ValidationError(chat_answers.inside_words(), code="inside"))
        except Unreachable as error:
            self.add_error("url", ValidationError(chat_answers.unreachable_words(str(error)), code="unreachable"))


class WebhookForm(WebhookFields):
    """A new one."""

    service = forms.ChoiceField(label=_("Where to"), choices=Webhook.Service.choices, widget=forms.RadioSelect)
    field_order = ("service",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"url", "service"} <= cleaned.keys():
            self.check(cleaned["service"], cleaned["url"])
        return cleaned


class ChangeForm(WebhookFields):
    """One that is there: its service stays, and its address and secret too unless others are wanted."""

    new_secret = forms.BooleanField(
        label=_("Make a new signing secret"),
        help_text=_("The one it has stops at once. The new one is shown once, after saving."),
        required=False,
    )

    def __init__(self, *args: Any, hook: Webhook, **more: Any) -> None:
        super().__init__(*args, initial={"name": hook.name, "events": hook.events}, **more)
        self.hook = hook
        url = self.fields["url"]
        url.required = bool(hook.stopped_at)
        url.help_text = (
            _("The one it had no longer exists. Make a new webhook in the chat and copy its address.")
            if hook.stopped_at
            else _("Leave it empty to keep the one it has (%(masked)s).") % {"masked": hook.masked}
        )
        if hook.service != Webhook.Service.SIGNED:
            del self.fields["new_secret"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("url"):
            self.check(self.hook.service, cleaned["url"])
        return cleaned
