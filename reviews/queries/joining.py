"""Finds the open room behind a code."""

from reviews import join_codes
from reviews.models import Review, Stage


def open_room(code: str) -> Review | None:
    """The review whose meeting is on under this code; None for every other text."""
    meant = join_codes.typed(code)
    if len(meant) != join_codes.LENGTH:
        return None
    rooms = Review.objects.select_related("incident", "poll", "led_by")
    return rooms.filter(stage=Stage.MEETING, join_code=meant).first()
