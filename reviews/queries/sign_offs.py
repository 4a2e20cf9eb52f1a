"""Who has checked what is about them, and who is willing to speak of which event. Constant numbers of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import User
from incidents.models import TimelineEvent
from reviews import word_diff
from reviews.models import Participation, PersonPart, Review, SignOff, Willingness, plain
from reviews.queries.document import shown

AROUND = 160  # characters of the document shown on each side of a passage


@dataclass
class Item:
    """One part with the answer that stands. around: the document's words before and after a passage."""

    part: PersonPart
    answer: SignOff | None
    around: tuple[str, str] = ("", "")

    @property
    def moved(self) -> bool:
        """The event's time is another one than when it was answered."""
        return bool(self.answer and not self.part.gone and self.answer.at != self.part.at)

    @property
    def reworded(self) -> bool:
        return bool(self.answer and not self.part.gone and plain(self.answer.text) != plain(self.part.words))

    @property
    def changed(self) -> bool:
        """It reads otherwise than when its person answered."""
        return self.moved or self.reworded

    @property
    def waits(self) -> bool:
        """Its person is asked about it."""
        return not self.part.gone and (self.answer is None or self.changed)

    @property
    def disputed(self) -> bool:
        return self.answer is not None and self.answer.answer == SignOff.Answer.DISPUTED

    @property
    def checked(self) -> bool:
        return self.answer is not None and not self.disputed and not self.changed

    @property
    def words(self) -> str:
        """How it reads; of an event that is gone, how it read last."""
        return self.answer.text if self.answer and not self.part.passage_id and self.part.gone else self.part.words

    @property
    def pieces(self) -> list[word_diff.Piece]:
        """What changed since the answer, word by word."""
        return word_diff.changes(self.answer.text, self.part.words) if self.answer else []


def _items(parts: QuerySet[PersonPart]) -> list[Item]:
    """Passages in the document's order, then events in time; two queries."""
    standing = Prefetch("answers", SignOff.objects.filter(ended_at=None))
    rows = parts.select_related("passage", "event", "person").prefetch_related(standing)
    items = [Item(part, next(iter(part.answers.all()), None)) for part in rows]
    return sorted(items, key=_order)


def _order(item: Item) -> tuple[int, float, int]:
    part = item.part
    if part.passage:
        return (0, part.passage.start, part.pk)
    return (1, part.at.timestamp() if part.at else 0, part.pk)


def items(review: Review) -> list[Item]:
    """All parts of a review, whosever they are; two queries."""
    return _items(review.person_parts.all())


@dataclass
class Asked:
    """An event of somebody's, and what they said of being called on about it ("" until they did)."""

    event: TimelineEvent
    answer: str = ""

    @property
    def word(self) -> str:
        return str(Willingness.Answer(self.answer).label) if self.answer else ""


@dataclass
class YourPart:
    """All that one person is asked in a review."""

    items: list[Item]
    events: list[Asked]

    @property
    def here(self) -> list[Item]:
        return [item for item in self.items if not item.part.gone]

    @property
    def removed(self) -> list[Item]:
        return [item for item in self.items if item.part.gone]

    @property
    def waiting(self) -> int:
        return sum(item.waits for item in self.items)


def own_events(review: Review, user: User) -> QuerySet[TimelineEvent]:
    """The events that this person tells, or that are told from where they were."""
    mine = Q(perspective_of__user=user) | Q(teller__user=user)
    return TimelineEvent.objects.filter(mine, incident=review.incident_id).order_by("at", "position", "pk")


def your_part(review: Review, user: User) -> YourPart:
    items = _items(review.person_parts.filter(person=user))
    _put_around(review, items)
    said = dict(Willingness.objects.filter(review=review, person=user).values_list("event", "answer"))
    return YourPart(items, [Asked(event, said.get(event.pk, "")) for event in own_events(review, user)])


def _put_around(review: Review, items: list[Item]) -> None:
    rendered = shown(review.document.latest)
    for item in items:
        passage = item.part.passage
        parts = rendered.to_rendered(passage.start, passage.end) if passage and not item.part.gone else None
        if parts:
            item.around = _before(rendered.plain, parts[0][0]), _after(rendered.plain, parts[-1][1])


def _before(text: str, end: int) -> str:
    """What stands before it in its own block, from a whole word on."""
    block = text[max(0, end - AROUND) : end].rpartition("\n")[2]
    return "… " + block.partition(" ")[2] if len(block) == AROUND else block


def _after(text: str, start: int) -> str:
    block = text[start : start + AROUND].partition("\n")[0]
    return block.rpartition(" ")[0] + " …" if len(block) == AROUND else block


