"""The link of a survey: its token is rebuilt from the invitation when the mail is written, so no row holds it."""

import hashlib

from django.utils.crypto import salted_hmac

from surveys.models import Survey


def token(survey: Survey, user_id: int) -> str:
    """43 characters that only this installation can make; tied to one person and one survey."""
    return salted_hmac(
        "debrief.survey", f"{survey.pk}:{survey.opens_at.isoformat()}:{user_id}", algorithm="sha256"
    ).hexdigest()


def hashed(value: str) -> str:
    """What the invitation keeps of it."""
    return hashlib.sha256(value.encode()).hexdigest()
