"""Every action that the pages of the room have, in the order of one long meeting; each step is named as module.function."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from incidents.actions import contents
from incidents.models import TimelineEvent
from reviews.actions import (
    agenda,
    attendance,
    closing,
    comfort,
    coming,
    guests,
    leading,
    narrative,
    opening,
    parked,
    people,
    points,
    polls,
    questions,
    rabbit_holes,
    recording,
    room,
)
from reviews.models import AttendanceSpan, Participation, Review, RoomGuest, Series, TalkingPoint, Willingness
from tests.reviews import narrative_case, plan_case
from tests.reviews.narrative_case import Narrative

Step = tuple[str, Callable[[], Any]]
KIND = TalkingPoint.Kind


class Meeting:
    """A review with three people and three events; `made` keeps what steps made for later ones."""

    def __init__(self, told: Narrative, ana: User, ben: User, cleo: User, mira: User) -> None:
        self.told, self.ana, self.ben, self.cleo, self.mira = told, ana, ben, cleo, mira
        self.made: dict[str, Any] = {}
        self.pk = told.review.pk

    @property
    def review(self) -> Review:
        return Review.objects.select_related("incident", "poll", "series").get(pk=self.pk)

    def keep(self, name: str, value: Any) -> None:
        self.made[name] = value

    def place(self, user: User) -> Participation:
        return self.review.participations.get(user=user)

    def steps(self) -> Iterator[Step]:
        for part in (before, begins, rules, recorded, voting, told, asking, holes, who, later, closes):
            yield from part(self)


def before(on: Meeting) -> Iterator[Step]:
    ana, ben = on.ana, on.ben
    yield "agenda.build", lambda: agenda.build(review=on.review, by=ana)
    yield "coming.come", lambda: coming.come(item=on.review.agenda.last(), user=ben, comes=True)
    yield "questions.ask", lambda: on.keep("q", questions.ask(review=on.review, by=ben, text="Early?", for_all=True))
    yield "polls.offer", lambda: polls.offer(poll=on.review.poll, by=ana, kind=KIND.INCIDENT, text="Backups")
    yield "recording.change_plan", lambda: plan(on, True)
    yield "room.open_room", lambda: room.open_room(review=on.review, by=ana)


def plan(on: Meeting, recorded: bool, why: str = "For the others.") -> None:
    recording.change_plan(review=on.review, by=on.ana, recorded=recorded, why=why, audience="the invited", kept_days=7)


def begins(on: Meeting) -> Iterator[Step]:
    ana, ben = on.ana, on.ben
    yield "room.arrive", lambda: room.arrive(review=on.review, user=ben)
    yield "guests.allow", lambda: guests.allow(review=on.review, by=ana, allowed=True)
    yield "guests.come_in", lambda: on.keep("gil", guests.come_in(review=on.review, name="Gil"))
    yield "room.extend", lambda: room.extend(review=on.review, by=ana)


def rules(on: Meeting) -> Iterator[Step]:
    ana, gil = on.ana, on.made
    yield "opening.begin", lambda: opening.begin(review=on.review, by=ana)
    yield "opening.step", lambda: opening.step(review=on.review, by=ana, shown=1)
    yield "opening.step", lambda: opening.step(review=on.review, by=ana, shown=2, back=True)
    yield "opening.ask", lambda: opening.ask(review=on.review, by=ana)
    yield "opening.agree", lambda: opening.agree(review=on.review, by=on.ben)
    two = attendance.add_others(review=on.review, by=ana, people=2)
    yield "opening.agreed_aloud", lambda: opening.agreed_aloud(review=on.review, by=ana, person=two)
    yield "opening.not_aloud", lambda: opening.not_aloud(review=on.review, by=ana, person=two)
    yield "attendance.remove_others", lambda: attendance.remove_others(guest=two, by=ana)
    yield "opening.guest_agrees", lambda: opening.guest_agrees(guest=gil["gil"])


def recorded(on: Meeting) -> Iterator[Step]:
    ana, ben = on.ana, on.ben

    def answers(who: Any, answer: str) -> Callable[[], None]:
        return lambda: recording.answer(review=on.review, by=who() if callable(who) else who, answer=answer)

    yield "recording.answer", answers(ana, "yes")
    yield "recording.away", lambda: recording.away(review=on.review, by=ana, person=ben)
    yield "recording.aloud", lambda: recording.aloud(review=on.review, by=ana, person=ben, answer="yes")
    yield "recording.came", lambda: recording.came(review=on.review, user=ben)
    yield "recording.answer", answers(ben, "no")
    yield "recording.answer", answers(lambda: on.made["gil"], "yes")
    yield "recording.turn_on", lambda: recording.turn_on(review=on.review, by=ana)
    yield "room.arrive", lambda: room.arrive(review=on.review, user=on.cleo)
    yield "recording.answer", answers(on.cleo, "yes")
    yield "recording.turn_on", lambda: recording.turn_on(review=on.review, by=ana)
    yield "recording.pause", lambda: recording.pause(review=on.review, by=ana)
    yield "recording.change_plan", lambda: plan(on, True, "In other words.")
    yield "recording.go_without", lambda: recording.go_without(review=on.review, by=ana)


def going(on: Meeting) -> Iterator[Step]:
    """A guest who was put out is back, has closed the page, and is back again."""
    gil = on.made["gil"]

    def quiet() -> None:
        RoomGuest.objects.filter(pk=gil.pk).update(to_at=timezone.now() - timedelta(minutes=5))
        guests.quiet(review=Review.objects.get(pk=on.review.pk))

    yield "guests.came_in", lambda: guests.came_in(guest=gil)
    yield "guests.quiet", quiet
    yield "guests.came_in", lambda: guests.came_in(guest=gil)
    yield "recording.left", lambda: recording.left(guests=[gil])
    yield "guests.came_in", lambda: guests.came_in(guest=gil)


def voting(on: Meeting) -> Iterator[Step]:
    ana, ben, made = on.ana, on.ben, on.made

    def offer(name: str, kind: str = KIND.OTHER) -> Callable[[], None]:
        return lambda: on.keep(name, polls.offer(poll=on.review.poll, by=ben, kind=kind, text=name))

    yield "polls.offer", offer("Withdrawn", KIND.COMMON)
    yield "polls.withdraw", lambda: polls.withdraw(point=made["Withdrawn"], by=ana)
    yield "polls.offer", offer("Alerts", KIND.COMMON)
    yield "points.carry", lambda: points.carry(poll=on.review.poll, by=ana, point=left_over(on))
    yield "polls.open_poll", lambda: polls.open_poll(poll=on.review.poll, by=ana)
    yield "polls.offer", offer("Sleep")
    yield "polls.offer", offer("Rest")
    yield "polls.give_votes", lambda: polls.give_votes(poll=on.review.poll, by=ana, each=2)
    yield "polls.facilitator_votes", lambda: polls.facilitator_votes(poll=on.review.poll, by=ana, votes=True)
    yield "polls.vote", lambda: polls.vote(poll=on.review.poll, by=ben, point=made["Alerts"])
    yield "polls.vote", lambda: polls.vote(poll=on.review.poll, by=ana, point=made["Alerts"])
    yield "polls.take_vote_back", lambda: polls.take_vote_back(poll=on.review.poll, by=ana, point=made["Alerts"])
    yield "guests.vote", lambda: guests.vote(guest=made["gil"], point=made["Sleep"])
    yield "guests.allow", lambda: guests.allow(review=on.review, by=ana, allowed=False)
    yield "guests.allow", lambda: guests.allow(review=on.review, by=ana, allowed=True)
    yield from going(on)
    yield "people.remove", lambda: people.remove(place=on.place(on.cleo), by=ana)
    yield "people.invite", lambda: people.invite(review=on.review, by=ana, users=[on.cleo])
    for role in ("facilitator", "participant"):
        yield "people.set_role", lambda role=role: people.set_role(place=on.place(on.cleo), by=ana, role=role)  # type: ignore[misc]
    yield "guests.take_vote_back", lambda: guests.take_vote_back(guest=made["gil"], point=made["Sleep"])
    yield "points.merge", lambda: points.merge(point=made["Sleep"], into=made["Rest"], by=ana, because="the same")
    yield "points.bring_back", lambda: points.bring_back(point=made["Sleep"], by=ana)
    yield "points.hide", lambda: points.hide(point=made["Sleep"], by=ana, because="names a person")
    yield "polls.reveal", lambda: polls.reveal(poll=on.review.poll, by=ana)


def left_over(on: Meeting) -> TalkingPoint:
    """A point of another review, as the last one of the series would have it."""
    point, _new = TalkingPoint.objects.get_or_create(poll=on.made["other"].poll, kind=KIND.COMMON, text="Last time")
    return point


def told(on: Meeting) -> Iterator[Step]:
    ana, events = on.ana, on.told.events
    yield "sign_offs.say_willing", lambda: on.told.say(on.ben, 0, narrative_case.YES)
    for _part in range(2):
        yield "room.move_on", lambda: room.move_on(review=on.review, by=ana, item=room.current(on.review).pk)
    yield "narrative.show", lambda: narrative.show(review=on.review, by=ana, event=events[1])
    yield "contents.write_event", lambda: elsewhere(on)
    yield "sign_offs.say_willing", lambda: on.told.say(on.cleo, 1, narrative_case.YES)
    yield "sign_offs.say_willing", lambda: on.told.say(on.cleo, 1, narrative_case.RATHER_NOT)
    yield (
        "narrative.note",
        lambda: on.keep("n", narrative.note(review=on.review, by=on.ben, event=events[1], text="So")),
    )
    yield "narrative.take_back", lambda: narrative.take_back(note=on.made["n"], by=on.ben)
    yield from pinned(on, events[1])
    yield "sign_offs.say_willing", lambda: on.told.say(on.cleo, 1, narrative_case.ASK)
    yield "narrative.asked", lambda: narrative.asked(willingness=Willingness.objects.get(answer="ask"), by=ana)
    yield "room.move_on", lambda: room.move_on(review=on.review, by=ana, item=room.current(on.review).pk)
    yield "polls.discussed", lambda: polls.discussed(point=on.made["Alerts"], by=ana)


def pinned(on: Meeting, event: TimelineEvent) -> Iterator[Step]:
    """A question at the moment that the narrative is at, and all that can become of it."""
    ana, ben, made = on.ana, on.ben, on.made

    def ask() -> None:
        on.keep("pin", questions.ask(review=on.review, by=ben, text="And then?", for_all=True, event=event))

    yield "questions.ask", ask
    yield "questions.answered", lambda: questions.answered(question=made["pin"], by=ana)
    yield "questions.still_open", lambda: questions.still_open(question=made["pin"], by=ana)
    yield "questions.let_go", lambda: questions.let_go(question=made["pin"], by=ana)
    yield "parked.take_on", lambda: parked.take_on(question=fresh(made["pin"]), by=ana, owner=ben)


def elsewhere(on: Meeting) -> None:
    """On the incident's page somebody writes anew the moment that the room is at."""
    event = fresh(on.told.events[1])
    people = (event.perspective_of, event.teller)
    contents.write_event(
        incident=on.review.incident, by=on.ana, at=event.at, what="In better words", people=people, event=event
    )


