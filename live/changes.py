"""Says, after commit, that regions of a topic changed or that somebody lost the right to listen."""

from functools import partial

from django.db import transaction

from live.bus import REVOKED, Change, bus


def publish(topic: str, *names: str) -> None:
    """Tell every open page of `topic` ("room:<uid>") that these regions changed. Nothing goes out if the transaction fails."""
    transaction.on_commit(partial(_announce, Change(topic, frozenset(names))), robust=True)


def revoke(topic: str) -> None:
    """Have the right of every listener of `topic` checked again at once, before any further event goes out."""
    publish(topic, REVOKED)


def _announce(change: Change) -> None:
    bus().announce(change)
