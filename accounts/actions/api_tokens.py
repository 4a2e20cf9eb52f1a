"""Makes and revokes tokens of the JSON interface, and notes the day of their use and what was made with them."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.link_codes import digest
from accounts.models import ApiCreation, ApiToken, User

# A beginning by which people and scanners of repositories recognise a token that went astray.
BEGINNING = "debrief_"
MOST_TOKENS = 20
KEYS_KEPT = timedelta(days=1)


class TooMany(Exception):
    """The person has `MOST_TOKENS` tokens already."""


class OtherRequest(Exception):
    """The key was used with another request."""


@dataclass(frozen=True)
class Made:
    """A new token and its secret, which is nowhere else and is shown once."""

    token: ApiToken
    secret: str


@transaction.atomic
def make(*, person: User, name: str, scope: str, days: int) -> Made:
    """Valid for so many days from now. Raises TooMany."""
    if User.objects.select_for_update().get(pk=person.pk).api_tokens.count() >= MOST_TOKENS:
        raise TooMany
    secret = BEGINNING + token_urlsafe(32)
    token = ApiToken.objects.create(
        person=person,
        name=name,
        scope=scope,
        token_hash=digest(secret),
        mark=person.get_session_auth_hash(),
        expires_at=timezone.now() + timedelta(days=days),
    )
    audit.record(by=person, did="api_token.made", subject=token, scope=scope)
    return Made(token, secret)


@transaction.atomic
def revoke(*, token: ApiToken, by: User) -> None:
    """It opens nothing from now on."""
    audit.record(by=by, did="api_token.revoked", subject=token)
    token.delete()


def used(token: ApiToken) -> None:
    """Note the day, with at most one write a day."""
    today = timezone.now().date()
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)


def begin(*, token: ApiToken, key: str, request: str) -> tuple[ApiCreation, bool]:
    """The row of this key, and whether it is new; a second request waits here until the first has come to its end.

    Within a transaction, so that a failed request leaves the key free. Keys are kept for a day. Raises OtherRequest.
    """
    token.creations.filter(made_at__lt=timezone.now() - KEYS_KEPT).delete()
    wanted = {"key_hash": digest(key), "request_hash": digest(request)}
    try:
        with transaction.atomic():
            return ApiCreation.objects.create(token=token, **wanted), True
    except IntegrityError:
        row = token.creations.get(key_hash=wanted["key_hash"])
    if row.request_hash != wanted["request_hash"]:
        raise OtherRequest
    return row, False


def finish(creation: ApiCreation, path: str) -> None:
    """Keep where the made thing is found."""
    creation.path = path
    creation.save(update_fields=["path"])
