"""The kinds of things that can be found by words. Apps register theirs in `AppConfig.ready`, nowhere else."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from accounts.models import User

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Source:
    """What is written in one thing, plain text: its title counts more. at: the time by which newer ones come first."""

    key: int
    title: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Link:
    """How a found thing is shown: its name, where it is, and a few words beside it."""

    title: str
    url: str
    note: str = ""
    restricted: bool = False


@dataclass(frozen=True)
class Kind:
    """label, one: what many and one of them are called. sources: those of the keys, or of all there are (None). visible: the keys that a person may know of, as a query of one
    column. links: of these keys, in a constant number of queries; they were asked of `visible` before.
    """

    name: str
    label: "_StrOrPromise"
    one: "_StrOrPromise"
    sources: Callable[[Sequence[int] | None], Iterator[Source]]
    visible: Callable[[User], QuerySet[Any, Any]]
    links: Callable[[User, Sequence[int]], dict[int, Link]]
    order: int = 9


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make things of this kind known to the search. Registering again replaces."""
    _kinds[kind.name] = kind


def kinds() -> list[Kind]:
    """In the order in which the search page names them."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.name))


def kind_of(name: str) -> Kind:
    """Raises KeyError when no app has registered it."""
    return _kinds[name]
