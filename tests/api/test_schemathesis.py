"""What the OpenAPI file says is what the interface does: schemathesis asks it everything, in this process, and finds no fault."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from hypothesis import HealthCheck, settings

from accounts import api_callers
from accounts.actions import api_tokens
from accounts.models import ApiToken, User
from incidents.actions import contents, incidents

CHECKED = settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def described(ana: User, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(api_callers, "A_MINUTE", 10**9)
    incident = incidents.open_incident(by=ana, title="Checkout stood still", services=["Checkout"])
    contents.write_event(incident=incident, by=ana, at=timezone.now(), what="The pager rang")
    secret = api_tokens.make(person=ana, name="schemathesis", scope=ApiToken.Scope.CREATE, days=1).secret
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    schema.config.update(headers={"Authorization": f"Bearer {secret}"})
    yield schema


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@CHECKED
def test_it_does_what_it_says(case: Any) -> None:
    case.call_and_validate()
