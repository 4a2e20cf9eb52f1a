"""The kinds of messages: how to write one, and whether it is still wanted. Higher apps register theirs in their AppConfig."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outbox.chat import ToChat
from outbox.mail import Mail
from outbox.models import Message

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

# Lower goes first when many are due at once: what was promised, then what helps, then what is optional.
PROMISE, NOTICE, OPTIONAL = 0, 5, 9


@dataclass(frozen=True)
class Kind:
    """`wanted(message)` is asked again right before sending: empty means yes, else the reason why it is no longer needed.

    `gone(message, reason)` is called when the address it went to no longer exists (chats only). What became of a `secret` kind is on
    no page, because it tells what nobody may know (who has answered a survey). Of a `fleeting` kind the payload is emptied as soon as
    it has left or is of no use any more (a code to sign in by), so it cannot be sent again, and the row goes after a day.
    """

    name: str
    label: "_StrOrPromise"
    render: Callable[[Message], Mail | ToChat]
    wanted: Callable[[Message], str]
    optional: bool = False
    priority: int = NOTICE
    gone: Callable[[Message, str], None] | None = None
    secret: bool = False
    fleeting: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called from an AppConfig's `ready`, nowhere else."""
    _kinds[kind.name] = kind


def kind_of(name: str) -> Kind:
    """Raises LookupError with the name when no app has registered it."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"No app has registered messages of the kind {name!r}.") from None


def label_of(name: str) -> str:
    """The kind's name as people read it; rows of a kind that no longer exists keep their technical name."""
    return str(_kinds[name].label) if name in _kinds else name


def fleeting() -> list[str]:
    """The registered kinds whose payload is forgotten."""
    return sorted(kind.name for kind in _kinds.values() if kind.fleeting)


def is_fleeting(name: str) -> bool:
    return name in _kinds and _kinds[name].fleeting


def names(*, secret: bool) -> list[str]:
    """The registered kinds that are secret, or those that are not."""
    return sorted(kind.name for kind in _kinds.values() if kind.secret == secret)
