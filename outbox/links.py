"""Addresses of this installation, for use outside of a request: in mails and calendar entries."""

from urllib.parse import urlsplit

from django.conf import settings


def absolute(path: str) -> str:
    """A path of ours ("/reviews/…") as a link that works from a mail program."""
    return f"{settings.BASE_URL}{path}"


def host() -> str:
    """The installation's host name, the right side of message and calendar ids."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"