def asking(on: Meeting) -> Iterator[Step]:
    ana, ben, made = on.ana, on.ben, on.made
    yield "questions.ask", lambda: on.keep("own", questions.ask(review=on.review, by=ben, text="Own?", for_all=False))
    yield "questions.share", lambda: questions.share(question=made["own"], by=ben)
    yield "guests.ask", lambda: guests.ask(guest=made["gil"], text="May a guest ask?")
    for up in (True, False):
        yield "questions.vote", lambda up=up: questions.vote(question=fresh(made["own"]), by=ana, up=up)  # type: ignore[misc]
    yield "questions.vote", lambda: questions.vote(question=fresh(made["own"]), by=made["gil"], up=True)
    yield "questions.answered", lambda: questions.answered(question=made["own"], by=ben)
    yield "questions.still_open", lambda: questions.still_open(question=made["own"], by=ben)
    yield "questions.let_go", lambda: questions.let_go(question=on.review.questions.get(guest=made["gil"]), by=ana)
    yield "parked.take_on", lambda: parked.take_on(question=fresh(made["own"]), by=ana, owner=ben)
    yield "parked.park", lambda: on.keep("p", parked.park(review=on.review, by=ben, text="Shard it", kind="fix"))
    yield "parked.let_go", lambda: parked.let_go(item=fresh(made["p"]), by=ana, reason="too much")
    yield "parked.undecide", lambda: parked.undecide(item=fresh(made["p"]), by=ana)
    yield "parked.plan_meeting", lambda: parked.plan_meeting(item=fresh(made["p"]), by=ana, note="Monday")
    yield "parked.undecide", lambda: parked.undecide(item=fresh(made["p"]), by=ana)
    yield "parked.follow_up", lambda: parked.follow_up(item=fresh(made["p"]), by=ana, owner=ben)
    yield "parked.undecide", lambda: parked.undecide(item=fresh(made["p"]), by=ana)
    yield "parked.soak", lambda: parked.soak(item=fresh(made["p"]), by=ana)


