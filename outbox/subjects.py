"""What messages are about, in words: the app above that plans them says how its subjects are called, and to whom."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from accounts.models import User


@dataclass(frozen=True)
class Subject:
    """`url` is empty for a person who may not open it; `name` then tells nothing that they may not know (decision 5)."""

    name: str
    url: str = ""


Naming = Callable[[User, Collection[str]], dict[str, Subject]]
_naming: dict[str, Naming] = {}


def register(prefix: str, naming: Naming) -> None:
    """For subjects that begin with "prefix:"; called from an AppConfig's `ready`, nowhere else."""
    _naming[prefix] = naming


def named(user: User, subjects: Collection[str]) -> dict[str, Subject]:
    """Those of the subjects that have a name, as this person may read it; each app is asked once."""
    found: dict[str, Subject] = {}
    for prefix, naming in _naming.items():
        own = {subject for subject in subjects if subject.startswith(f"{prefix}:")}
        if own:
            found |= naming(user, own)
    return found
