"""Which moments a text of an app above speaks of: apps above register how to find out, once, when they are ready."""

from collections.abc import Callable
from typing import Any

Find = Callable[[Any, Any], set[int]]
_finds: list[Find] = []


def register(find: Find) -> None:
    """`find` gets a person and an incident, and answers with references of moments in texts that this person may read."""
    if find not in _finds:
        _finds.append(find)


def references(user: Any, incident: Any) -> set[int]:
    """Of all such texts together."""
    return {reference for find in _finds for reference in find(user, incident)}
