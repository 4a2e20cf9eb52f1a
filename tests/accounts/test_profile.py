"""The reader's own page, and the switch for light and dark."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions import teams
from accounts.models import User

pytestmark = pytest.mark.django_db
PROFILE = reverse("accounts:profile")
THEME = reverse("accounts:theme")
FORM = {"name": "Benedict", "time_zone": "Asia/Kolkata", "theme": "dark"}


def test_it_shows_who_one_is_and_the_time_there(ben: User, as_user: Callable[[User], Client]) -> None:
    team = teams.create(name="Database", by=ben)
    ben.teams.add(team)
    page = as_user(ben).get(PROFILE).content.decode()
    assert 'value="Ben"' in page
    assert 'value="Europe/Berlin"' in page
    assert "By your saved zone it is" in page
    assert "Database" in page


def test_what_is_saved_shapes_every_page(ben: User, as_user: Callable[[User], Client]) -> None:
    client = as_user(ben)
    page = client.post(PROFILE, FORM, follow=True).content.decode()
    assert "Your profile is saved." in page
    assert 'data-theme="dark"' in page
    assert 'data-shortcuts="off"' in page
    ben.refresh_from_db()
    assert ben.zone.key == "Asia/Kolkata"


def test_a_place_that_is_no_zone_is_refused_beside_the_field(ben: User, as_user: Callable[[User], Client]) -> None:
    page = as_user(ben).post(PROFILE, FORM | {"time_zone": "Atlantis"}).content.decode()
    assert "There is no time zone of this name" in page
    assert 'value="Atlantis"' in page
    assert 'aria-invalid="true"' in page
    ben.refresh_from_db()
    assert ben.name == "Ben"


def test_nobody_changes_their_rights_on_the_way(ben: User, as_user: Callable[[User], Client]) -> None:
    as_user(ben).post(PROFILE, FORM | {"is_admin": "on", "is_manager": "on", "email": "boss@example.org"})
    ben.refresh_from_db()
    assert (ben.is_admin, ben.is_manager, ben.email) == (False, False, "ben@example.org")


def test_the_theme_switch_stays_on_the_page(ben: User, as_user: Callable[[User], Client]) -> None:
    client = as_user(ben)
    assert client.post(THEME, {"theme": "light", "next": PROFILE})["Location"] == PROFILE
    assert 'data-theme="light"' in client.get(PROFILE).content.decode()
    assert client.post(THEME, {"theme": "light", "next": "//evil.example"})["Location"] == reverse("home")
    assert client.post(THEME, {"theme": "plaid"}).status_code == 400
    assert client.get(THEME).status_code == 405


def test_a_name_is_one_line(ben: User, as_user: Callable[[User], Client]) -> None:
    as_user(ben).post(PROFILE, FORM | {"name": " Ben\r\nBcc: all@example.org  Adeyemi "})
    ben.refresh_from_db()
    assert ben.name == "Ben Bcc: all@example.org Adeyemi"
