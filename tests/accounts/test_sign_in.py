"""Signing in by a mailed code and by password, setting a new password, and what a stranger learns from trying (nothing)."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "tangerine-harbour-9"
LOGIN = reverse("account_login")
ASK = reverse("account_request_login_code")
CONFIRM = reverse("account_confirm_login_code")
RESET = reverse("account_reset_password")


def code_in(message: mail.EmailMessage) -> str:
    found = re.search(r"^ +(\S+)$", str(message.body), re.M)
    assert found
    return found[1]


def ask_for_code(client: Client, email: str, to: str = "") -> str:
    answer = client.post(ASK, {"email": email, "next": to})
    assert answer.status_code == 302
    return str(answer["Location"])


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_code_comes_by_mail_and_signs_in(client: Client, ben: User) -> None:
    assert ask_for_code(client, "BEN@example.org") == CONFIRM
    [message] = mail.outbox
    assert message.to == ["Ben <ben@example.org>"]
    assert message.subject == "Debrief: your sign-in code"
    assert "example.com" not in message.body
    [html] = message.alternatives
    assert code_in(message) in html[0]
    answer = client.post(CONFIRM, {"code": code_in(message)})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("home")
    assert signed_in(client)


def test_one_lands_where_one_wanted_to_go(client: Client, ben: User) -> None:
    page = client.get(reverse("accounts:profile"))
    assert page["Location"] == f"{LOGIN}?next=/accounts/profile/"
    confirm = ask_for_code(client, "ben@example.org", "/accounts/profile/")
    answer = client.post(confirm, {"code": code_in(mail.outbox[0]), "next": "/accounts/profile/"})
    assert answer["Location"] == "/accounts/profile/"


def test_a_code_works_once(client: Client, ben: User) -> None:
    ask_for_code(client, "ben@example.org")
    code = code_in(mail.outbox[0])
    client.post(CONFIRM, {"code": code})
    assert signed_in(client)
    client.post(reverse("account_logout"))
    client.post(CONFIRM, {"code": code})
    assert not signed_in(client)


def test_three_wrong_codes_end_the_try(client: Client, ben: User) -> None:
    ask_for_code(client, "ben@example.org")
    answer = client.post(CONFIRM, {"code": "WRONG"})
    assert "This is not the code from the newest mail" in answer.content.decode()
    client.post(CONFIRM, {"code": "WRONG"})
    client.post(CONFIRM, {"code": "WRONG"})
    client.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert not signed_in(client)


def test_a_code_is_too_old_after_three_minutes(client: Client, ben: User, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_for_code(client, "ben@example.org")
    later = timezone.now().timestamp() + 181
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: later)
    client.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert not signed_in(client)


def test_a_code_works_only_in_the_browser_that_asked(client: Client, ben: User) -> None:
    ask_for_code(client, "ben@example.org")
    other = Client()
    other.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert not signed_in(other)


def test_a_new_code_can_be_asked_for_and_replaces_the_old_one(client: Client, ben: User) -> None:
    ask_for_code(client, "ben@example.org")
    assert "Mail a new code" in client.get(CONFIRM).content.decode()
    client.post(CONFIRM, {"action": "resend"})
    old, new = map(code_in, mail.outbox)
    client.post(CONFIRM, {"code": old})
    assert not signed_in(client)
    client.post(CONFIRM, {"code": new})
    assert signed_in(client)


def test_an_unknown_address_gets_the_same_page_and_a_mail_that_helps(client: Client, ben: User) -> None:
    other = Client()
    ask_for_code(client, "ben@example.org")
    ask_for_code(other, "nobody@example.org")
    pages = [client.get(CONFIRM).content.decode(), other.get(CONFIRM).content.decode()]
    csrf = re.compile("[A-Za-z0-9]{64}")
    known, unknown = (csrf.sub("", page).replace("nobody@", "ben@") for page in pages)
    assert known == unknown
    assert mail.outbox[1].subject == "Debrief: no account with this address"


def test_a_password_signs_in(client: Client, person: Callable[..., User]) -> None:
    person("Dana", password=PASSWORD)
    answer = client.post(LOGIN, {"login": "Dana@Example.org", "password": PASSWORD})
    assert answer["Location"] == reverse("home")
    assert signed_in(client)


def test_a_wrong_password_keeps_the_address_and_says_what_to_do(client: Client, ben: User) -> None:
    page = client.post(LOGIN, {"login": "ben@example.org", "password": "wrong"}).content.decode()
    assert "do not belong together" in page
    assert 'value="ben@example.org"' in page
    assert "wrong" not in page


def test_the_sixth_wrong_password_is_one_too_many_even_if_the_next_is_right(
    client: Client, person: Callable[..., User]
) -> None:
    person("Dana", password=PASSWORD)
    answers = [client.post(LOGIN, {"login": "dana@example.org", "password": f"no{n}"}) for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    right = client.post(LOGIN, {"login": "dana@example.org", "password": PASSWORD})
    assert right.status_code == 429
    assert not signed_in(client)


def test_the_session_gets_a_new_key_when_one_signs_in(client: Client, person: Callable[..., User]) -> None:
    person("Dana", password=PASSWORD)
    session = client.session
    session["seen"] = True
    session.save()
    before = session.session_key
    client.post(LOGIN, {"login": "dana@example.org", "password": PASSWORD})
    assert client.session.session_key != before


def test_somebody_who_is_switched_off_is_out_at_the_next_click(
    ben: User, as_user: Callable[[User], Client], client: Client
) -> None:
    inside = as_user(ben)
    User.objects.filter(pk=ben.pk).update(is_active=False)
    assert inside.get(reverse("accounts:profile")).status_code == 302
    ask_for_code(client, "ben@example.org")
    assert "no account" in mail.outbox[0].subject


@pytest.mark.parametrize(
    "bad",
    [
        "//evil.example", r"\\evil.example", "https:evil.example", "https://evil.example/", "///evil.example",
        "/%09/evil.example", "\t//evil.example", "http:///evil.example", "javascript:alert(1)", r"/\evil.example",
        "https://testserver@evil.example", "//testserver.evil.example", "https://localhost/",
    ],
)  # fmt: skip
def test_next_leads_nowhere_else(bad: str, client: Client, person: Callable[..., User]) -> None:
    person("Dana", password=PASSWORD)
    answer = client.post(LOGIN, {"login": "dana@example.org", "password": PASSWORD, "next": bad})
    assert answer.status_code == 302
    assert answer["Location"] in (reverse("home"), "/%09/evil.example")


def test_signing_out_needs_a_press_of_a_button(ben: User, as_user: Callable[[User], Client]) -> None:
    client = as_user(ben)
    assert client.get(reverse("account_logout")).status_code == 200
    assert signed_in(client)
    assert client.post(reverse("account_logout"))["Location"] == LOGIN
    assert not signed_in(client)


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(client: Client, ben: User) -> None:
    client.post(RESET, {"email": "ben@example.org"})
    found = re.search(r"http://127\.0\.0\.1:8000(\S+)", str(mail.outbox[0].body))
    assert found, "the link names the configured host, whatever the request said"
    assert f'href="{found[0]}"' in mail.outbox[0].alternatives[0][0]
    form = client.get(found[1])["Location"]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    ben.refresh_from_db()
    assert ben.check_password(PASSWORD)
    again = Client().get(found[1])
    assert again.status_code == 410
    assert "does not work any more" in again.content.decode()


def test_a_foreign_host_is_refused(client: Client) -> None:
    assert client.post(RESET, {"email": "ben@example.org"}, headers={"host": "evil.example"}).status_code == 400


def test_a_changed_password_ends_other_sessions_and_is_told_by_mail(
    person: Callable[..., User], as_user: Callable[[User], Client]
) -> None:
    dana = person("Dana", password=PASSWORD)
    here, elsewhere = as_user(dana), as_user(dana)
    new = "quiet-lantern-77"
    answer = here.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert answer["Location"] == reverse("accounts:profile")
    assert here.get(reverse("accounts:profile")).status_code == 200
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302
    assert "was changed" in mail.outbox[0].subject


def test_pages_of_allauth_that_nobody_needs_are_not_there(client: Client) -> None:
    for path in ("email/", "confirm-email/", "reauthenticate/", "password/reset/key/"):
        assert client.get(f"/accounts/{path}").status_code == 404


def test_while_a_code_is_awaited_another_way_in_can_be_taken(client: Client, person: Callable[..., User]) -> None:
    person("Dana", password=PASSWORD)
    ask_for_code(client, "dana@example.org")
    assert "Sign in another way" in client.get(CONFIRM).content.decode()
    assert client.post(reverse("account_logout"), {"next": LOGIN})["Location"] == LOGIN
    client.post(LOGIN, {"login": "dana@example.org", "password": PASSWORD})
    assert signed_in(client)
