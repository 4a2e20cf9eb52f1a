"""The registry of live regions: how to render one, and who may listen. Apps register theirs in `AppConfig.ready`."""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User

logger = logging.getLogger(__name__)

GUEST = "guest"
T = TypeVar("T")

# The numbers of those among these people who may listen to this subject, in a constant number of queries.
MayListen = Callable[[Collection[User], str], Collection[int]]


@dataclass(frozen=True)
class Region:
    """A part of a page that is the same for everyone who may listen to it: no names of the reader, no tokens, no "my"."""

    name: str
    render: Callable[[str], str]
    may_listen: MayListen


@dataclass(frozen=True)
class Guests:
    """People without an account: the cookie with their pass, the regions they hear, and of passes that open a topic, which."""

    cookie: str
    names: frozenset[str]
    topics: Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True)
class Kind:
    """The regions of all topics "<kind>:<subject id>"."""

    regions: Mapping[str, Region]


_kinds: dict[str, Kind] = {}
_guests: list[Guests] = []
_NOBODY = Kind({})
# Thousands of listeners share the few sets of names there are.
_same: dict[frozenset[str], frozenset[str]] = {}
_read: ContextVar[dict[tuple[object, str], object] | None] = ContextVar("read for one rendering", default=None)


def register(kind: str, regions: Iterable[Region]) -> None:
    """Make topics of this kind known. Registering again replaces (a test may, an app does it once)."""
    _kinds[kind] = Kind({region.name: region for region in regions})


def welcome_guests(guests: Guests) -> None:
    """Whoever asks for the topic `GUEST` hears what their pass opens; the address does not name it. Again replaces."""
    _guests[:] = [guests]


def guests() -> Guests | None:
    return _guests[0] if _guests else None


def kind_of(topic: str) -> Kind:
    """The kind of "<kind>:<subject id>"; one without regions, which nobody may hear, if it is unknown."""
    return _kinds.get(topic.partition(":")[0], _NOBODY)


def subject_of(topic: str) -> str:
    return topic.partition(":")[2]


def read_once(read: Callable[[str], T]) -> Callable[[str], T]:
    """For what several regions of a subject show: rendered together they read it once, everywhere else each call reads."""

    @wraps(read)
    def once(subject: str) -> T:
        known = _read.get()
        if known is None:
            return read(subject)
        if (once, subject) not in known:
            known[once, subject] = read(subject)
        return cast("T", known[once, subject])

    return once


def heard_by_each(people: Collection[User], topic: str) -> dict[int, frozenset[str]]:
    """Person's number → names of the regions they may hear now, none for strangers; each rule is asked once for all of them."""
    regions = kind_of(topic).regions.values()
    rules = {region.may_listen for region in regions} if people else set()
    answers = {rule: set(rule(people, subject_of(topic))) for rule in rules}
    heard = {}
    for user in people:
        names = frozenset(region.name for region in regions if user.pk in answers[region.may_listen])
        heard[user.pk] = _same.setdefault(names, names)
    return heard


def heard_by(user: User, topic: str) -> frozenset[str]:
    """The same for one person."""
    return heard_by_each([user], topic)[user.pk]


def render(topic: str, names: Iterable[str]) -> dict[str, SafeString]:
    """Render regions as everyone sees them, in the installation's language and zone. One that fails is logged and left out."""
    regions, html = kind_of(topic).regions, {}
    reading = _read.set({})
    with translation.override(settings.LANGUAGE_CODE), timezone.override(ZoneInfo(settings.DEFAULT_ZONE)):
        for name in names:
            try:
                html[name] = mark_safe(regions[name].render(subject_of(topic)))  # noqa: S308 — rendered by a template
            except Exception:
                logger.exception("Region %s of %s could not be rendered.", name, topic)
    _read.reset(reading)
    return html


def snapshot(user: User, topic: str) -> dict[str, SafeString]:
    """All regions that this person may hear, as a fresh page shows them and as the stream would send them."""
    return render(topic, sorted(heard_by(user, topic)))
