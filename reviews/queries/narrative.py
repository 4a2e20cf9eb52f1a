"""The narrative in the meeting, for three readers: the room, one person, and the facilitators. Constant numbers of queries.

What the room sees names only people who agreed. "Rather not", "ask me privately" and no answer yet look alike there.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from incidents import timeline_words
from incidents.models import Incident, TimelineEvent
from incidents.queries.timeline import marks
from reviews import permissions
from reviews.models import AgendaItem, EventNote, Participation, Question, Review, Stage, Telling, Willingness
from reviews.queries import elsewhere, pinned
from reviews.queries.agenda import current

MOST_IN_FIGURE = 200  # of more moments the stage shows no figure: it would be sent with every step
YES, RATHER_NOT, ASK = Willingness.Answer.YES, Willingness.Answer.RATHER_NOT, Willingness.Answer.ASK


def is_on(review: Review) -> bool:
    """The meeting is at its narrative."""
    if review.stage != Stage.MEETING:
        return False
    here = current(review)
    return here is not None and here.kind == AgendaItem.Kind.NARRATIVE


@dataclass
class Place:
    """Where in the timeline the room is: the events, and the index of the one it is at."""

    events: list[TimelineEvent]
    at: int = 0

    @property
    def event(self) -> TimelineEvent:
        return self.events[self.at]

    @property
    def number(self) -> int:
        return self.at + 1

    @property
    def before(self) -> TimelineEvent | None:
        return self.events[self.at - 1] if self.at else None

    @property
    def after(self) -> TimelineEvent | None:
        return self.events[self.at + 1] if self.number < len(self.events) else None

    @property
    def near(self) -> list[TimelineEvent]:
        """The one it is at and the one before: what is written down now is about one of these."""
        return [event for event in (self.event, self.before) if event]


def place(review: Review) -> Place | None:
    """None while the narrative is not on, or when the timeline is empty."""
    return _place(review) if is_on(review) else None


def _place(review: Review) -> Place | None:
    events = list(review.incident.events.select_related("perspective_of", "teller"))
    held = Telling.objects.filter(review=review).values_list("event", flat=True).first()
    at = next((number for number, event in enumerate(events) if event.pk == held), 0)
    return Place(events, at) if events else None


def _said(review: Review, events: Sequence[TimelineEvent]) -> list[Willingness]:
    """What the people of these events said, while they are in the review and the event is still theirs."""
    here = Participation.objects.filter(review=review, user=OuterRef("person"), removed_at=None)
    rows = review.willingness.filter(Exists(here), event__in=events, person__is_active=True)
    theirs = {event.pk: _theirs(event) for event in events}
    rows = rows.select_related("person").order_by("person__name", "pk")
    return [one for one in rows if one.person_id in theirs[one.event_id]]


def _theirs(event: TimelineEvent) -> set[int | None]:
    return {one.user_id for one in (event.perspective_of, event.teller) if one}


@dataclass
class Moment:
    """What everyone in the room sees of the narrative."""

    place: Place
    tellers: list[User]
    notes: list[EventNote]
    day: date  # on the clock of those who responded
    asked: list[Question]
    picture: timeline_words.Picture | None  # for the stage


def moment(review: Review) -> Moment | None:
    found = place(review)
    if found is None:
        return None
    tellers = [one.person for one in _said(review, [found.event]) if one.answer == YES]
    day = found.event.at.astimezone(review.incident.zone).date()
    notes, asked = list(review.event_notes.filter(event=found.event)), pinned.at_moment(review, found.event)
    return Moment(found, tellers, notes, day, asked, _picture(review, found))


def _picture(review: Review, found: Place) -> timeline_words.Picture | None:
    """With the moment that the room is at marked; without what the evidence would tell, for it is the same for all."""
    if len(found.events) > MOST_IN_FIGURE:
        return None
    return timeline_words.picture(marks(found.events, current=found.event.pk), review.incident.zone)


@dataclass
class Mine:
    """What one person sees of their own: whether the event is theirs now, and theirs next. Only of what they agreed to."""

    place: Place
    now: bool
    soon: TimelineEvent | None
    kept: list[Question]  # of this moment, for themselves alone


def mine(review: Review, user: User) -> Mine | None:
    found = place(review)
    if found is None:
        return None
    near = [event for event in (found.event, found.after) if event]
    agreed = {one.event_id for one in _said(review, near) if one.answer == YES and one.person_id == user.pk}
    soon = found.after if found.after and found.after.pk in agreed else None
    return Mine(found, found.event.pk in agreed, soon, pinned.kept_at(review, user, found.event))


@dataclass
class People:
    """Who said what of being called on about one event."""

    event: TimelineEvent
    agreed: list[User] = field(default_factory=list)
    ask: list[User] = field(default_factory=list)
    rather_not: list[User] = field(default_factory=list)

    @classmethod
    def of(cls, event: TimelineEvent, said: Iterable[Willingness]) -> "People":
        by = defaultdict(list)
        for one in said:
            if one.event_id == event.pk:
                by[one.answer].append(one.person)
        return cls(event, by[YES], by[ASK], by[RATHER_NOT])


@dataclass
class Desk:
    """The facilitators' own: whom to ask in private, and at the narrative who may be called on now and next."""

    to_ask: list[Willingness]
    place: Place | None
    near: list[People]
    notes: list[EventNote]
    asked: list[Question]


def desk(review: Review) -> Desk:
    on = is_on(review)
    found = _place(review) if review.stage in (Stage.PREPARING, Stage.MEETING) else None
    if found is None:
        return Desk([], None, [], [], [])
    said = _said(review, found.events)
    events = {event.pk: event for event in found.events}
    to_ask = [one for one in said if one.answer == ASK]
    for one in to_ask:
        one.event = events[one.event_id]
    near = [People.of(event, said) for event in (found.event, found.after) if event] if on else []
    notes = list(review.event_notes.filter(event=found.event).select_related("by")) if on else []
    asked = pinned.at_moment(review, found.event) if on else []
    return Desk(sorted(to_ask, key=lambda one: one.event.at), found if on else None, near, notes, asked)


def to_ask(reviews: Iterable[int]) -> dict[int, list[Willingness]]:
    """By review (its key): people who wait to be asked in private and were not yet. One query, none for no reviews."""
    reviews, found = list(reviews), defaultdict(list)
    here = Participation.objects.filter(review=OuterRef("review"), user=OuterRef("person"), removed_at=None)
    theirs = Q(event__perspective_of__user=OuterRef("person")) | Q(event__teller__user=OuterRef("person"))
    own = Willingness.objects.filter(theirs, pk=OuterRef("pk"))
    waiting = Willingness.objects.filter(Exists(here), Exists(own), review__in=reviews, answer=ASK, asked_at=None)
    for one in waiting.filter(person__is_active=True).select_related("person") if reviews else []:
        found[one.review_id].append(one)
    return found


def notes_on(incident: Incident, user: User) -> list[EventNote]:
    """What was said about its events in the meetings that this person may know of: their own, and open ones once held."""
    visible = permissions.visible_reviews(user)
    taking_part = Participation.objects.filter(user=user, removed_at=None).values("review")
    known = visible.filter(Q(stage=Stage.HELD) | Q(pk__in=taking_part), incident=incident)
    rows = EventNote.objects.filter(review__in=known).select_related("by", "event").order_by("event__at", "pk")
    return elsewhere.notes(rows)
