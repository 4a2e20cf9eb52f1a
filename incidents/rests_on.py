"""What of an app above rests on an incident, so that it stays: apps above register how to find out, once, when they are ready."""

from collections.abc import Callable
from typing import Any

Find = Callable[[Any, Any], str]
_finds: list[Find] = []


def register(find: Find) -> None:
    """`find` gets a person and an incident, and answers with a reason in words this person may read, or with nothing."""
    if find not in _finds:
        _finds.append(find)


def reason(user: Any, incident: Any) -> str:
    """The first there is; empty when nothing rests on it."""
    return next((word for find in _finds if (word := find(user, incident))), "")
