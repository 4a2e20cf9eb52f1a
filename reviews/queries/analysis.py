"""What the room reads while the overview of the analysis is given: the impact, and what the analysis rests on."""

from django.utils.translation import gettext

from reviews import overview_text
from reviews.models import Review


def told(review: Review) -> list[str]:
    """Of the document only what was given to its readers, and there the one paragraph that says what was looked at."""
    return [text for text in (review.incident.impact.strip(), _rests_on(review)) if text]


def _rests_on(review: Review) -> str:
    document = review.document
    if document.ready_at is None:
        return ""
    begins = overview_text.beginning(gettext)
    return next((line for line in document.latest.text.split("\n") if line.startswith(begins)), "")
