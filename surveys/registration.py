"""What this app hands to the apps below: its message kind, and the survey's station on a review's path."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.kinds import OPTIONAL, Kind, register
from outbox.links import absolute
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews import stations
from reviews.models import Review
from surveys import tokens
from surveys.actions.surveys import QUESTION, REMINDER
from surveys.models import Survey, SurveyInvite


def question(message: Message) -> Mail:
    return _asking(
        message,
        subject=_("How was the learning review?"),
        lines=[
            _("Four statements and a free text, under a minute, without signing in."),
            _("Your answer is anonymous: ratings are only counted, and nobody can see in the app who wrote what."),
        ],
        note=_("You get this because you were at the meeting. The link is yours alone."),
    )


def reminder(message: Message) -> Mail:
    return _asking(
        message,
        subject=_("Until tomorrow: how was the learning review?"),
        lines=[
            _("The survey closes in a day. Four statements and a free text, under a minute, without signing in."),
            _("This is the only reminder. Not answering is fine."),
        ],
        note=_(
            "You get this because you were at the meeting and have not answered. When the survey closes, nobody can "
            "tell any more who answered."
        ),
    )


def _asking(message: Message, *, subject: str, lines: list[str], note: str) -> Mail:
    """With the button that leads to this person's own form."""
    survey = Survey.objects.get(pk=message.payload["survey"])
    token = tokens.token(survey, message.recipient_id or 0)
    button = (_("Answer"), absolute(reverse("surveys:enter", args=[token])))
    return compose(subject=subject, lines=lines, button=button, note=note)


def wanted(message: Message) -> str:
    """ "" while the survey is open and this person has not answered."""
    invite = SurveyInvite.objects.filter(survey=message.payload["survey"], user=message.recipient, answered=False)
    return "" if invite.filter(survey__state=Survey.State.OPEN).exists() else "answered, or the survey is closed"


def station(review: Review) -> tuple[str, datetime | None]:
    survey = Survey.objects.filter(review=review, not_offered=False).first()
    return (str(survey.state), survey.closes_at) if survey else ("", None)


def everything() -> None:
    asked, reminded = gettext_lazy("survey"), gettext_lazy("survey, reminder")
    register(Kind(QUESTION, asked, question, wanted, priority=OPTIONAL, secret=True))
    register(Kind(REMINDER, reminded, reminder, wanted, optional=True, priority=OPTIONAL, secret=True))
    stations.register_survey(station)
