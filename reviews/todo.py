"""What one person has to do, from their places in reviews: the rows of the home page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reviews.models import Mention, Participation, Review, Stage, Willingness
from reviews.queries import looks, narrative, proposals, sign_offs

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Task:
    """One row: what to do, in which review, a time and what is then (`at`), and a word of how urgent it is (tone: care, late, accent
    or "")."""

    what: "_StrOrPromise"
    where: str
    url: str
    when: datetime | None
    tone: str = ""
    word: "_StrOrPromise" = ""
    zone: str = ""
    at: "_StrOrPromise" = ""


MEETING, DUE = gettext_lazy("meeting"), gettext_lazy("document due")


def _task(review: Review, what: str, page: str, tone: str = "", word: str = "", *, due: bool = False) -> Task:
    """With the time of the meeting, or the one by which the document goes out."""
    when, at = (review.due_at, DUE) if due else (_began(review), MEETING)
    return Task(
        what, str(review), reverse(f"reviews:{page}", args=[review.uid]), when, tone, word, review.time_zone, at
    )


def tasks(places: list[Participation]) -> list[Task]:
    waiting, to_ask = sign_offs.waiting(places), narrative.to_ask(_prepared(places))
    proposed, unread = proposals.counted(places), looks.unread(places)
    return [
        task
        for place in places
        for task in (
            *_parts(place, waiting[place.review_id]),
            *_to_ask(place, to_ask.get(place.review_id, [])),
            *_times(place, proposed),
            *_comments(place, unread),
            *_of(place),
        )
    ]


def _prepared(places: list[Participation]) -> list[int]:
    """The reviews that this person leads and whose meeting is ahead."""
    led = [place for place in places if place.role == Participation.Role.FACILITATOR]
    return [place.review_id for place in led if place.review.stage == Stage.PREPARING]


def _to_ask(place: Participation, waiting: list[Willingness]) -> Iterator[Task]:
    """People who said "ask me privately" about telling a moment, one row each."""
    review = place.review
    for person in dict.fromkeys(one.person for one in waiting if one.person_id != place.user_id):
        what = _("Ask %(who)s privately about telling their part") % {"who": person}
        yield _task(review, what, "desk", "care", _("private"))


def _times(place: Participation, proposed: Mapping[int, int]) -> Iterator[Task]:
    """To facilitators: that people propose other times for the meeting."""
    review, n = place.review, proposed.get(place.review_id, 0)
    if n and review.stage == Stage.PREPARING:
        text = ngettext("%(n)d person proposes another time", "%(n)d people propose another time", n)
        yield _task(review, text % {"n": n}, "review")


def _comments(place: Participation, unread: Mapping[int, int]) -> Iterator[Task]:
    """To facilitators: that others wrote beside their document; it goes once they have opened it."""
    if n := unread.get(place.review_id, 0):
        text = ngettext("%(n)d new comment on your document", "%(n)d new comments on your document", n)
        yield _task(place.review, text % {"n": n}, "document", "accent", _("new"))


def _parts(place: Participation, waits: sign_offs.Waiting) -> Iterator[Task]:
    """The reader's own part; facilitators who are still writing are told of the others' too."""
    review = place.review
    if waits.passages or waits.events:
        yield _task(review, _your_part(waits), "your_part", "care", _("to check"))
    n = len(waits.people - {place.user_id})
    if n and place.role == Participation.Role.FACILITATOR and _is_written(review):
        text = ngettext("%(n)d person has not checked their part", "%(n)d people have not checked their part", n)
        yield _task(review, text % {"n": n}, "sign_offs", due=True)


def _is_written(review: Review) -> bool:
    return review.stage == Stage.PREPARING and not review.document.ready_at


def _your_part(waits: sign_offs.Waiting) -> str:
    passages = ngettext("%(n)d passage", "%(n)d passages", waits.passages) % {"n": waits.passages}
    events = ngettext("%(n)d event", "%(n)d events", waits.events) % {"n": waits.events}
    what = ", ".join([passages] * bool(waits.passages) + [events] * bool(waits.events))
    return _("Check your part (%(what)s)") % {"what": what}


def mentioned(mentions: Iterable[Mention]) -> list[Task]:
    """One row a mention that its person has not looked at yet."""
    return [_mentioned(mention) for mention in mentions]


def _mentioned(mention: Mention) -> Task:
    thread = mention.comment.thread
    review = thread.document.review
    what = _("%(who)s mentioned you in a comment") % {"who": mention.comment.by or _("Somebody who left")}
    url = reverse("reviews:document", args=[review.uid]) + f"#thread-{thread.pk}"
    return Task(what, str(review), url, mention.made_at, "accent", _("new"), at=_("written"))


def _of(place: Participation) -> Iterator[Task]:
    review = place.review
    if review.stage == Stage.MEETING:
        yield _task(review, _("The meeting is on: go to the room"), "room", "accent", _("now"))
        return
    if place.role == Participation.Role.FACILITATOR:
        yield from _facilitator(review)
    elif review.document.ready_at and not place.read_at:
        yield _task(review, _("Read the document and comment on it"), "document", "care", _("to read"))
    yield _task(review, _("Come to the meeting"), "review")


def _began(review: Review) -> datetime:
    """A room that was opened early is on by now, whatever was planned."""
    return min(review.meets_at, review.started_at or review.meets_at)


def _facilitator(review: Review) -> Iterator[Task]:
    if review.document.ready_at:
        return
    late = timezone.now() > review.due_at
    word = _("late") if late else _("due")
    tone = "late" if late else "care"
    yield _task(review, _("Finish the document and mark it ready"), "document", tone, word, due=True)
