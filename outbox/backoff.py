"""How long to wait before the next attempt: doubling with some jitter, never long enough to let a promise slip unnoticed."""

from datetime import timedelta

FIRST = timedelta(seconds=10)
LONGEST = timedelta(minutes=5)


def wait(attempts: int, chance: float) -> timedelta:
    """The pause after so many failed attempts (1 or more). `chance` in [0, 1) spreads the pauses by a fifth either way,
    so that rows which failed together do not all knock again in the same second."""
    doubled: timedelta = FIRST * 2 ** min(max(attempts, 1) - 1, 10)
    spread: float = 0.8 + 0.4 * chance
    return min(doubled, LONGEST) * spread
