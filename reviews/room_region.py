"""The live regions of the room: where the meeting is, its agenda, and the poll. Nothing personal is in them."""

from collections.abc import Callable, Collection

from django.template.loader import render_to_string

import live
from accounts.models import User
from incidents import news
from live.regions import Guests, Region, register, welcome_guests
from reviews import guest_pass, join_qr, listeners, permissions
from reviews.models import Poll, Review, Stage
from reviews.queries import narrative, opening, room_people, voting
from reviews.queries import room as queries
from reviews.room_region_questions import PARTS
from reviews.room_review import agenda_of, review_of

# What the shared screen shows, and what is asked and parked.
SHOWN_TO_GUESTS = frozenset(
    {"agenda", "agreed", "closing", "narrative", "now", "parked", "poll", "questions", "rabbit", "recording", "rules"}
)


def render_now(uid: str) -> str:
    review, items = agenda_of(uid)
    context = {"review": review, "now": queries.now(review, items)} if review else {}
    return render_to_string("reviews/room/now.html", context) if review else ""


def render_stage(uid: str) -> str:
    """Nothing to see: it changes with the meeting's beginning and end, and pages then ask for what these switch on and off."""
    review = review_of(uid)
    return render_to_string("reviews/room/stage_mark.html", {"review": review}) if review else ""


def render_agenda(uid: str) -> str:
    review, items = agenda_of(uid)
    context = {"review": review, "agenda": queries.agenda(review, items)} if review else {}
    return render_to_string("reviews/room/agenda.html", context) if review else ""


def render_poll(uid: str) -> str:
    review = review_of(uid)
    if review is None:
        return ""
    ballot = queries.ballot(review)
    turnout = voting.turnout(ballot.poll) if ballot.poll.state == Poll.State.OPEN else None
    return render_to_string("reviews/room/poll.html", {"review": review, "ballot": ballot, "turnout": turnout})


def _opening(template: str, **parts: Callable[[Review], object]) -> Callable[[str], str]:
    """A region of the opening: its template, and what it shows of the review."""

    def rendered(uid: str) -> str:
        review = review_of(uid)
        context = {name: part(review) for name, part in parts.items()} if review else {}
        return render_to_string(f"reviews/room/{template}.html", {"review": review} | context) if review else ""

    return rendered


def render_narrative(uid: str) -> str:
    review = review_of(uid)
    context = {"review": review, "moment": narrative.moment(review)} if review else {}
    return render_to_string("reviews/room/narrative.html", context) if review else ""


def may_listen(people: Collection[User], uid: str) -> list[int]:
    return listeners.those(people, review_of(uid), permissions.take_part)


def render_people(uid: str) -> str:
    review = review_of(uid)
    if review is None:
        return ""
    context = {"review": review, "came": room_people.came(review), "leaders": room_people.leaders_mark(review)}
    return render_to_string("reviews/room/people.html", context)


def render_join(uid: str) -> str:
    review = review_of(uid)
    context = (
        {"code": review.join_code, "address": join_qr.address(), "qr": join_qr.svg(review.join_code)} if review else {}
    )
    return render_to_string("reviews/room/join.html", context)


def render_signals(uid: str) -> str:
    """For facilitators alone, and even there only how many wait: their pages then ask for who and what."""
    review = review_of(uid)
    waiting = room_people.signals_marks(review) if review else ""
    return render_to_string("reviews/room/signals.html", {"waiting": waiting})


def may_facilitate(people: Collection[User], uid: str) -> list[int]:
    return listeners.those(people, review_of(uid), permissions.facilitate)


def timeline_changed(incident: int) -> None:
    """A moment was written anew elsewhere, on the incident's page or by a program: rooms that are at it show it."""
    for review in Review.objects.filter(incident=incident, stage=Stage.MEETING):
        live.publish(f"room:{review.uid}", "narrative", "rabbit")


def regions() -> None:
    """Make "room:<review uid>" known; called once, when the app is ready."""
    parts: dict[str, Callable[[str], str]] = {"now": render_now, "agenda": render_agenda, "poll": render_poll}
    parts["stage"] = render_stage
    parts |= {
        "rules": _opening("rules", rules=opening.rules),
        "agreed": _opening("agreed", rules=opening.rules, agreed=opening.agreed),
        "recording": _opening("recording", recording=opening.recording),
        "narrative": render_narrative,
        "people": render_people,
        "join": render_join,
    }
    parts |= PARTS
    shared = [Region(name, render, may_listen) for name, render in parts.items()]
    private = {"answers": _opening("answers", answers=opening.standing), "signals": render_signals}
    regions = [*shared, *(Region(name, render, may_facilitate) for name, render in private.items())]
    register("room", regions)
    welcome_guests(Guests(guest_pass.NAME, SHOWN_TO_GUESTS, guest_pass.rooms))
    news.register(timeline_changed)
