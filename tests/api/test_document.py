"""The OpenAPI file as somebody reads it who writes an importer: every operation and every refusal with an example that is true."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs

from accounts.api_document import document
from accounts.models import User
from config.api_urls import operations
from incidents.api_examples import NEW_EVENT, NEW_INCIDENT
from incidents.models import Part
from reviews.api_examples import NEW_FOLLOW_UP, NEW_REVIEW
from reviews.models import Review, Series

FOUND = document(operations)


def contents() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every body that is sent or answered, by where it stands."""
    for path, item in FOUND["paths"].items():
        for method in item.keys() & {"get", "post"}:
            told = item[method]
            bodies = {"sent": told["requestBody"]} if "requestBody" in told else {}
            for code, body in (bodies | told["responses"]).items():
                for content in body.get("content", {}).values():
                    yield f"{method} {path} {code}", content


def test_each_body_has_an_example_that_fits_what_is_said_of_it() -> None:
    for where, content in contents():
        schema = content["schema"] | {"components": FOUND["components"]}
        assert jsonschema_rs.is_valid(schema, content["example"], validate_formats=True), where


def test_the_examples_in_their_order_are_an_importer(ana: User, ben: User, program: Any) -> None:
    Series.objects.create(name="Tuesday review")
    caller = program(ana)
    incident = caller.post("incidents", NEW_INCIDENT)
    assert incident.status_code == 201, incident.content
    event = caller.post(f"{incident.headers['Location']}/events", NEW_EVENT | {"perspective_of": None})
    assert event.status_code == 201, event.content
    review = caller.post("reviews", NEW_REVIEW | {"incident": incident.json()["uid"]})
    assert review.status_code == 201, review.content
    Review.objects.get().participations.create(user=ben)
    agreed = caller.post(f"{review.headers['Location']}/follow-ups", NEW_FOLLOW_UP | {"owner": ben.email})
    assert agreed.status_code == 201, agreed.content
    for made, path in (
        (incident, "incidents"),
        (event, f"{incident.headers['Location']}/events"),
        (agreed, "follow-ups"),
    ):
        assert caller.get(path).json()["items"][0].keys() <= made.json().keys()


def test_parts_that_an_example_names_are_parts_that_there_are() -> None:
    [person] = FOUND["paths"]["/api/v1/incidents/{uid}"]["get"]["responses"]["200"]["content"]["application/json"][
        "example"
    ]["people"]
    assert person["part"] in Part.values
