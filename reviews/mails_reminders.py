"""What each reminder of a review says, and whether it is still wanted. No title of a restricted review, no text of a document."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox import stopping
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews import mails, reminders
from reviews.models import Participation, Review, Stage
from reviews.queries import sign_offs


def _mail(message: Message, subject: str, lines: list[str], button: tuple[str, str], why: str) -> Mail:
    review = mails.the_review(message)
    return compose(
        subject=subject % {"name": mails.name_of(review)},
        lines=lines,
        button=button,
        facts=[(_("Meeting"), mails.when(review))],
        note=why,
        reply_to=mails.facilitators(review),
        unsubscribe=stopping.link(message),
    )


def _page(message: Message, name: str) -> str:
    return mails.page(mails.the_review(message), f"reviews:{name}")


def your_part(message: Message) -> Mail:
    review = mails.the_review(message)
    user = message.recipient
    n = sign_offs.own_waiting(review, user) if user else 0
    asked = ngettext(
        "%(n)d passage or event of the calibration document is about you. You are asked to read it before the others talk about it.",
        "%(n)d passages or events of the calibration document are about you. You are asked to read them before the others talk about them.",
        n,
    )
    return _mail(
        message,
        _("Is this how it was? Your part in: %(name)s"),
        [
            asked % {"n": n},
            _(
                "If it reads as you remember it, say so with one click. If it does not, say what was different: your words go beside the text, and stay there until you take them back."
            ),
        ],
        (_("Check my part"), _page(message, "your_part")),
        _("You get this because a facilitator marked what is about you."),
    )


def unread(message: Message) -> Mail:
    return _mail(
        message,
        _("Still to read: %(name)s"),
        [
            _(
                "The meeting is soon, and the calibration document was not opened with your account yet. If you have read it in another way, there is nothing to do."
            ),
            _(
                "Even ten minutes with it help: everyone comes having read the same, and what you saw differently can be said beside the text."
            ),
        ],
        (_("Read the document"), _page(message, "document")),
        _("You get this because you are invited to the meeting."),
    )


def _opens(review: Review) -> str:
    """As it is when the mail is written, which may be late; still with its %(name)s."""
    n = min(10, round((review.meets_at - timezone.now()).total_seconds() / 60))
    if n < 1:
        return _("The meeting begins: %(name)s")
    said = ngettext("The room opens in %(n)d minute", "The room opens in %(n)d minutes", n) % {"n": n}
    return said + ": %(name)s"


def room_opens(message: Message) -> Mail:
    return _mail(
        message,
        _opens(mails.the_review(message)),
        [
            _(
                "The room of the learning review opens at the time below. A phone beside the shared screen is enough to vote and ask."
            ),
            _("You may come for a part of it only. Nobody has to speak."),
        ],
        (_("Go to the room"), _page(message, "room")),
        _("You get this because you are invited to the meeting."),
    )


def unready_early(message: Message) -> Mail:
    review = mails.the_review(message)
    return _mail(
        message,
        _("Three days left for the document: %(name)s"),
        [
            _("The meeting is in less than 72 hours and its calibration document is not marked ready."),
            _(
                "Once you mark it ready it goes to everyone at once; at the latest it should reach them 24 hours before."
            ),
            *mails.unchecked_lines(review),
        ],
        (_("Open the document"), _page(message, "document")),
        _("You get this because you facilitate this review."),
    )


def unchecked(message: Message) -> Mail:
    return _mail(
        message,
        _("Not all have checked their part: %(name)s"),
        [
            *mails.unchecked_lines(mails.the_review(message)),
            _("A word from you usually helps more than another mail: they may not know that others will read it."),
        ],
        (_("See who was asked"), _page(message, "sign_offs")),
        _("You get this because you facilitate this review."),
    )


def _place(message: Message) -> Participation | None:
    return mails.place(mails.the_review(message), message.recipient)


def _wanted(message: Message) -> str:
    """ "" while the review is being prepared for the time that was planned, and this person is in it."""
    reason = mails.wanted(message)
    return reason or (
        "" if mails.the_review(message).stage == Stage.PREPARING else _("the meeting has begun or is over")
    )


def your_part_wanted(message: Message) -> str:
    if reason := _wanted(message):
        return reason
    user = message.recipient
    waits = user and sign_offs.own_waiting(mails.the_review(message), user)
    return "" if waits else _("all of it is checked")


def unread_wanted(message: Message) -> str:
    if reason := _wanted(message):
        return reason
    if mails.the_review(message).document.ready_at is None:
        return _("the document is not ready")
    place = _place(message)
    return _("has opened the document") if place is None or place.read_at else _comes(place)


def _comes(place: Participation) -> str:
    return _("does not come to the meeting") if place.reply == Participation.Reply.NO else ""


def room_wanted(message: Message) -> str:
    """Also when the room was opened early, for those who are not in it yet."""
    if reason := mails.wanted(message):
        return reason
    review, place = mails.the_review(message), _place(message)
    if review.stage == Stage.HELD:
        return _("the meeting is over")
    if review.attendances.filter(user=message.recipient).exists():
        return _("is in the room")
    return _comes(place) if place else ""


def _facilitates(message: Message) -> str:
    place = _place(message)
    return "" if place and place.role == Participation.Role.FACILITATOR else _("no longer facilitates")


def unready_early_wanted(message: Message) -> str:
    if reason := _wanted(message) or _facilitates(message):
        return reason
    return _("the document is ready") if mails.the_review(message).document.ready_at else ""


def unchecked_wanted(message: Message) -> str:
    if reason := _wanted(message) or _facilitates(message):
        return reason
    return "" if sign_offs.not_checked(mails.the_review(message)) else _("everyone has checked their part")


ALL = (
    (reminders.YOUR_PART, your_part, your_part_wanted),
    (reminders.UNREAD, unread, unread_wanted),
    (reminders.ROOM_OPENS, room_opens, room_wanted),
    (reminders.UNREADY_EARLY, unready_early, unready_early_wanted),
    (reminders.UNCHECKED, unchecked, unchecked_wanted),
)
