"""What the mails about chats say, and whether they are still wanted. None carries a word of the notes."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from accounts.templatetags.face import moment_beside
from outbox.kinds import NOTICE, Kind, register
from outbox.links import absolute
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews import interview_links, interview_permissions
from reviews.actions import interviews
from reviews.mails import facilitators, name_of, the_review
from reviews.models import Interview, Review, Stage
from reviews.queries import interviews as queries


def kinds() -> None:
    """The message kinds of interviews; secret, because which of them follows tells a yes from a no."""
    register(
        Kind(interviews.ASKED, gettext_lazy("question about a chat"), asked, asked_wanted, priority=NOTICE, secret=True)
    )
    register(
        Kind(
            interviews.ANSWERED,
            gettext_lazy("answer about a chat"),
            answered,
            for_facilitator,
            priority=NOTICE,
            secret=True,
        )
    )
    register(
        Kind(interviews.AGREED, gettext_lazy("time of a chat"), agreed, agreed_wanted, priority=NOTICE, secret=True)
    )
    register(
        Kind(interviews.QUOTE, gettext_lazy("may I quote this"), quote, quote_wanted, priority=NOTICE, secret=True)
    )
    register(
        Kind(interviews.DELETED, gettext_lazy("notes deleted"), deleted, deleted_wanted, priority=NOTICE, secret=True)
    )


def _find(message: Message) -> Interview | None:
    rows = Interview.objects.select_related("review__incident", "person", "asked_by", "chosen")
    return rows.filter(pk=message.payload["interview"]).first()


def _the(message: Message) -> Interview:
    found = _find(message)
    if found is None:
        raise LookupError("The interview of this message is gone.")
    return found


def _own_page(review: Review) -> str:
    return absolute(reverse("reviews:my_interview", args=[review.uid]))


def promise(interview: Interview) -> list[str]:
    return promised(interview.review, interview.until)


def promised(review: Review, until: date) -> list[str]:
    """What the person is promised, in three sentences: purpose, readers and the day, and that no is a fine answer."""
    names = ", ".join(queries.readers(review))
    return [
        _(
            "It is to understand how things looked from where you stood: what you saw, knew and had to weigh up. It is not about "
            "what somebody should have done."
        ),
        _(
            "Notes are read by the facilitators of this review alone (today: %(names)s), not by managers and not by those who run "
            "Debrief. On %(day)s they are deleted. What may be used of them you decide passage by passage; what you ask to keep off "
            "the record goes nowhere."
        )
        % {"names": names, "day": date_format(until, "D j M Y")},
        _("No is a fine answer. You need not say why, and nobody but the facilitators learns of it."),
    ]


def asked(message: Message) -> Mail:
    interview = _the(message)
    return asking(
        review=interview.review,
        by=interview.asked_by,
        minutes=interview.minutes,
        until=interview.until,
        times=[(one.begins_at, one.time_zone) for one in queries.times_left(interview)],
        link=interview_links.link(interview),
    )


def asking(
    *,
    review: Review,
    by: User | None,
    minutes: int,
    until: date,
    times: Sequence[tuple[datetime, str]],
    link: str,
) -> Mail:
    """The letter that asks for a chat, also for whoever wants to read it before it is sent. times: each with its IANA zone."""
    who = by or _("A facilitator")
    return compose(
        subject=_("A chat? %(name)s") % {"name": name_of(review)},
        lines=[
            _("%(who)s prepares a learning review and would like to have a chat with you, of about %(n)d minutes.")
            % {"who": who, "n": minutes},
            *promised(review, until),
        ],
        facts=[(_("Time"), _when(at, zone)) for at, zone in times],
        button=(_("Choose a time, or say no"), link),
        note=_("You get this because you had a part in what happened. The link is for this question alone."),
        reply_to=[by.email] if by else facilitators(review),
    )


def _when(at: datetime, zone: str) -> str:
    return moment_beside(at, zone)


def answered(message: Message) -> Mail:
    """It does not say what the answer is: the page does, to those who may know by then."""
    interview = _the(message)
    return compose(
        subject=_("Answer about a chat: %(name)s") % {"name": name_of(interview.review)},
        lines=[_("Somebody whom you asked for a chat has answered.")],
        button=(_("See the answer"), absolute(reverse("reviews:interviews", args=[interview.review.uid]))),
        note=_("You get this because you asked for this chat."),
    )


def agreed(message: Message) -> Mail:
    interview = _the(message)
    chosen = interview.chosen
    return compose(
        subject=_("Our chat: %(name)s") % {"name": name_of(interview.review)},
        lines=[
            _("Thank you. The time of our chat stands below."),
            _("You can still change your mind on its page, until it takes place."),
        ],
        facts=[(_("Time"), _when(chosen.begins_at, chosen.time_zone))] if chosen else [],
        button=(_("Open its page"), interview_links.link(interview)),
        note=_("You get this because you agreed to this time."),
        reply_to=[interview.asked_by.email] if interview.asked_by else facilitators(interview.review),
    )


def quote(message: Message) -> Mail:
    interview = _the(message)
    return compose(
        subject=_("May I quote this? %(name)s") % {"name": name_of(interview.review)},
        lines=[
            _("The facilitators would like to use something you said in the chat. They ask before they do."),
            _(
                "On your page you say yes, no, not with my name, or put it in other words. Without your yes it is not used."
            ),
        ],
        button=(_("See what it is about"), _own_page(interview.review)),
        note=_("You get this because you had a chat with the facilitators of this review."),
        reply_to=facilitators(interview.review),
    )


def deleted(message: Message) -> Mail:
    review, n = the_review(message), len(message.payload["interviews"])
    said = ngettext(
        "The notes of a chat were deleted, as it was promised to the person: the text, its drafts, and every passage that may not be quoted.",
        "The notes of %(n)d chats were deleted, as it was promised to each person: the text, its drafts, and every passage that may not be quoted.",
        n,
    )
    return compose(
        subject=_("Notes deleted: %(name)s") % {"name": name_of(review)},
        lines=[said % {"n": n}, _("What a person agreed to stays, in the wording they agreed to.")],
        button=(_("See which"), absolute(reverse("reviews:interviews", args=[review.uid]))),
        note=_("You get this because you are a facilitator of this review."),
    )


def _alive(message: Message) -> tuple[Interview | None, str]:
    interview = _find(message)
    if interview is None or interview.taken_back_at or not (interview.person and interview.person.is_active):
        return None, _("the question was taken back")
    if interview.review.stage == Stage.CANCELLED:
        return None, _("the review was cancelled")
    return interview, ""


def asked_wanted(message: Message) -> str:
    interview, why = _alive(message)
    if interview is None:
        return why
    if message.version != interview.version:
        return _("other times were offered")
    return _("already answered") if interview.answer or not interview.open else ""


def agreed_wanted(message: Message) -> str:
    interview, why = _alive(message)
    if interview is None:
        return why
    stands = interview.answered_at and message.payload["part"] == interviews.stamp(interview.answered_at)
    return "" if interview.chosen and stands else _("another answer was given")


def quote_wanted(message: Message) -> str:
    interview, why = _alive(message)
    if interview is None:
        return why
    return "" if interview.quotes.filter(answer="").exists() else _("already answered")


def for_facilitator(message: Message) -> str:
    """ "" while its reader is a facilitator of the review."""
    interview, user = _find(message), message.recipient
    if interview is None or user is None:
        return _("the interview is gone")
    return "" if interview_permissions.interviews(user, interview.review) else _("no longer a facilitator")


def deleted_wanted(message: Message) -> str:
    """ "" while its reader is a facilitator of the review."""
    review = Review.objects.select_related("incident").filter(uid=message.payload["review"]).first()
    if review is None or message.recipient is None:
        return _("the review is gone")
    return "" if interview_permissions.interviews(message.recipient, review) else _("no longer a facilitator")
