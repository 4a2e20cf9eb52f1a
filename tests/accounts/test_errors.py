"""Pages for requests that cannot be answered, and the headers that every page carries."""

import logging
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import User
from config import errors

pytestmark = pytest.mark.django_db
PROFILE = reverse("accounts:profile")


def test_a_missing_page_looks_the_same_to_everybody(
    client: Client, ben: User, as_user: Callable[[User], Client]
) -> None:
    stranger, member = client.get("/nowhere/1"), as_user(ben).get("/reviews/unknown")
    assert stranger.status_code == member.status_code == 404
    assert stranger.content == member.content
    assert b"csrf" not in stranger.content.lower()


def test_a_refusal_names_its_reason() -> None:
    request = RequestFactory().get("/")
    request.user = User(name="Ben")
    answer = errors.refused(request, PermissionDenied("Only Ana may send it."))
    assert answer.status_code == 403
    assert "Only Ana may send it." in answer.content.decode()


def test_a_fragment_is_refused_in_one_line(ben: User, as_user: Callable[[User], Client]) -> None:
    answer = as_user(ben).get(reverse("accounts:people"), headers={"hx-request": "true"})
    assert answer.status_code == 403
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode() == "Only people who run this installation may do this."


def test_a_fragment_without_a_session_leads_to_sign_in(client: Client) -> None:
    here = "http://testserver/reviews/7?tab=people"
    answer = client.get(PROFILE, headers={"hx-request": "true", "hx-current-url": here})
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == reverse("account_login") + "?next=%2Freviews%2F7%3Ftab%3Dpeople"
    assert answer.content == b""


@pytest.fixture
def strict(ben: User) -> Client:
    """Ben's browser with a page whose token is too old."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(ben)
    return client


def test_a_form_without_its_token_is_refused_and_what_was_written_is_shown(strict: Client) -> None:
    form = {"name": "Two words <b>", "password": "not shown ever", "theme": "dark"}
    headers = {"origin": "http://testserver", "referer": "http://testserver/accounts/profile/"}
    answer = strict.post(PROFILE, form, headers=headers)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Two words &lt;b&gt;" in page
    assert "not shown ever" not in page
    assert 'href="/accounts/profile/"' in page


def test_what_another_site_sent_is_not_shown_under_our_name(strict: Client) -> None:
    answer = strict.post(PROFILE, {"name": "Call this number"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "Call this number" not in answer.content.decode()


def test_a_fragment_without_its_token_gets_one_line(strict: Client) -> None:
    answer = strict.post(PROFILE, {"name": "x"}, headers={"hx-request": "true"})
    assert answer.status_code == 403
    assert answer.content.decode().startswith("This page was open for too long.")


def test_who_was_signed_out_while_writing_gets_the_text_back(client: Client) -> None:
    headers = {"origin": "http://testserver", "referer": "http://testserver/accounts/profile/"}
    answer = client.post(PROFILE, {"name": "A long answer"}, headers=headers)
    assert answer.status_code == 401
    page = answer.content.decode()
    assert "A long answer" in page
    assert f"{reverse('account_login')}?next=/accounts/profile/" in page


def test_something_broken_shows_a_number_that_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = errors.broken(RequestFactory().get("/reviews/7"))
    assert answer.status_code == 500
    number = caplog.records[0].getMessage().split()[2]
    assert number in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_too_often_says_when_to_come_back() -> None:
    answer = errors.too_many(RequestFactory().get("/"))
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_every_page_forbids_what_it_does_not_need(client: Client, ben: User, as_user: Callable[[User], Client]) -> None:
    for answer in (as_user(ben).get(PROFILE), client.get(reverse("account_login")), client.get("/nowhere")):
        policy = answer["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert answer["Cache-Control"] in {"no-store", "max-age=0, no-cache, no-store, must-revalidate, private"}
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_pages_hold_no_script_or_style_of_their_own(ben: User, as_user: Callable[[User], Client]) -> None:
    page = as_user(ben).get(PROFILE).content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page
    for wanted in ('"allowEval": false', '"includeIndicatorStyles": false', '"selfRequestsOnly": true'):
        assert wanted in page
    assert '"historyCacheSize": 0' in page
    assert "htmx-2.min.js" in page
    assert page.count("X-CSRFToken") == 1
