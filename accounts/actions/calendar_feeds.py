"""Makes, renews and revokes the address under which a person's calendar program reads their meetings."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.calendar_links import token_of
from accounts.link_codes import digest
from accounts.models import CalendarFeed, User


@transaction.atomic
def renew(*, person: User) -> CalendarFeed:
    """A new address; the one there may have been leads nowhere from now on."""
    uid = uuid4()
    fresh = {"uid": uid, "token_hash": digest(token_of(uid)), "made_at": timezone.now()}
    feed, _made = CalendarFeed.objects.update_or_create(person=person, defaults=fresh)
    audit.record(by=person, did="calendar_feed.renewed", subject=feed)
    return feed


@transaction.atomic
def revoke(*, person: User) -> None:
    """The address leads nowhere from now on."""
    feed = CalendarFeed.objects.filter(person=person).first()
    if feed:
        audit.record(by=person, did="calendar_feed.revoked", subject=feed)
        feed.delete()
