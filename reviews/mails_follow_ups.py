"""What the messages about follow-ups and ideas say, and whether each is still wanted. They name a review, never what was agreed in it."""

from collections import Counter
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from accounts.templatetags.face import day
from outbox import stopping
from outbox.links import absolute
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews import mails, soaking
from reviews.actions import choosing, follow_up_news
from reviews.models import FollowUp, Review, Stage
from reviews.queries import choosing as queries
from reviews.queries import follow_ups


def _morning(message: Message) -> tuple[list[FollowUp], list[FollowUp]]:
    """What its reader took on that is due the day after, and what was due a week before; open, theirs, and in their sight."""
    morning = date.fromisoformat(message.payload["morning"])
    rows = follow_ups.visible(message.recipient) if message.recipient else FollowUp.objects.none()
    if "about" in message.payload:
        rows = rows.filter(pk__in=message.payload["about"])
    mine = rows.filter(follow_ups.OPEN, owner=message.recipient).select_related("review__incident").order_by("pk")
    return list(mine.filter(due=morning + soaking.BEFORE)), list(mine.filter(due=morning - soaking.AFTER))


def reminder(message: Message) -> Mail:
    """One mail for all of a morning, or for what came up since that morning's."""
    soon, late = _morning(message)
    every = [*soon, *late]
    reviews = {each.review_id: each.review for each in every}
    return compose(
        subject=_subject(soon, late),
        lines=[*_soon_lines(len(soon), today=_today(soon)), *_late_lines(len(late))],
        button=_button(every),
        facts=[(mails.name_of(review), _days(review, every)) for review in reviews.values()],
        note=_("You get this because you took on what it is about, after a learning review."),
        reply_to=mails.facilitators(every[0].review) if len(reviews) == 1 else (),
        unsubscribe=stopping.link(message),
    )


def _subject(soon: list[FollowUp], late: list[FollowUp]) -> str:
    if len(soon) + len(late) > 1:
        return _("%(n)d follow-ups of yours to look at") % {"n": len(soon) + len(late)}
    if soon:
        due = _("Due today, a follow-up: %(name)s") if _today(soon) else _("Due tomorrow, a follow-up: %(name)s")
        return due % {"name": mails.name_of(soon[0].review)}
    return _("Still open, a follow-up: %(name)s") % {"name": mails.name_of(late[0].review)}


def _today(soon: list[FollowUp]) -> bool:
    """On the reader's clock: taken on for the day itself, or a mail that could not leave the day before."""
    return bool(soon) and soon[0].due == timezone.localdate()


def _soon_lines(n: int, *, today: bool) -> list[str]:
    if not n:
        return []
    due = (
        ngettext("A follow-up that you took on is due today.", "%(n)d follow-ups that you took on are due today.", n)
        if today
        else ngettext(
            "A follow-up that you took on is due tomorrow.", "%(n)d follow-ups that you took on are due tomorrow.", n
        )
    )
    return [
        due % {"n": n},
        _(
            "If it is done, say so with one click. If the day no longer fits, write another one; if it turned out not to be worth it, say why: that counts as done too."
        ),
    ]


def _late_lines(n: int) -> list[str]:
    if not n:
        return []
    still = ngettext(
        "A follow-up that you took on was due a week ago and is still open.",
        "%(n)d follow-ups that you took on were due a week ago and are still open.",
        n,
    )
    return [
        still % {"n": n},
        _(
            "Other things come first sometimes. Another day, another owner, or “we chose not to” with the reason are all good answers; this is the last reminder of it."
        ),
    ]


def _days(review: Review, every: list[FollowUp]) -> str:
    """The days of those of one review, each with how many when there are several."""
    days = Counter(each.due for each in every if each.review_id == review.pk and each.due)
    said = [
        day(due) if n == 1 else _("%(n)d on %(day)s") % {"n": n, "day": day(due)} for due, n in sorted(days.items())
    ]
    return ", ".join(said)


def _button(every: list[FollowUp]) -> tuple[str, str]:
    if len(every) == 1:
        page = reverse("reviews:follow_up", args=[every[0].review.uid, every[0].pk])
        return _("Open the follow-up"), absolute(page)
    return _("Open your follow-ups"), absolute(reverse("reviews:follow_ups") + "?mine=1")


def reminder_wanted(message: Message) -> str:
    """Asked at the last moment: all may be settled, moved to another day, handed on, or out of the owner's sight."""
    soon, late = _morning(message)
    return "" if soon or late else _("nothing of theirs is open for that day")


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
        _("Say a word about each"),
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
        return _("the meeting was not held")
    if mails.place(review, message.recipient) is None:
        return _("no longer in the review")
    return review if queries.ideas(review).exists() else _("everything is decided")


def choose_wanted(message: Message) -> str:
    review = _waiting(message)
    if isinstance(review, str):
        return review
    person = message.recipient
    if person is None or not review.choosers.filter(person=person).exists():
        return _("no longer in the group")
    return _("has said a word to each") if queries.has_said_all(review, person) else ""


def ripe_wanted(message: Message) -> str:
    review = _waiting(message)
    if isinstance(review, str):
        return review
    return _("a group was named") if review.choosers.exists() else ""


ALL = (
    (follow_up_news.REMIND, lazy("follow-ups that are due"), reminder, reminder_wanted),
    (choosing.CHOOSE, lazy("ideas to choose from"), choose, choose_wanted),
    (choosing.RIPE, lazy("ideas wait to be chosen"), ripe, ripe_wanted),
)
