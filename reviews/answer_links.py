"""The links by which somebody answers their invitation from its mail, without signing in and for that invitation alone."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts import link_codes
from outbox.links import absolute
from reviews.models import Participation


def token_of(place: Participation) -> str:
    """The place's number and 64 characters that only this installation can make, tied to the person and their address of now."""
    return link_codes.numbered("reviews.answer", place.pk, place.review_id, place.user_id, place.user.email)


def place_of(token: str) -> Participation | None:
    """Whose invitation it is; nobody's once they were taken off the list, left, or have another address."""
    rows = Participation.objects.filter(pk=link_codes.number_of(token), removed_at=None, user__is_active=True)
    place = rows.select_related("user", "review__incident", "proposal").first()
    return place if place and constant_time_compare(token, token_of(place)) else None


def links(place: Participation) -> list[tuple[str, str]]:
    """What a mail offers: (label, address). Opening one changes nothing; the page behind it asks once more."""
    page = absolute(reverse("reviews:answer", args=[token_of(place)]))
    return [
        (_("I come"), f"{page}?{urlencode({'to': 'yes'})}"),
        (_("I cannot come"), f"{page}?{urlencode({'to': 'no'})}"),
        (_("Propose another time"), absolute(reverse("reviews:answer_propose", args=[token_of(place)]))),
    ]
