"""Who is told when the moments of an incident's timeline or the people of its moments change: apps above register, once, when they are ready."""

from collections.abc import Callable

Told = Callable[[int], None]
_told: list[Told] = []


def register(told: Told) -> None:
    """`told` gets the incident's key within the transaction of the change; registering again changes nothing."""
    if told not in _told:
        _told.append(told)


def timeline_changed(incident: int) -> None:
    for told in _told:
        told(incident)
