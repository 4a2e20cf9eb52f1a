"""Questions at moments of the narrative: for the room, for one person, and for the pages on which a meeting is prepared."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from accounts.models import User
from incidents.models import Incident, TimelineEvent
from reviews.models import EventNote, Participation, Question, Review, Stage
from reviews.queries import archive_meeting, elsewhere


def _asked(review: Review) -> QuerySet[Question]:
    """For everyone, and not let go: what is let go takes no time of the meeting."""
    rows = Question.objects.filter(review=review, for_all=True, event__isnull=False, let_go_at=None)
    return rows.select_related("by", "guest", "follow_up__owner")


def open_n(review: Review) -> int:
    """How many wait at moments, for those who prepare the meeting."""
    return _asked(review).filter(answered_at=None, follow_up=None).count()


def at_moment(review: Review, event: TimelineEvent) -> list[Question]:
    """What everybody in the room sees at this moment."""
    return list(_asked(review).filter(event=event))


def kept_at(review: Review, user: User, event: TimelineEvent) -> list[Question]:
    """What this person asked of it for themselves alone, and is still open."""
    return list(
        Question.objects.filter(review=review, by=user, for_all=False, event=event, answered_at=None, let_go_at=None)
    )


@dataclass
class AtMoment:
    """A moment and what one person sees of the questions at it; number: its place in the narrative; said: in the meeting."""

    event: TimelineEvent
    number: int
    asked: list[Question] = field(default_factory=list)
    kept: list[Question] = field(default_factory=list)
    said: list[EventNote] = field(default_factory=list)


def moments(review: Review, user: User) -> list[AtMoment]:
    """All moments of the narrative, each with its questions: everybody's, and this person's own. A fixed number of queries."""
    events = review.incident.events.select_related("perspective_of__user")
    found = {event.pk: AtMoment(event, number) for number, event in enumerate(events, 1)}
    _fill(found, archive_meeting.named(review, list(_asked(review))))
    kept = Question.objects.filter(review=review, by=user, for_all=False, answered_at=None, let_go_at=None)
    for each in kept.filter(event__isnull=False):
        found[each.event_id or 0].kept.append(each)
    return list(found.values())


def with_said(review: Review, found: list[AtMoment]) -> list[AtMoment]:
    """The same moments with what was written down at them in the meeting; one query more."""
    here = {each.event.pk: each for each in found}
    for note in elsewhere.notes(review.event_notes.filter(event__in=here).select_related("by")):
        here[note.event_id or 0].said.append(note)
    return found


def _fill(found: dict[int, AtMoment], questions: Iterable[Question]) -> None:
    for each in questions:
        found[each.event_id or 0].asked.append(each)


def review_to_ask(incident: Incident, user: User) -> Review | None:
    """Where this person asks about moments of the incident: the newest of their reviews of it that was not cancelled."""
    mine = Participation.objects.filter(user=user, removed_at=None).values("review")
    rows = Review.objects.filter(pk__in=mine, incident=incident).exclude(stage=Stage.CANCELLED)
    return rows.select_related("incident").order_by("-meets_at", "-pk").first()
