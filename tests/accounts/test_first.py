"""The first account of an installation."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from accounts.actions import people
from accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]
FIRST = reverse("accounts:first")
FORM = {"name": "Ana", "email": "Ana@Example.org", "password": "tangerine-harbour-9", "time_zone": "Europe/Lisbon"}


def test_a_new_installation_leads_to_it(client: Client) -> None:
    assert client.get(reverse("account_login"))["Location"] == FIRST
    assert "This installation is new" in client.get(FIRST).content.decode()


def test_it_makes_an_admin_and_signs_in(client: Client) -> None:
    assert client.post(FIRST, FORM)["Location"] == reverse("home")
    ana = User.objects.get()
    assert (ana.email, ana.is_admin, ana.is_manager) == ("ana@example.org", True, False)
    assert client.get(reverse("accounts:people")).status_code == 200


def test_a_weak_password_is_refused_and_the_rest_kept(client: Client) -> None:
    page = client.post(FIRST, FORM | {"password": "ana@example.org"}).content.decode()
    assert "too similar to the e-mail address" in page
    assert 'value="Ana"' in page
    assert not User.objects.exists()


def test_once_somebody_has_an_account_there_is_no_such_page(client: Client, ben: User) -> None:
    assert client.get(FIRST).status_code == 404
    assert client.post(FIRST, FORM).status_code == 404
    assert User.objects.count() == 1
    with pytest.raises(people.NotTheFirst):
        people.begin(email="x@example.org", name="X", password="x", time_zone="UTC")


@override_settings(PRODUCTION=True)
def test_in_production_the_first_account_is_made_by_command(
    client: Client, monkeypatch: pytest.MonkeyPatch, as_user: Callable[[User], Client]
) -> None:
    assert client.get(FIRST).status_code == 404
    assert client.get(reverse("account_login")).status_code == 200
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "tangerine-harbour-9")
    call_command("createsuperuser", "--noinput", "--email=root@example.org", verbosity=0)
    assert as_user(User.objects.get()).get(reverse("accounts:people")).status_code == 200


def test_whoever_is_alone_here_is_shown_how_to_invite_the_others(
    as_user: Callable[[User], Client], person: Callable[..., User]
) -> None:
    ada = person("Ada", is_admin=True)
    assert "Invite your colleagues" in as_user(ada).get("/").content.decode()
    ben = person("Ben")
    for somebody in (ada, ben):
        page = as_user(somebody).get("/").content.decode()
        assert "Nothing is waiting for you" in page
        assert "Invite your colleagues" not in page
