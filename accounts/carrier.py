"""How mails that accounts send by themselves leave: whoever is above hands over the way, since accounts know no outbox."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from accounts.models import User


class Carry(Protocol):
    """Sends the mail of a kind of `accounts.mails` now, or as soon as the mail server takes it, but not after `until`.

    `payload` holds what is needed to write it. Answers whether it has left.
    """

    def __call__(self, *, kind: str, to: "User | str", until: datetime, payload: Mapping[str, str | int]) -> bool: ...


_ways: list[Carry] = []


def register(carry: Carry) -> None:
    """Called from an AppConfig's `ready`, nowhere else."""
    _ways[:] = [carry]


def send(*, kind: str, to: "User | str", until: datetime, payload: Mapping[str, str | int]) -> bool:
    """As `Carry`."""
    return _ways[0](kind=kind, to=to, until=until, payload=payload)
