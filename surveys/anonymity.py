"""What of a survey may be shown: one rule for page, PDF, CSV, API and chat alike. A plain rule, without Django.

Nothing below k answers; texts never below five; a result that would tell what everybody said is shown as a band.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

VALUES = (1, 2, 3, 4, 5)
LEAST_K = 4
LEAST_TEXTS = 5


@dataclass(frozen=True)
class Shown:
    """One statement's answers. `bars` maps a value to its number, or is empty where only `band` (low, high) may be told."""

    n: int
    mean: float | None
    bars: dict[int, int]
    band: tuple[int, int] | None


def may_offer(asked: int, k: int) -> bool:
    """Fewer than k people asked: no anonymous survey is offered."""
    return asked >= max(k, LEAST_K)


def may_show(answers: int, k: int) -> bool:
    return answers >= max(k, LEAST_K)


def shown(counts: Mapping[int, int], k: int) -> Shown | None:
    """What may be shown of one statement; None for fewer than k answers.

    When one option holds all answers or all but one, neither bars nor mean are told, only the band of two neighbours
    between which the mean lies.
    """
    n = sum(counts.values())
    if not may_show(n, k):
        return None
    mean = sum(value * counts.get(value, 0) for value in VALUES) / n
    top = max(VALUES, key=lambda value: counts.get(value, 0))
    if counts.get(top, 0) >= n - 1:
        return Shown(n, None, {}, (top - 1, top) if top == 5 or (mean < top and top > 1) else (top, top + 1))
    return Shown(n, round(mean, 2), {value: counts.get(value, 0) for value in VALUES}, None)


def texts_shown(texts: Sequence[str], answers: int, k: int) -> list[str]:
    """The free texts, only when at least five answered; in an order that has nothing to do with their arrival."""
    return sorted(texts) if answers >= max(k, LEAST_TEXTS) else []
