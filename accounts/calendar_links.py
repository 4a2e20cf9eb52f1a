"""The secret in the address of a person's calendar: made from the row and the installation's key, so that storage holds only its hash."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts.link_codes import code, digest
from accounts.models import CalendarFeed, User


def token_of(uid: UUID) -> str:
    """The same every time for one feed, and unknown to whoever reads the database without the key."""
    return code("accounts.calendar_feed", uid)


def address(feed: CalendarFeed) -> str:
    """What is pasted into a calendar program."""
    return f"{settings.BASE_URL}{reverse('calendar_feed', args=[token_of(feed.uid)])}"


def person_of(token: str) -> User | None:
    """Whose address it is; nobody's once it is revoked or renewed, or the account may not sign in."""
    feed = CalendarFeed.objects.select_related("person").filter(token_hash=digest(token)).first()
    return feed.person if feed and feed.person.is_active else None
