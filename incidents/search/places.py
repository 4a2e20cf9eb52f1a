"""Where a quoted passage may stand beside the incident's own page. Apps above register theirs in `AppConfig.ready`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User


@dataclass(frozen=True)
class Place:
    """visible: the sightings in such places that a person may read, as a query of one column. addresses: where these are shown."""

    name: str
    visible: Callable[[User], QuerySet[Any, Any]]
    addresses: Callable[[Sequence[int]], dict[int, str]]


_places: dict[str, Place] = {}


def register(place: Place) -> None:
    """Make sightings in such places known. Registering again replaces."""
    _places[place.name] = place


def places() -> list[Place]:
    return list(_places.values())