def prepared(ana: User, ben: User, cleo: User, mira: User) -> "Meeting":
    """A meeting in a series, with a narrative to tell, before its first step; and another review beside it."""
    told = narrative_case.prepared(ana, ben, cleo)
    told.review.series = series()
    told.review.save()
    on = Meeting(told, ana, ben, cleo, mira)
    on.made["other"] = plan_case.review(ana, ben)
    return on


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def holes(on: Meeting) -> Iterator[Step]:
    yield "rabbit_holes.ask", lambda: on.keep("hole", rabbit_holes.ask(review=on.review, by=on.ben))
    yield "room.extend", lambda: room.extend(review=on.review, by=on.ana)
    for who in (on.ben, on.cleo):
        yield "rabbit_holes.answer", lambda who=who: rabbit_holes.answer(hole=on.made["hole"], by=who, park=True)  # type: ignore[misc]
    yield "rabbit_holes.settle", lambda: ten_seconds_later(on)


def ten_seconds_later(on: Meeting) -> None:
    """Their passing itself changes what is kept of no page; the counting does."""
    on.review.rabbit_holes.update(ends_at=timezone.now() - timedelta(seconds=1))
    rabbit_holes.settle(review=on.review)


def who(on: Meeting) -> Iterator[Step]:
    ana, made = on.ana, on.made
    yield "comfort.send", lambda: comfort.send(review=on.review, by=on.ben, kind="slower")
    yield "comfort.seen", lambda: comfort.seen(signal=on.review.comfort_signals.get())
    yield "comfort.send", lambda: comfort.send(review=on.review, by=on.cleo, kind="blame")
    yield "comfort.take_back", lambda: comfort.take_back(review=on.review, by=on.cleo)
    yield "people.invite", lambda: people.invite(review=on.review, by=ana, users=[on.mira])
    yield "attendance.add_person", lambda: attendance.add_person(review=on.review, user=on.mira, by=ana)
    yield "attendance.add_others", lambda: on.keep("two", attendance.add_others(review=on.review, by=ana, people=2))
    yield "attendance.remove_others", lambda: attendance.remove_others(guest=made["two"], by=ana)
    yield "attendance.add_span", lambda: attendance.add_span(attendance=theirs(on), by=ana, **stretch())
    yield "attendance.correct_span", lambda: attendance.correct_span(span=span(on), by=ana, **stretch())
    for _each in range(2):
        yield "attendance.remove_span", lambda: attendance.remove_span(span=span(on), by=ana)
    yield "leading.start_talking", lambda: leading.start_talking(review=on.review, by=ana)
    yield "leading.stop_talking", lambda: leading.stop_talking(review=on.review, by=ana)
    yield "leading.make_facilitator", lambda: leading.make_facilitator(place=on.place(on.ben), by=ana)
    yield "leading.hand_over", lambda: leading.hand_over(place=on.place(on.cleo), by=ana)
    yield "leading.take_desk", lambda: leading.take_desk(review=leaderless(on), by=ana)
    yield "people.remove", lambda: people.remove(place=on.place(on.cleo), by=ana)
    yield "guests.allow", lambda: guests.allow(review=on.review, by=ana, allowed=False)


