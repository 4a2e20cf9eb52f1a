"""What the messages about follow-ups and ideas say, and whether each is still wanted. They name a review, never what was agreed in it."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from accounts.templatetags.face import day
from outbox import stopping
from outbox.links import absolute
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews import mails, permissions
from reviews.actions import choosing, follow_up_news
from reviews.models import FollowUp, Review, Stage
from reviews.queries import choosing as queries


def _follow_up(message: Message) -> FollowUp | None:
    return FollowUp.objects.filter(pk=message.payload["follow_up"]).first()


def _reminder(message: Message, subject: str, lines: list[str]) -> Mail:
    review = mails.the_review(message)
    page = reverse("reviews:follow_up", args=[review.uid, message.payload["follow_up"]])
    return compose(
        subject=subject % {"name": mails.name_of(review)},
        lines=lines,
        button=(_("Open the follow-up"), absolute(page)),
        facts=[(_("Due"), day(date.fromisoformat(message.payload["due"])))],
        note=_("You get this because you took on a follow-up of this review."),
        reply_to=mails.facilitators(review),
        unsubscribe=stopping.link(message),
    )


def due_soon(message: Message) -> Mail:
    return _reminder(
        message,
        _("Due tomorrow: a follow-up of %(name)s"),
        [
            _("A follow-up that you took on is due tomorrow."),
            _(
                "If it is done, say so with one click. If the day no longer fits, write another one; if it turned out not to be worth it, say why: that counts as done too."
            ),
        ],
    )


def still_open(message: Message) -> Mail:
    return _reminder(
        message,
        _("Still open: a follow-up of %(name)s"),
        [
            _("A follow-up that you took on was due a week ago and is still open."),
            _(
                "Other things come first sometimes. Another day, another owner, or “we chose not to” with the reason are all good answers; this is the last reminder of it."
            ),
        ],
    )


def reminder_wanted(message: Message) -> str:
    """Asked at the last moment: it may be settled, moved, handed on, or out of the owner's sight."""
    follow_up = _follow_up(message)
    if follow_up is None:
        return "the follow-up is gone"
    if not follow_up.is_open:
        return "it is settled"
    if follow_up.due is None or follow_up.due.isoformat() != message.payload["due"]:
        return "it is due on another day"
    if message.recipient is None or follow_up.owner_id != message.recipient_id:
        return "somebody else took it on"
    return "" if permissions.see(message.recipient, mails.the_review(message)) else "no longer in the review"


def _about_ideas(message: Message, subject: str, lines: list[str], label: str, why: str) -> Mail:
    review = mails.the_review(message)
    return compose(
        subject=subject % {"name": mails.name_of(review)},
        lines=lines,
        button=(label, mails.page(review, "reviews:ideas")),
        note=why,
        reply_to=mails.facilitators(review),
    )


def choose(message: Message) -> Mail:
    return _about_ideas(
        message,
        _("Which ideas to take up? %(name)s"),
        [
            _("The ideas that were parked in the meeting have soaked for two working days."),
            _(
                "You are one of the few who are asked: say “do it” or “not now” to each, with a word about why. The facilitator decides."
            ),
        ],
        _("Say a word to each"),
        _("You get this because the facilitator of this review asked for your word."),
    )


def ripe(message: Message) -> Mail:
    return _about_ideas(
        message,
        _("Ideas wait to be chosen: %(name)s"),
        [
            _(
                "The ideas that were parked in the meeting have soaked for two working days, and nobody was asked about them yet."
            ),
            _("Name a small group whose word you want, or decide them yourself."),
        ],
        _("See the ideas"),
        _("You get this because you facilitate this review."),
    )


def _waiting(message: Message) -> Review | str:
    review = Review.objects.select_related("incident").filter(uid=message.payload["review"]).first()
    if review is None or review.stage != Stage.HELD:
        return "the meeting was not held"
    if mails.place(review, message.recipient) is None:
        return "no longer in the review"
    return review if queries.ideas(review).exists() else "everything is decided"


def choose_wanted(message: Message) -> str:
    review = _waiting(message)
    if isinstance(review, str):
        return review
    person = message.recipient
    if person is None or not review.choosers.filter(person=person).exists():
        return "no longer in the group"
    return "has said a word to each" if queries.has_said_all(review, person) else ""


def ripe_wanted(message: Message) -> str:
    review = _waiting(message)
    if isinstance(review, str):
        return review
    return "a group was named" if review.choosers.exists() else ""


ALL = (
    (follow_up_news.DUE_SOON, lazy("a follow-up is due"), due_soon, reminder_wanted),
    (follow_up_news.STILL_OPEN, lazy("a follow-up is still open"), still_open, reminder_wanted),
    (choosing.CHOOSE, lazy("ideas to choose from"), choose, choose_wanted),
    (choosing.RIPE, lazy("ideas wait to be chosen"), ripe, ripe_wanted),
)
