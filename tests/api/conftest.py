"""Programs that call the JSON interface with a token of somebody."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.actions import api_tokens
from accounts.models import ApiToken, User


class Program:
    """Knows a secret and nothing of cookies; paths are below /api/v1/ unless they begin with a slash."""

    def __init__(self, secret: str) -> None:
        self.secret, self.client = secret, Client(enforce_csrf_checks=True)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.client.get(_at(path), headers=self._with(headers))

    def post(self, path: str, sent: Any, **headers: str) -> HttpResponse:
        body = sent if isinstance(sent, str | bytes) else json.dumps(sent)
        return self.client.post(_at(path), body, content_type="application/json", headers=self._with(headers))

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"} | {k.replace("_", "-"): v for k, v in headers.items()}


def _at(path: str) -> str:
    return path if path.startswith("/") else f"/api/v1/{path}"


@pytest.fixture
def program() -> Callable[..., Program]:
    """program(ana) reads and creates; program(ana, "read") reads."""

    def make(user: User, scope: str = ApiToken.Scope.CREATE) -> Program:
        return Program(api_tokens.make(person=user, name="importer", scope=scope, days=30).secret)

    return make
