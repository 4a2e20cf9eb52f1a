"""Why an incident stays: a learning review belongs to it."""

from django.utils.translation import gettext as _

from accounts.models import User
from incidents.models import Incident
from reviews.models import Review
from reviews.permissions import visible_reviews


def why(user: User, incident: Incident) -> str:
    """Of a review that this person may not know of nothing is told but that the incident stays."""
    if visible_reviews(user).filter(incident=incident).exists():
        return _(
            "A learning review of this incident was started, and what people wrote and learned there rests on it. So it stays."
        )
    return _("Something in Debrief rests on this incident, so it stays.") if _any(incident) else ""


def _any(incident: Incident) -> bool:
    return Review.objects.filter(incident=incident).exists()
