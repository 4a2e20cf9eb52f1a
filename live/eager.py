"""Runs an awaitable at once, up to where it first has to wait: most writes to a page never wait, and need no task of their own."""

from collections.abc import Awaitable, Generator
from typing import Any


class Rest:
    """What is left of an awaitable that had to wait; awaiting it goes on from there."""

    def __init__(self, steps: Generator[Any, Any, Any], first: object) -> None:
        self.steps, self.first = steps, first

    def __await__(self) -> Generator[Any, Any, Any]:
        try:
            yield self.first
        except BaseException:
            self.steps.close()
            raise
        return (yield from self.steps)


def begun(work: Awaitable[object]) -> Rest | None:
    """None if it is done already; what it raises at once is raised here."""
    steps = work.__await__()
    try:
        first = next(steps)
    except StopIteration:
        return None
    return Rest(steps, first)
