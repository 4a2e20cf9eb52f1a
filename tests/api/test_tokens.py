"""Tokens for programs: made in one's profile, shown once, never more than their person, dead when they should be."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts import api_callers
from accounts.link_codes import digest
from accounts.models import ApiToken, AuditEntry, User

SENT = {"name": "Import from the pager", "scope": "create", "days": "30"}


def test_a_token_is_shown_once_and_kept_as_a_hash(ana: User, as_user: Callable[[User], Client]) -> None:
    browser = as_user(ana)
    page = browser.post("/accounts/tokens/", SENT)
    secret = page.context["made"].secret
    assert secret in page.content.decode()
    assert secret not in browser.get("/accounts/tokens/").content.decode()
    token = ApiToken.objects.get()
    assert token.token_hash == digest(secret)
    assert secret not in str([*ApiToken.objects.values(), *AuditEntry.objects.values()])
    assert "Import from the pager" in browser.get("/accounts/tokens/").content.decode()


def test_what_was_typed_stays_beside_its_error(ana: User, as_user: Callable[[User], Client]) -> None:
    page = as_user(ana).post("/accounts/tokens/", SENT | {"days": "4000"})
    assert page.status_code == 422
    assert "Import from the pager" in page.content.decode()
    assert not ApiToken.objects.exists()


def test_a_revoked_token_opens_nothing(ana: User, program: Any, as_user: Callable[[User], Client]) -> None:
    caller = program(ana)
    assert caller.get("incidents").status_code == 200
    assert as_user(ana).post(f"/accounts/tokens/{ApiToken.objects.get().uid}/revoke/").status_code == 302
    assert caller.get("incidents").status_code == 401


def test_somebody_elses_token_is_not_found(ana: User, otto: User, program: Any, as_user: Any) -> None:
    program(ana)
    assert as_user(otto).post(f"/accounts/tokens/{ApiToken.objects.get().uid}/revoke/").status_code == 404
    assert ApiToken.objects.exists()


def test_the_day_of_the_last_use_is_kept_and_nothing_finer(ana: User, program: Any) -> None:
    caller = program(ana)
    assert ApiToken.objects.get().last_used_on is None
    caller.get("incidents")
    assert ApiToken.objects.get().last_used_on == timezone.now().date()


def _disabled(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def _new_password(person: User) -> None:
    person.set_password("another-long-one")
    person.save()


def _expired(person: User) -> None:
    person.api_tokens.update(expires_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("happens", [_disabled, _new_password, _expired])
def test_it_is_dead_with_the_next_request(happens: Callable[[User], None], ana: User, program: Any) -> None:
    caller = program(ana)
    assert caller.get("incidents").status_code == 200
    happens(ana)
    answer = caller.get("incidents")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_neither_a_session_nor_a_token_in_the_address_counts(ana: User, program: Any, as_user: Any) -> None:
    secret = program(ana).secret
    assert as_user(ana).get("/api/v1/incidents").status_code == 401
    assert as_user(ana).post("/api/v1/incidents", "{}", content_type="application/json").status_code == 401
    assert Client().get("/api/v1/incidents", {"token": secret, "access_token": secret}).status_code == 401


def test_a_token_that_reads_does_not_create(ana: User, program: Any) -> None:
    answer = program(ana, "read").post("incidents", {"title": "Checkout stood still"})
    assert answer.status_code == 403
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "This token may read and not create."


def test_too_many_requests_are_told_to_wait(ana: User, program: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_callers, "A_MINUTE", 2)
    monkeypatch.setattr(api_callers, "time", SimpleNamespace(time=lambda: 1_000_000_020.0))
    caller = program(ana)
    assert [caller.get("incidents").status_code for _ in range(3)] == [200, 200, 429]
    assert caller.get("incidents").headers["Retry-After"] == "60"


def test_no_secret_reaches_the_log(ana: User, program: Any, caplog: pytest.LogCaptureFixture) -> None:
    caller = program(ana, "read")
    caller.post("incidents", {"title": "no"})
    caller.get("nowhere")
    assert "nowhere" in caplog.text
    assert caller.secret not in caplog.text
