"""From being invited to having an account: the link, what it shows, and when it stops working."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.actions import invitations
from accounts.invitations import link, token_of
from accounts.link_codes import digest
from accounts.models import AccountInvitation, AuditEntry, User

pytestmark = pytest.mark.django_db
FORM = {"name": "Eve Okoye", "time_zone": "Africa/Lagos", "password": ""}


@pytest.fixture
def invitation(ana: User) -> AccountInvitation:
    return invitations.invite(email="Eve@Example.org", by=ana)


def path_of(invitation: AccountInvitation, then: str = "") -> str:
    parts = urlsplit(link(invitation, then=then))
    assert f"{parts.scheme}://{parts.netloc}" == "http://127.0.0.1:8000"
    return parts.path + (f"?{parts.query}" if parts.query else "")


def test_the_link_makes_the_account_and_signs_in(client: Client, invitation: AccountInvitation) -> None:
    page = client.get(path_of(invitation)).content.decode()
    assert "Ana invites you" in page
    assert "eve@example.org" in page
    answer = client.post(path_of(invitation), FORM)
    assert answer["Location"] == reverse("home")
    eve = User.objects.get(email="eve@example.org")
    assert (eve.name, eve.time_zone, eve.has_usable_password()) == ("Eve Okoye", "Africa/Lagos", False)
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert set(AuditEntry.objects.values_list("did", flat=True)) == {"account.invited", "account.created"}


def test_looking_at_the_link_changes_nothing(client: Client, invitation: AccountInvitation) -> None:
    for _ in range(3):
        assert client.get(path_of(invitation)).status_code == 200
        assert client.head(path_of(invitation)).status_code == 200
    assert not User.objects.filter(email=invitation.email).exists()


def test_one_lands_on_the_page_one_was_invited_to(client: Client, invitation: AccountInvitation) -> None:
    path = path_of(invitation, then="/reviews/7/")
    assert 'name="next" value="/reviews/7/"' in client.get(path).content.decode()
    assert client.post(path, FORM | {"next": "/reviews/7/"})["Location"] == "/reviews/7/"


def test_it_never_leads_to_another_site(client: Client, invitation: AccountInvitation) -> None:
    assert client.post(path_of(invitation), FORM | {"next": "//evil.example"})["Location"] == reverse("home")


def test_what_was_typed_stays_when_something_is_wrong(client: Client, invitation: AccountInvitation) -> None:
    page = client.post(path_of(invitation), FORM | {"time_zone": "Lagoon", "password": "short"}).content.decode()
    assert 'value="Eve Okoye"' in page
    assert 'value="Lagoon"' in page
    assert "There is no time zone of this name" in page
    assert "too short" in page
    assert not User.objects.filter(email=invitation.email).exists()


def test_a_used_link_says_kindly_that_there_is_an_account(client: Client, invitation: AccountInvitation) -> None:
    client.post(path_of(invitation), FORM)
    answer = Client().get(path_of(invitation))
    assert answer.status_code == 410
    assert "You have an account already" in answer.content.decode()
    Client().post(path_of(invitation), FORM | {"name": "Mallory"})
    assert User.objects.filter(email=invitation.email).count() == 1


def test_an_old_link_says_whom_to_ask(client: Client, invitation: AccountInvitation) -> None:
    AccountInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    for answer in (client.get(path_of(invitation)), client.post(path_of(invitation), FORM)):
        assert answer.status_code == 410
        assert "Ask Ana to send it again" in answer.content.decode()
    assert not User.objects.filter(email=invitation.email).exists()


def test_the_action_itself_refuses_a_link_that_is_no_longer_open(ana: User, invitation: AccountInvitation) -> None:
    def accept() -> User:
        return invitations.accept(token=token_of(invitation), name="Eve", time_zone="UTC")

    AccountInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(invitations.NoLongerOpen):
        accept()
    AccountInvitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    accept()
    with pytest.raises(invitations.NoLongerOpen):
        accept()


def test_an_unknown_link_is_404(client: Client) -> None:
    assert client.get(reverse("accounts:invitation", args=["x" * 43])).status_code == 404


def test_only_the_hash_of_the_link_is_kept(invitation: AccountInvitation) -> None:
    token = token_of(invitation)
    row = AccountInvitation.objects.values().get()
    assert row["token_hash"] == digest(token)
    assert not any(token in str(value) for value in row.values())


def test_the_database_alone_does_not_give_the_link(invitation: AccountInvitation) -> None:
    mine = token_of(invitation)
    with override_settings(SECRET_KEY="another key than the installation's"):
        assert token_of(invitation) != mine


def test_inviting_again_renews_the_open_link(ana: User, ben: User, invitation: AccountInvitation) -> None:
    AccountInvitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    again = invitations.invite(email="eve@example.org", by=ben)
    assert again.pk == invitation.pk
    assert link(again) == link(invitation)
    assert not again.is_expired


def test_somebody_with_an_account_is_not_invited(ana: User, ben: User) -> None:
    with pytest.raises(invitations.AlreadyHere):
        invitations.invite(email="BEN@example.org", by=ana)


def test_a_withdrawn_link_is_404(client: Client, ana: User, invitation: AccountInvitation) -> None:
    path = path_of(invitation)
    invitations.withdraw(invitation=invitation, by=ana)
    assert client.get(path).status_code == 404


def test_somebody_who_is_signed_in_is_asked_to_sign_out_first(
    ben: User, as_user: Callable[[User], Client], invitation: AccountInvitation
) -> None:
    page = as_user(ben).post(path_of(invitation), FORM).content.decode()
    assert "You are signed in as Ben" in page
    assert not User.objects.filter(email=invitation.email).exists()


class TestAskingForAnAccount:
    """Where the installation names domains, people of these may ask by themselves."""

    @pytest.fixture(autouse=True)
    def domains(self, settings: Settings) -> None:
        settings.SIGNUP_DOMAINS = ["example.org"]

    def ask(self, client: Client, email: str) -> str:
        return client.post(reverse("account_signup"), {"email": email}).content.decode()

    def test_the_link_goes_to_the_address(self, client: Client) -> None:
        assert "is on its way" in self.ask(client, "New@Example.org")
        [message] = mail.outbox
        assert message.to == ["new@example.org"]
        assert link(AccountInvitation.objects.get()) in message.body
        assert not User.objects.exists()

    def test_it_does_not_tell_who_has_an_account(self, client: Client, ben: User) -> None:
        known, unknown = self.ask(client, "ben@example.org"), self.ask(client, "new@example.org")
        assert known.replace("ben@", "new@").split("<main")[1] == unknown.split("<main")[1]
        assert [message.subject for message in mail.outbox] == [
            "You have an account on Debrief",
            "Make your account on Debrief",
        ]

    @pytest.mark.parametrize("email", ["x@example.com", "x@notexample.org", "x@example.org.evil.example"])
    def test_other_domains_are_told_so(self, email: str, client: Client) -> None:
        assert "Others are invited by a facilitator" in self.ask(client, email)
        assert not mail.outbox

    def test_nobody_is_flooded(self, client: Client) -> None:
        for _ in range(6):
            assert "is on its way" in self.ask(client, "new@example.org")
        assert len(mail.outbox) == 3


def test_without_domains_one_is_told_how_to_get_an_account(client: Client) -> None:
    page = client.post(reverse("account_signup"), {"email": "new@example.org"}).content.decode()
    assert "by invitation" in page
    assert not mail.outbox
