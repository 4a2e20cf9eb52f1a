"""Who is behind a session cookie, and which regions of a topic they may hear: asked at connect and every few seconds."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from accounts.models import User
from live.regions import heard_by, kind_of, subject_of


@dataclass(frozen=True)
class Admission:
    """`user_id` None: not signed in; no names: a stranger to this topic."""

    user_id: int | None
    names: frozenset[str] = frozenset()


OUTSIDE = Admission(None)


def user_of(session_key: str) -> User | None:
    """The active person of this session, by the same rules as a page (password changes end sessions)."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user = get_user(request)
    return user if isinstance(user, User) else None


def admit(session_key: str, topic: str) -> Admission:
    user = user_of(session_key) if session_key else None
    return Admission(user.pk, heard_by(user, topic)) if user else OUTSIDE


def admit_again(listeners: Iterable[tuple[str, str]]) -> list[Admission]:
    """The same for many (session key, topic); tells each topic who is still there."""
    seats = list(listeners)
    answers = [admit(*seat) for seat in seats]
    present: dict[str, set[int]] = {}
    for (_, topic), answer in zip(seats, answers, strict=True):
        if answer.user_id and answer.names:
            present.setdefault(topic, set()).add(answer.user_id)
    for topic, user_ids in present.items():
        if tell := kind_of(topic).present:
            tell(subject_of(topic), user_ids)
    return answers