@dataclass
class Row:
    """One person on the facilitators' page. place: None for somebody who is no longer in the review."""

    person: User
    place: Participation | None = None
    items: list[Item] = field(default_factory=list)
    events: list[Asked] = field(default_factory=list)
    part: str = ""

    @property
    def able(self) -> bool:
        """They are in the review and may sign in, so they can answer."""
        return self.place is not None and self.person.is_active

    @property
    def asked(self) -> int:
        return sum(not item.part.gone for item in self.items)

    @property
    def checked(self) -> int:
        return sum(item.checked and not item.part.gone for item in self.items)

    @property
    def state(self) -> str:
        """disputed, changed, all, some, none, or "" when they are asked nothing."""
        if any(item.disputed for item in self.items):
            return "disputed"
        if not self.asked:
            return ""
        if any(item.changed for item in self.items):
            return "changed"
        return {0: "none", self.asked: "all"}.get(self.checked, "some")

    @property
    def unmarked(self) -> list[TimelineEvent]:
        """Events of theirs that nobody asked them about yet."""
        known = {item.part.event_id for item in self.items}
        return [asked.event for asked in self.events if asked.event.pk not in known]

    @property
    def willing(self) -> dict[str, int]:
        return Counter(asked.answer for asked in self.events)


@dataclass
class SignOffs:
    """The facilitators' page: one row a person, those who were removed last."""

    rows: list[Row]
    events: list[TimelineEvent]

    @property
    def disputes(self) -> list[Item]:
        return [item for row in self.rows for item in row.items if item.disputed]

    @property
    def waiting(self) -> int:
        """The people who can answer and have something to check."""
        return sum(row.able and any(item.waits for item in row.items) for row in self.rows)

    @property
    def people(self) -> int:
        return sum(row.able and row.asked > 0 for row in self.rows)


def sign_offs(review: Review, places: Sequence[Participation]) -> SignOffs:
    """`places` as queries.plan.places gives them."""
    rows = {place.user_id: Row(place.user, place) for place in places}
    for item in _items(review.person_parts.all()):
        rows.setdefault(item.part.person_id, Row(item.part.person)).items.append(item)
    events = list(review.incident.events.select_related("perspective_of__user", "teller__user"))
    said = _said(review)
    for event in events:
        for person in _theirs(event):
            if person in rows and rows[person].place:
                rows[person].events.append(Asked(event, said.get((person, event.pk), "")))
    for involvement in review.incident.involvements.filter(user__in=list(rows)):
        rows[involvement.user_id or 0].part = str(involvement.get_part_display())
    return SignOffs(list(rows.values()), events)


def _said(review: Review) -> dict[tuple[int, int], str]:
    return {(one.person_id, one.event_id): one.answer for one in Willingness.objects.filter(review=review)}


def _theirs(event: TimelineEvent) -> set[int]:
    people = (event.perspective_of, event.teller)
    return {one.user_id for one in people if one and one.user_id}


def disputes(review: Review) -> list[Item]:
    """What is disputed, for everyone who takes part."""
    standing = review.person_parts.filter(answers__ended_at=None, answers__answer=SignOff.Answer.DISPUTED)
    return _items(standing)


def own_waiting(review: Review, user: User) -> int:
    """How many things wait for this person's word."""
    return sum(item.waits for item in _items(review.person_parts.filter(person=user)))


@dataclass
class Waiting:
    """What waits in one review: passages and events of the reader's own, and people who have not checked theirs."""

    passages: int = 0
    events: int = 0
    people: set[int] = field(default_factory=set)


def waiting(places: Iterable[Participation]) -> dict[int, Waiting]:
    """By review, for the person whose places these are; facilitators are told of the others too. Two queries."""
    places = list(places)
    mine = Q(review__in=[place.review_id for place in places], person__in={place.user_id for place in places})
    led = [place.review_id for place in places if place.role == Participation.Role.FACILITATOR]
    me = {place.user_id for place in places}
    here = Participation.objects.filter(review=OuterRef("review"), user=OuterRef("person"), removed_at=None)
    asked = PersonPart.objects.filter(mine | Q(review__in=led), Exists(here), person__is_active=True)
    found: dict[int, Waiting] = defaultdict(Waiting)
    for item in _items(asked) if places else []:
        if item.waits:
            _count(found[item.part.review_id], item, item.part.person_id in me)
    return found


def _count(waits: Waiting, item: Item, mine: bool) -> None:
    waits.people.add(item.part.person_id)
    if mine and item.part.passage_id:
        waits.passages += 1
    elif mine:
        waits.events += 1


def not_checked(review: Review) -> int:
    """The people who are in the review and have not checked all that is about them."""
    led = review.participations.filter(role=Participation.Role.FACILITATOR, removed_at=None)[:1]
    return len(waiting(led)[review.pk].people)
