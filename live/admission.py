"""Who is behind a cookie, and which regions of a topic they may hear: asked at connect and every few seconds, for many at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.models import User
from live.regions import GUEST, Guests, guests, heard_by_each


class Seat(NamedTuple):
    """What a page connects with: the values of its session cookie and of its guest's pass, "" without, and the topic it wants."""

    session_key: str
    guest_pass: str
    topic: str


@dataclass(frozen=True)
class Admission:
    """`who` "": nobody known (else "user:<number>" or "guest:<pass>"); no names: a stranger; `topic`: what is heard."""

    who: str
    names: frozenset[str] = frozenset()
    topic: str = ""


OUTSIDE = Admission("")


def admit(seats: Iterable[Seat]) -> list[Admission]:
    """One answer a seat, in their order; the number of queries depends on the topics, not on how many seats there are."""
    seats = list(seats)
    by_topic: dict[str, list[Seat]] = {}
    for seat in seats:
        by_topic.setdefault(seat.topic, []).append(seat)
    answers = _guests(by_topic.pop(GUEST, []))
    people = users_of({seat.session_key for seat in seats if seat.session_key and seat.topic != GUEST})
    for topic, there in by_topic.items():
        answers |= _people(topic, there, people)
    return [answers[seat] for seat in seats]


def _people(topic: str, seats: Iterable[Seat], people: Mapping[str, User]) -> dict[Seat, Admission]:
    mine = {seat: people.get(seat.session_key) for seat in seats}
    names = heard_by_each({user.pk: user for user in mine.values() if user}.values(), topic)
    return {
        seat: Admission(f"user:{user.pk}", names[user.pk], topic) if user else OUTSIDE for seat, user in mine.items()
    }


def _guests(seats: Iterable[Seat]) -> dict[Seat, Admission]:
    """A pass that opens nothing (any more) is a stranger's."""
    welcome = guests()
    passes = {seat.guest_pass for seat in seats if seat.guest_pass}
    topics = welcome.topics(passes) if welcome and passes else {}
    return {seat: _guest(seat, welcome, topics.get(seat.guest_pass, "")) for seat in seats}


def _guest(seat: Seat, welcome: Guests | None, topic: str) -> Admission:
    names = welcome.names if welcome and topic else frozenset()
    return Admission(f"guest:{seat.guest_pass}", names, topic)


def users_of(session_keys: Iterable[str]) -> dict[str, User]:
    """Session key → the active person of that session, by the rules of a page (Django's `auth.get_user`), in two queries."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    rows = Session.objects.filter(session_key__in=session_keys, expire_date__gt=timezone.now())
    sessions = {key: store.decode(data) for key, data in rows.values_list("session_key", "session_data")}
    numbers = {held.get(SESSION_KEY) for held in sessions.values()}
    users = {str(user.pk): user for user in User.objects.filter(pk__in=numbers - {None}, is_active=True)}
    found = {key: users.get(held.get(SESSION_KEY, "")) for key, held in sessions.items()}
    return {key: user for key, user in found.items() if user and _still(user, sessions[key])}


def _still(user: User, held: Mapping[str, Any]) -> bool:
    """The session was made by a way of signing in that still counts, and since the last change of the password."""
    if held.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return False
    said = held.get(HASH_SESSION_KEY, "")
    good = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return any(constant_time_compare(said, each) for each in good)
