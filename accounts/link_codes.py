"""The secrets in addresses that open something without signing in: made from the row and the installation's key, so that no message
has to hold them and storage at most their hash."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from django.utils.crypto import salted_hmac

from accounts.numbers import whole


def code(purpose: str, uid: UUID) -> str:
    """The same every time for one row and purpose, and unknown to whoever reads the database without the key."""
    made = salted_hmac(purpose, uid.hex, algorithm="sha256").digest()
    return urlsafe_b64encode(made).rstrip(b"=").decode()


def digest(token: str) -> str:
    """What is kept of a token; 64 hex digits."""
    return sha256(token.encode()).hexdigest()


def numbered(purpose: str, number: int, *tied_to: object) -> str:
    """The row's number and 64 characters; another one as soon as anything that it is tied to is another."""
    value = ":".join(map(str, (number, *tied_to)))
    return f"{number}-{salted_hmac(purpose, value, algorithm='sha256').hexdigest()}"


def number_of(token: str) -> int:
    """Which row a numbered token speaks of, 0 for none; whether it is true shows by making it anew."""
    return whole(token.partition("-")[0], 0)
