"""The link by which somebody answers whether they come for a chat, without signing in and for that question alone."""

from django.urls import reverse
from django.utils.crypto import constant_time_compare

from accounts import link_codes
from outbox.links import absolute
from reviews.models import Interview


def token_of(interview: Interview) -> str:
    """The interview's number and 64 characters that only this installation can make, tied to the person and their address of now."""
    person = interview.person
    assert person  # to somebody without an account nothing is sent
    return link_codes.numbered("reviews.interview", interview.pk, interview.review_id, person.pk, person.email)


def interview_of(token: str) -> Interview | None:
    """What the link is about; nothing once it was taken back, the account closed, or its address changed."""
    rows = Interview.objects.filter(pk=link_codes.number_of(token), taken_back_at=None, person__is_active=True)
    found = rows.select_related("person", "review__incident", "chosen", "asked_by").first()
    return found if found and constant_time_compare(token, token_of(found)) else None


def link(interview: Interview) -> str:
    """Opening it changes nothing; the page behind it asks."""
    return absolute(reverse("reviews:interview_answer", args=[token_of(interview)]))
