"""What those who run the installation can do about people and teams, and that nobody else can."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import invitations, people, teams
from accounts.models import AccountInvitation, Team, User
from outbox.actions import sending

pytestmark = pytest.mark.django_db
PEOPLE = reverse("accounts:people")
TEAMS = reverse("accounts:teams")
REASON = "Only people who run this installation may do this."


@pytest.fixture
def ada(person: Callable[..., User]) -> User:
    return person("Ada", is_admin=True)


@pytest.fixture
def admin(ada: User, as_user: Callable[[User], Client]) -> Client:
    return as_user(ada)


def page_of(someone: User) -> str:
    return reverse("accounts:person", args=[someone.pk])


def test_others_are_told_why_not(mira: User, ben: User, as_user: Callable[[User], Client]) -> None:
    invitation = invitations.invite(email="eve@example.org", by=ben)
    team = teams.create(name="Database", by=ben)
    client = as_user(mira)
    for path in (PEOPLE, TEAMS, page_of(ben), page_of(mira), reverse("accounts:team", args=[team.pk])):
        for answer in (client.get(path), client.post(path, {"is_admin": "on", "is_active": "on", "name": "x"})):
            assert answer.status_code == 403
            assert REASON in answer.content.decode()
    for name, key in (
        ("invite_again", invitation.uid),
        ("withdraw_invitation", invitation.uid),
        ("remove_team", team.pk),
    ):
        assert client.post(reverse(f"accounts:{name}", args=[key])).status_code == 403
    mira.refresh_from_db()
    assert not mira.is_admin
    assert Team.objects.get().name == "Database"


def test_everybody_is_listed_and_can_be_found(admin: Client, ben: User, mira: User) -> None:
    page = admin.get(PEOPLE).content.decode()
    assert "ben@example.org" in page
    assert "mira@example.org" in page
    found = admin.get(PEOPLE, {"q": "mir"}).content.decode()
    assert "mira@example.org" in found
    assert "ben@example.org" not in found


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    admin: Client, ada: User, person: Callable[..., User]
) -> None:
    team = teams.create(name="Database", by=ada)

    def queries_with(first: int, last: int) -> int:
        for number in range(first, last):
            person(f"P{number}").teams.add(team)
            invitations.invite(email=f"i{number}@example.org", by=ada)
        with CaptureQueriesContext(connection) as asked:
            admin.get(PEOPLE)
        return len(asked)

    assert queries_with(0, 2) == queries_with(2, 40)


def test_several_are_invited_at_once(admin: Client, ben: User) -> None:
    page = admin.post(PEOPLE, {"emails": "eve@example.org, FAY@example.org\nben@example.org"}, follow=True)
    text = page.content.decode()
    assert "2 people are invited." in text
    assert "ben@example.org has an account already." in text
    assert [message.to for message in mail.outbox] == [["eve@example.org"], ["fay@example.org"]]
    assert "Ada invites you" in mail.outbox[0].subject


def test_one_bad_address_sends_nothing_and_loses_nothing(admin: Client) -> None:
    page = admin.post(PEOPLE, {"emails": "eve@example.org, nope"}).content.decode()
    assert "This does not look like an address: nope" in page
    assert "eve@example.org, nope" in page
    assert not mail.outbox
    assert not AccountInvitation.objects.exists()


def test_a_mail_that_does_not_go_out_leaves_the_link_and_is_tried_again(admin: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "outbox.smtp.AnsweringBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = admin.post(PEOPLE, {"emails": "eve@example.org"}, follow=True).content.decode()
    assert "could not be sent yet; it is tried again" in page
    assert "/accounts/invitation/" in page
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    sending.send_due(now=timezone.now() + timedelta(minutes=1))
    assert [message.to for message in mail.outbox] == [["eve@example.org"]]


def test_an_invitation_is_sent_again_and_withdrawn(admin: Client, ada: User) -> None:
    invitation = invitations.invite(email="eve@example.org", by=ada)
    admin.post(reverse("accounts:invite_again", args=[invitation.uid]))
    assert len(mail.outbox) == 1
    admin.post(reverse("accounts:withdraw_invitation", args=[invitation.uid]))
    assert not AccountInvitation.objects.exists()


def test_rights_and_teams_are_set(admin: Client, ada: User, ben: User) -> None:
    team = teams.create(name="Database", by=ada)
    admin.post(page_of(ben), {"is_active": "on", "is_manager": "on", "teams": [team.pk]})
    ben.refresh_from_db()
    assert (ben.is_active, ben.is_manager, ben.is_admin) == (True, True, False)
    assert list(ben.teams.all()) == [team]


@pytest.mark.parametrize("form", [{"is_active": "on"}, {"is_admin": "on"}, {"teams": []}])
def test_somebody_always_runs_the_installation(form: dict[str, str], admin: Client, ada: User) -> None:
    page = admin.post(page_of(ada), form).content.decode()
    assert "the only person left who runs the installation" in page
    ada.refresh_from_db()
    assert (ada.is_admin, ada.is_active) == (True, True)


def test_the_action_itself_keeps_the_last_one(ada: User) -> None:
    with pytest.raises(PermissionDenied):
        people.set_rights(person=ada, by=ada, is_admin=False, is_manager=False, is_active=True, teams=[])


def test_with_two_one_may_go(admin: Client, ada: User, person: Callable[..., User]) -> None:
    person("Abe", is_admin=True)
    admin.post(page_of(ada), {"is_active": "on"})
    ada.refresh_from_db()
    assert not ada.is_admin


def test_teams_are_added_renamed_and_removed(admin: Client, ben: User) -> None:
    admin.post(TEAMS, {"name": "Database"})
    team = Team.objects.get()
    ben.teams.add(team)
    assert "1 person" in admin.get(TEAMS).content.decode()
    assert "There is a team of this name already." in admin.post(TEAMS, {"name": "database"}).content.decode()
    admin.post(reverse("accounts:team", args=[team.pk]), {"name": "Storage"})
    assert Team.objects.get().name == "Storage"
    admin.post(reverse("accounts:remove_team", args=[team.pk]))
    assert not Team.objects.exists()
    assert User.objects.filter(pk=ben.pk).exists()
