"""The link of a survey: its token is rebuilt from the invitation when the mail is written, so no row holds it."""

import hashlib
from collections.abc import Iterable

from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.numbers import whole
from surveys.models import Survey


def token(survey: Survey, user_id: int) -> str:
    """The survey's number and 64 characters that only this installation can make; tied to one person and one survey."""
    own = salted_hmac("debrief.survey", f"{survey.pk}:{survey.review_id}:{user_id}", algorithm="sha256").hexdigest()
    return f"{survey.pk}-{own}"


def is_of(token_given: str, survey: Survey, user_ids: Iterable[int]) -> bool:
    """Whether this is the link of one of these people; for after sealing, when no invitation is left to ask."""
    return any(constant_time_compare(token_given, token(survey, user_id)) for user_id in user_ids)


def survey_number(token_given: str) -> int:
    """The survey that a link says it is of; 0 for what is no link."""
    return whole(token_given.partition("-")[0], 0)


def hashed(value: str) -> str:
    """What the invitation keeps of it."""
    return hashlib.sha256(value.encode()).hexdigest()