def theirs(on: Meeting) -> Any:
    return on.review.attendances.get(user=on.mira)


def span(on: Meeting) -> AttendanceSpan:
    return theirs(on).spans.order_by("-pk").first()


def stretch() -> dict[str, Any]:
    now = timezone.now()
    return {"from_at": now - timedelta(minutes=2), "to_at": now - timedelta(minutes=1)}


def leaderless(on: Meeting) -> Review:
    on.review.attendances.filter(user=on.cleo).update(last_seen_at=timezone.now() - timedelta(minutes=5))
    return on.review


def later(on: Meeting) -> Iterator[Step]:
    ana = on.ana
    yield "agenda.add", lambda: on.keep("part", agenda.add(review=on.review, by=ana, title="One more", minutes=5))
    yield "agenda.move", lambda: agenda.move(item=fresh(on.made["part"]), by=ana, up=True)
    yield (
        "agenda.edit",
        lambda: agenda.edit(item=fresh(on.made["part"]), by=ana, title="Two more", minutes=6, notes="So"),
    )
    yield "agenda.remove", lambda: agenda.remove(item=fresh(on.made["part"]), by=ana)


def closes(on: Meeting) -> Iterator[Step]:
    ana = on.ana
    yield "closing.begin", lambda: closing.begin(review=on.review, by=ana)
    yield "questions.ask", lambda: questions.ask(review=on.review, by=on.ben, text="And now?", for_all=True)
    yield "parked.park", lambda: parked.park(review=on.review, by=on.ben, text="Late idea", kind="fix")
    yield "closing.promise", lambda: closing.promise(review=on.review, by=ana, on=None, thanks="Thank you all.")
    yield "closing.end", lambda: closing.end(review=on.review, by=ana, later=True)
    yield "attendance.add_others", lambda: attendance.add_others(review=on.review, by=ana, people=2)
    yield "questions.answered", lambda: questions.answered(question=on.review.questions.last(), by=ana)


def series() -> Series:
    return Series.objects.create(name="Tuesday review")
