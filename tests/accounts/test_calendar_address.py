"""The private calendar address of a person: made, copied, renewed, revoked, and never stored as it is."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions import calendar_feeds
from accounts.calendar_links import address, person_of, token_of
from accounts.models import AuditEntry, CalendarFeed, User

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
PAGE, RENEW, REVOKE = (reverse(f"accounts:{name}") for name in ("calendar", "calendar_renew", "calendar_revoke"))


def test_the_profile_leads_to_it_and_nobody_has_one_unasked(ana: User, as_user: SignIn) -> None:
    browser = as_user(ana)
    assert PAGE in browser.get(reverse("accounts:profile")).content.decode()
    page = browser.get(PAGE).content.decode()
    assert "You have no calendar address." in page
    assert not CalendarFeed.objects.exists()


def test_it_can_be_copied_from_the_page_and_is_the_persons_own(ana: User, ben: User, as_user: SignIn) -> None:
    browser = as_user(ana)
    browser.post(RENEW)
    own = address(ana.calendar_feed)
    assert own.startswith("http")
    assert own.endswith(".ics")
    assert own in browser.get(PAGE).content.decode()
    assert own not in as_user(ben).get(PAGE).content.decode()
    assert person_of(token_of(ana.calendar_feed.uid)) == ana


def test_storage_and_record_hold_no_token(ana: User) -> None:
    feed = calendar_feeds.renew(person=ana)
    token = token_of(feed.uid)
    kept = {str(value) for row in CalendarFeed.objects.values() for value in row.values()}
    kept |= {str(entry.detail) for entry in AuditEntry.objects.all()}
    assert not any(token in value for value in kept)
    assert len(feed.token_hash) == 64


def test_a_new_address_ends_the_old_one(ana: User, as_user: SignIn) -> None:
    old = token_of(calendar_feeds.renew(person=ana).uid)
    as_user(ana).post(RENEW)
    assert person_of(old) is None
    assert person_of(token_of(CalendarFeed.objects.get().uid)) == ana


def test_revoked_it_leads_nowhere(ana: User, ben: User, client: Client, as_user: SignIn) -> None:
    of_ben = address(calendar_feeds.renew(person=ben))
    own = address(calendar_feeds.renew(person=ana))
    assert client.get(own).status_code == 200
    as_user(ana).post(REVOKE)
    assert client.get(own).status_code == 404
    assert client.get(of_ben).status_code == 200


def test_an_account_that_may_not_sign_in_has_no_calendar(ana: User, client: Client) -> None:
    own = address(calendar_feeds.renew(person=ana))
    ana.is_active = False
    ana.save()
    assert client.get(own).status_code == 404


@pytest.mark.parametrize("token", ["x", "%00", "a" * 500, "../etc"])
def test_a_guessed_address_leads_nowhere(client: Client, token: str) -> None:
    assert client.get(f"/calendar/{token}.ics").status_code == 404
