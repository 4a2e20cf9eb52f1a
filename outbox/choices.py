"""What a person may decide about the messages they get: each choice covers some kinds, and says when they come or why they stay.

Higher apps register theirs in their AppConfig, beside their kinds.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Choice:
    """`about`: when such a message comes; of a `fixed` one, why it cannot be switched off.

    `one_click`: a digest or a reminder, which a mail program stops by one POST (RFC 8058); see `outbox.stopping`.
    """

    name: str
    label: "_StrOrPromise"
    about: "_StrOrPromise"
    kinds: tuple[str, ...]
    fixed: bool = False
    one_click: bool = False
    order: int = 0


_choices: dict[str, Choice] = {}


def register(choice: Choice) -> None:
    """Called from an AppConfig's `ready`, nowhere else."""
    _choices[choice.name] = choice


def named(name: str) -> Choice | None:
    return _choices.get(name)


def of_kind(kind: str) -> Choice | None:
    return next((choice for choice in _choices.values() if kind in choice.kinds), None)


def free() -> list[Choice]:
    """Those that a person may switch off, in the order in which they are shown."""
    return [choice for choice in _in_order() if not choice.fixed]


def fixed() -> list[Choice]:
    return [choice for choice in _in_order() if choice.fixed]


def _in_order() -> list[Choice]:
    return sorted(_choices.values(), key=lambda choice: choice.order)
