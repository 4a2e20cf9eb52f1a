"""What the path of a review asks of the app above it: how it stands with the survey. That app answers from its AppConfig."""

from collections.abc import Callable
from datetime import datetime

from reviews.models import Review

Answer = tuple[str, datetime | None]
_survey: list[Callable[[Review], Answer]] = []


def register_survey(ask: Callable[[Review], Answer]) -> None:
    """`ask(review)` says ("", None) for no survey yet, ("none", None) for none at all, else "open" or "sealed" and when it closes or closed."""
    _survey[:] = [ask]


def survey_of(review: Review) -> Answer:
    return _survey[0](review) if _survey else ("", None)
