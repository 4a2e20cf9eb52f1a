"""What the OpenAPI file says is what the interface does: schemathesis asks it everything, in this process, and finds no fault."""

from collections.abc import Iterator
from dataclasses import dataclass
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
from reviews.actions import reviews
from reviews.models import FollowUp
from tests.reviews import plan_case

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


@dataclass
class Asked:
    """The description, a token for it, and what stands in addresses, so that more than 404 is answered."""

    schema: Any
    headers: dict[str, str]
    places: dict[str, dict[str, Any]]


@pytest.fixture
def asked(ana: User, one_connection: None, monkeypatch: pytest.MonkeyPatch) -> Asked:
    monkeypatch.setattr(api_callers, "A_MINUTE", 10**9)
    incident = incidents.open_incident(by=ana, title="Checkout stood still", services=["Checkout"])
    event = contents.write_event(incident=incident, by=ana, at=timezone.now(), what="The pager rang")
    review = reviews.start(incident=incident, by=ana, plan=plan_case.plan(), invite=[])
    agreed = FollowUp.objects.create(review=review, what="Try the alarm", owner=ana)
    secret = api_tokens.make(person=ana, name="schemathesis", scope=ApiToken.Scope.CREATE, days=1).secret
    places = {
        "incidents": {"uid": str(incident.uid), "number": event.pk},
        "reviews": {"uid": str(review.uid)},
        "follow-ups": {"number": agreed.pk},
    }
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    return Asked(schema, {"Authorization": f"Bearer {secret}"}, places)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), ASKED)
def test_it_does_what_it_says(path: str, method: str, mode: GenerationMode, asked: Asked) -> None:
    """Whatever fits the description is taken, whatever does not is refused, and each answer is as described."""
    place = {name: each for name, each in asked.places[path.split("/")[3]].items() if f"{{{name}}}" in path}
    known = {"path_parameters": place} if place and mode.is_positive else {}

    @CHECKED
    @given(case=asked.schema[path][method].as_strategy(generation_mode=mode, **known))
    def check(case: Any) -> None:
        if mode.is_positive and path.endswith("/reviews") and method == "post":
            case.body["incident"] = asked.places["incidents"]["uid"]
        case.call_and_validate(headers=asked.headers)

    check()
