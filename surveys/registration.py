"""What this app hands to the apps below: its message kind, and the survey's station on a review's path."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.face import moment_beside
from outbox import choices, stopping
from outbox.chat import ToChat
from outbox.chat_words import Line
from outbox.choices import Choice
from outbox.kinds import OPTIONAL, Kind, register
from outbox.links import absolute
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews import chat_events, chat_notes, meeting_entry, stations
from reviews import permissions as review_permissions
from reviews.models import Review
from surveys import permissions, tokens
from surveys.actions.heard import HEARD
from surveys.actions.surveys import QUESTION, REMINDER
from surveys.models import Heard, Survey, SurveyInvite


def question(message: Message) -> Mail:
    return _asking(
        message,
        subject=_("How was the learning review?"),
        lines=[
            _("A few statements and a free text, under a minute, without signing in."),
            _("Your answer is anonymous: ratings are only counted, and nobody can see in the app who wrote what."),
        ],
        note=_("You get this because you were at the meeting. The link is yours alone."),
    )


def reminder(message: Message) -> Mail:
    return _asking(
        message,
        subject=_("Until tomorrow: how was the learning review?"),
        lines=[
            _("The survey closes in a day. A few statements and a free text, under a minute, without signing in."),
            _("This is the only reminder. Not answering is fine."),
        ],
        note=_(
            "You get this because you were at the meeting and have not answered. When the survey closes, nobody can "
            "tell any more who answered."
        ),
    )


def _asking(message: Message, *, subject: str, lines: list[str], note: str) -> Mail:
    """With the button that leads to this person's own form."""
    survey = Survey.objects.select_related("review__incident").get(pk=message.payload["survey"])
    token = tokens.token(survey, message.recipient_id or 0)
    button = (_("Answer"), absolute(reverse("surveys:enter", args=[token])))
    return compose(
        subject=subject,
        lines=lines,
        button=button,
        facts=[_meeting(survey.review), (_("Open until"), moment_beside(survey.closes_at, survey.review.time_zone))],
        note=note,
        thread=survey.review.topic,
        unsubscribe=stopping.link(message),
    )


def _meeting(review: Review) -> tuple[str, str]:
    """Which one it was: by its time, and by its title unless the review is restricted."""
    at = moment_beside(review.started_at or review.meets_at, review.time_zone)
    return _("Meeting"), at if meeting_entry.hidden(review) else f"{review.incident.title}\n{at}"


def wanted(message: Message) -> str:
    """ "" while the survey is open and this person has not answered."""
    invite = SurveyInvite.objects.filter(survey=message.payload["survey"], user=message.recipient, answered=False)
    return "" if invite.filter(survey__state=Survey.State.OPEN).exists() else _("answered, or the survey is closed")


def in_chat(message: Message) -> ToChat:
    """The link to answer by is each person's own and in their mail, so a chat only says that it is there."""
    review = chat_notes.review_of(message)
    assert review
    return chat_notes.note(
        message,
        _("The survey is open: %(title)s") % {"title": review.incident.title},
        Line(_("Everyone who was there has a link of their own by mail. Answers are anonymous.")),
    )


def in_chat_wanted(message: Message) -> str:
    is_open = Survey.objects.filter(review__uid=message.payload["review"], state=Survey.State.OPEN).exists()
    return chat_notes.wanted(message) or ("" if is_open else _("the survey is closed"))


CHOICES = (
    Choice(
        "survey_heard",
        gettext_lazy("What was heard in the survey"),
        gettext_lazy("One mail, when the facilitators publish what they heard after a meeting you were at."),
        (HEARD,),
        one_click=True,
        order=1,
    ),
    Choice(
        "survey_reminder",
        gettext_lazy("A reminder of the survey"),
        gettext_lazy("One, a day before a survey closes that you have not answered."),
        (REMINDER,),
        one_click=True,
        order=1,
    ),
    Choice(
        "survey",
        gettext_lazy("The survey after a meeting"),
        gettext_lazy("It comes once, and is the only way to your own anonymous form. Not answering is fine."),
        (QUESTION,),
        fixed=True,
        order=1,
    ),
)


def heard(message: Message) -> Mail:
    """That it is there, and where; its words stay on the page, where the right to read them is asked."""
    review = Survey.objects.select_related("review__incident").get(pk=message.payload["survey"]).review
    return compose(
        subject=_("What we heard after the learning review, and what we will change"),
        lines=[_("The facilitators have read the answers of the survey and say what they make of them.")],
        facts=[_meeting(review)],
        button=(_("Read it"), absolute(reverse("surveys:heard", args=[review.uid]))),
        note=_("You get this because you were at the meeting."),
        thread=review.topic,
        unsubscribe=stopping.link(message),
    )


def still_heard(message: Message) -> str:
    """ "" while it is published and this person may read it."""
    written = Heard.objects.select_related("survey__review__incident").filter(survey=message.payload["survey"]).first()
    person = message.recipient
    if not written or not person or not person.is_active:
        return _("nothing is published, or nobody is there to read it")
    review = written.survey.review
    if not review_permissions.see(person, review) or not permissions.see_heard(person, review):
        return _("may no longer read it")
    return ""


def station(review: Review) -> tuple[str, datetime | None]:
    survey = Survey.objects.filter(review=review).first()
    if survey and survey.not_offered:
        return "none", None
    return (str(survey.state), survey.closes_at) if survey else ("", None)


def everything() -> None:
    asked, reminded = gettext_lazy("survey"), gettext_lazy("survey, reminder")
    register(Kind(QUESTION, asked, question, wanted, priority=OPTIONAL, secret=True))
    register(Kind(REMINDER, reminded, reminder, wanted, optional=True, priority=OPTIONAL, secret=True))
    name = chat_events.kind_of(chat_events.SURVEY_OPEN)
    register(
        Kind(name, gettext_lazy("chat: survey open"), in_chat, in_chat_wanted, True, OPTIONAL, gone=chat_notes.gone)
    )
    register(Kind(HEARD, gettext_lazy("what we heard"), heard, still_heard, True, OPTIONAL))
    stations.register_survey(station)
    for choice in CHOICES:
        choices.register(choice)
