"""What the OpenAPI file says is what the interface does: schemathesis asks it everything, in this process, and finds no fault."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from accounts import api_callers
from accounts.actions import api_tokens
from accounts.api_document import document
from accounts.models import ApiToken, User
from config.api_urls import operations
from incidents.actions import contents, incidents

CHECKED = settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
ASKED = [
    (path, method)
    for path, item in document(operations)["paths"].items()
    for method in item
    if method in {"get", "post"}
]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The application is called within the test's transaction, so its connection stays, as with Django's own test client."""
    moments = (request_started, request_finished)
    for moment in moments:
        moment.disconnect(close_old_connections)
    yield
    for moment in moments:
        moment.connect(close_old_connections)


@pytest.fixture
def described(ana: User, one_connection: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(api_callers, "A_MINUTE", 10**9)
    incident = incidents.open_incident(by=ana, title="Checkout stood still", services=["Checkout"])
    contents.write_event(incident=incident, by=ana, at=timezone.now(), what="The pager rang")
    secret = api_tokens.make(person=ana, name="schemathesis", scope=ApiToken.Scope.CREATE, days=1).secret
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    schema.config.update(headers={"Authorization": f"Bearer {secret}"})
    return schema


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), ASKED)
def test_it_does_what_it_says(path: str, method: str, mode: GenerationMode, described: Any) -> None:
    """Whatever fits the description is taken, whatever does not is refused, and each answer is as described."""

    @CHECKED
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        case.call_and_validate()

    check()
