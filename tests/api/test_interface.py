"""The JSON interface: what programs read and create, as far as their person may, and nothing that was said in confidence."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import ApiCreation, User
from incidents.actions import contents, incidents
from incidents.models import Evidence, Incident
from outbox.models import Message
from reviews.actions import follow_up_news, reviews, webhooks
from reviews.models import FollowUp, Review, Series
from tests.reviews import follow_up_case, plan_case

NEW = {
    "title": "Checkout stood still",
    "severity": "SEV-1",
    "services": ["Checkout"],
    "impact_started_at": "2026-03-02T14:05:00+01:00",
    "resolved_at": "2026-03-02T15:05:00+01:00",
    "time_zone": "Europe/Berlin",
}


def secret_review(host: User) -> Review:
    incident = incidents.open_incident(by=host, title="Kestrel outage", services=[])
    contents.write_event(incident=incident, by=host, at=timezone.now(), what="Kestrel fell")
    review = reviews.start(incident=incident, by=host, plan=plan_case.plan(True), invite=[])
    FollowUp.objects.create(review=review, what="Kestrel alarm", owner=host)
    return review


def test_an_importer_brings_in_an_incident_with_its_timeline(ana: User, program: Any) -> None:
    caller = program(ana)
    made = caller.post("incidents", NEW)
    assert made.status_code == 201
    incident = Incident.objects.get()
    assert made.headers["Location"] == f"/api/v1/incidents/{incident.uid}"
    assert [service.name for service in incident.services.all()] == ["Checkout"]
    event = caller.post(
        f"incidents/{incident.uid}/events",
        {"at": "2026-03-02T13:07:00Z", "what": "The pager rang", "evidence": "Pager"},
    )
    assert event.status_code == 201
    assert Evidence.objects.get().title == "Pager"
    assert caller.get(event.headers["Location"]).json() == event.json()
    assert caller.get(made.headers["Location"]).json() == made.json()
    assert caller.get(f"incidents/{incident.uid}/events").json()["items"] == [event.json()]


def test_a_moment_says_what_was_known_then_and_may_have_no_time(ana: User, program: Any) -> None:
    caller = program(ana)
    caller.post("incidents", NEW)
    events = f"incidents/{Incident.objects.get().uid}/events"
    made = caller.post(events, {"at": None, "what": "Somebody rang", "known_then": "Nobody knew whom"})
    assert made.status_code == 201
    assert (made.json()["at"], made.json()["known_then"]) == (None, "Nobody knew whom")
    assert caller.get(events).json()["items"] == [made.json()]
    assert caller.post(events, {"what": "Somebody rang"}).status_code == 422


@pytest.mark.parametrize("name", ["impact_started_at", "detected_at"])
def test_what_was_resolved_before_it_began_or_was_seen_is_refused(name: str, ana: User, program: Any) -> None:
    times = {"impact_started_at": None, "detected_at": None, name: "2026-03-02T14:05:00Z"}
    answer = program(ana).post("incidents", NEW | times | {"resolved_at": "2026-03-02T14:04:00Z"})
    assert answer.status_code == 409
    assert f"resolved_at lies before {name}" in answer.content.decode()


def test_a_time_with_an_offset_that_no_clock_has_is_kept_as_the_moment_it_names(ana: User, program: Any) -> None:
    caller = program(ana)
    assert caller.post("incidents", NEW | {"resolved_at": "2026-03-02T14:05:00-20:41"}).status_code == 201
    assert str(Incident.objects.get().resolved_at) == "2026-03-03 10:46:00+00:00"
    assert caller.post("incidents", NEW | {"resolved_at": "9999-12-31T23:59:00-20:41"}).status_code == 422


def test_a_review_and_what_was_agreed_in_it(ana: User, program: Any) -> None:
    caller = program(ana)
    incident = caller.post("incidents", NEW).json()["uid"]
    meets = (timezone.now() + timedelta(days=3)).isoformat(timespec="seconds")
    review = caller.post("reviews", {"incident": incident, "meets_at": meets, "time_zone": "Europe/Berlin"})
    assert review.status_code == 201, review.content
    assert Review.objects.get().participations.get(user=ana).role == "facilitator"
    agreed = caller.post(
        f"reviews/{review.json()['uid']}/follow-ups", {"what": "Try the alarm", "owner": ana.email, "due": "2026-04-01"}
    )
    refused = caller.post(
        f"reviews/{review.json()['uid']}/follow-ups", {"what": "Rewrite it", "chosen_not_because": "Costs a year"}
    )
    assert (agreed.status_code, refused.status_code) == (201, 201)
    assert refused.json()["chosen_not_because"] == "Costs a year"
    assert caller.get("follow-ups").json()["items"] == [agreed.json(), refused.json()]


def test_less_than_a_day_of_notice_needs_a_reason(ana: User, program: Any) -> None:
    caller = program(ana)
    sent = {
        "incident": caller.post("incidents", NEW).json()["uid"],
        "meets_at": "2026-01-05T10:00:00Z",
        "time_zone": "UTC",
    }
    assert caller.post("reviews", sent).status_code == 409
    assert caller.post("reviews", sent | {"short_notice_reason": "It was held long ago"}).status_code == 201


def test_what_is_restricted_is_not_there_and_not_counted(ana: User, otto: User, program: Any) -> None:
    review, caller = secret_review(ana), program(otto)
    incident, follow_up = review.incident, review.follow_ups.get()
    event = incident.events.get()
    for path in ("incidents", "reviews", "follow-ups"):
        assert caller.get(path).json() == {"items": [], "next": None}
    for path in (
        f"incidents/{incident.uid}",
        f"incidents/{incident.uid}/events",
        f"incidents/{incident.uid}/events/{event.pk}",
        f"reviews/{review.uid}",
        f"reviews/{review.uid}/follow-ups",
        f"follow-ups/{follow_up.pk}",
    ):
        assert caller.get(path).status_code == 404, path
        assert program(ana).get(path).status_code == 200, path
    assert caller.post(f"incidents/{incident.uid}/events", {"at": NEW["resolved_at"], "what": "x"}).status_code == 404
    assert caller.post(f"reviews/{review.uid}/follow-ups", {"what": "x"}).status_code == 404
    sent = {"incident": str(incident.uid), "meets_at": "2026-01-05T10:00:00Z", "time_zone": "UTC"}
    assert caller.post("reviews", sent).status_code == 404


def test_an_admins_token_has_no_window_either(ana: User, person: Any, program: Any) -> None:
    secret_review(ana)
    assert "Kestrel" not in program(person("Ada", is_admin=True)).get("reviews").content.decode()


def test_who_may_see_and_not_write_is_told_why(ana: User, otto: User, program: Any) -> None:
    incident = program(ana).post("incidents", NEW).json()["uid"]
    answer = program(otto).post(f"incidents/{incident}/events", {"at": NEW["resolved_at"], "what": "x"})
    assert answer.status_code == 403
    assert "Only the people who write this incident up" in answer.json()["detail"]


def test_programs_and_pages_show_follow_ups_to_the_same_people(
    ana: User, otto: User, program: Any, as_user: Any
) -> None:
    """One rule: whoever may know of the review, at once."""
    incident = incidents.open_incident(by=ana, title="Open outage", services=[])
    review = reviews.start(incident=incident, by=ana, plan=plan_case.plan(), invite=[])
    FollowUp.objects.create(review=review, what="Try the alarm", owner=ana)
    for restricted in (False, True):
        Review.objects.update(restricted=restricted)
        for person in (ana, otto):
            listed = "Try the alarm" in as_user(person).get("/reviews/follow-ups/").content.decode()
            assert listed == (person == ana or not restricted)
            assert bool(program(person).get("follow-ups").json()["items"]) == listed


def test_what_a_program_agrees_is_told_as_what_people_agree(ana: User, ben: User, program: Any) -> None:
    series = Series.objects.create(name="Tuesday review")
    address, events = "https://chat.invalid/hooks/abcdefghijklmnop", ["follow_up.agreed", "follow_up.settled"]
    webhooks.add(place=series, by=ana, service="mattermost", name="#rel", url=address, events=events)
    review, _item = follow_up_case.held(ana, ben, series=series)
    due = timezone.localdate() + timedelta(days=10)
    path, sent = (
        f"reviews/{review.uid}/follow-ups",
        {"what": "Try the alarm", "owner": ben.email, "due": due.isoformat()},
    )
    made = program(ana).post(path, sent | {"why": "It was silent", "tracked_at": "https://example.org/7"})
    assert (made.json()["why"], made.json()["tracked_at"]) == ("It was silent", "https://example.org/7")
    [soon, _after] = follow_up_case.waiting(follow_up_news.REMIND)
    assert (soon.recipient, soon.due_at.date()) == (ben, due - timedelta(days=1))
    not_done = program(ana).post(path, {"what": "Rewrite it", "chosen_not_because": "Costs a year"})
    assert not_done.json()["settled_at"]
    told = Message.objects.filter(channel="chat").order_by("pk").values_list("kind", flat=True)
    assert list(told) == ["chat.follow_up.agreed", "chat.follow_up.settled"]


def test_a_link_that_people_could_not_write_is_not_taken_from_a_program(ana: User, program: Any) -> None:
    review = secret_review(ana)
    sent = {"what": "Try the alarm", "tracked_at": "https://ana:secret@example.org/7"}
    answer = program(ana).post(f"reviews/{review.uid}/follow-ups", sent)
    assert answer.status_code == 409
    assert "Leave the name and password out" in answer.json()["detail"]
    assert review.follow_ups.count() == 1


def test_the_same_key_and_body_make_one_thing(ana: User, program: Any) -> None:
    caller = program(ana)
    first = caller.post("incidents", NEW, Idempotency_Key="import-1")
    again = caller.post("incidents", NEW, Idempotency_Key="import-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["Location"] == first.headers["Location"]
    assert Incident.objects.count() == 1
    assert caller.post("incidents", NEW | {"title": "Another"}, Idempotency_Key="import-1").status_code == 409
    assert caller.post("incidents", NEW, Idempotency_Key="import-2").status_code == 201
    assert "Checkout" not in str(list(ApiCreation.objects.values()))


def test_a_key_whose_request_failed_is_free_again(ana: User, program: Any) -> None:
    caller = program(ana)
    backwards = NEW | {"resolved_at": "2026-03-01T00:00:00Z"}
    assert caller.post("incidents", backwards, Idempotency_Key="import-1").status_code == 409
    assert caller.post("incidents", NEW, Idempotency_Key="import-1").status_code == 201


def test_a_repeated_key_tells_nothing_to_who_lost_the_right(ana: User, otto: User, program: Any) -> None:
    caller = program(otto)
    made = caller.post("incidents", NEW, Idempotency_Key="import-1")
    incident = Incident.objects.get(uid=made.json()["uid"])
    incident.memberships.all().delete()
    incidents.restrict(incident=incident, by=ana)
    assert caller.post("incidents", NEW, Idempotency_Key="import-1").status_code == 404


def test_pages_follow_one_another_and_end(ana: User, program: Any) -> None:
    for number in range(5):
        incidents.open_incident(by=ana, title=f"Outage {number}", services=[])
    caller, path, found = program(ana), "/api/v1/incidents?limit=2", []
    while path:
        page = caller.get(path).json()
        found += [each["title"] for each in page["items"]]
        path = page["next"]
    assert found == [f"Outage {number}" for number in range(5)]


def test_a_list_asks_the_same_number_of_questions_however_long_it_is(
    ana: User, program: Any, django_assert_num_queries: Any, settings: Any
) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    caller = program(ana)
    caller.get("incidents")
    for number in range(5):
        incidents.open_incident(by=ana, title=f"Outage {number}", services=[f"Service {number}"])
    with django_assert_num_queries(3):  # the token, the incidents, their services
        assert len(caller.get("incidents").json()["items"]) == 5


def test_what_has_not_changed_is_not_sent_again(ana: User, program: Any) -> None:
    caller = program(ana)
    etag = caller.get("incidents").headers["ETag"]
    again = caller.get("incidents", If_None_Match=etag)
    assert (again.status_code, again.content) == (304, b"")
    caller.post("incidents", NEW)
    assert caller.get("incidents", If_None_Match=etag).status_code == 200


def test_a_problem_says_where_it_is(ana: User, program: Any) -> None:
    answer = program(ana).post("incidents", NEW | {"severity": "bad", "votes": 3})
    assert answer.status_code == 422
    assert {each["pointer"] for each in answer.json()["errors"]} == {"/severity", "/votes"}


def test_what_cannot_be_read_is_refused_without_harm(ana: User, program: Any) -> None:
    caller = program(ana)
    bad = [" ", "[", "[" * 100_000, '{"title": NaN}', b"\xff", '{"title": 1' + "0" * 6000 + "}"]
    assert [caller.post("incidents", each).status_code for each in bad] == [400] * len(bad)
    assert caller.post("incidents", '{"title": "\\ud800"}').status_code == 422
    assert caller.post("incidents", '{"title": "a\\u0000"}').status_code == 422
    assert caller.post("incidents", " " * 300_000).status_code == 413
    assert not Incident.objects.exists()


def test_only_json_is_taken(ana: User, program: Any) -> None:
    headers = {"Authorization": f"Bearer {program(ana).secret}"}
    answer = Client().post("/api/v1/incidents", '{"title": "x"}', content_type="text/plain", headers=headers)
    assert answer.status_code == 415


def test_an_unknown_address_and_method_are_problems_too(ana: User, program: Any) -> None:
    answer = program(ana).get("votes")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    gone = Client().delete("/api/v1/incidents")
    assert (gone.status_code, gone.headers["Allow"]) == (405, "GET, POST, HEAD")


def test_the_description_is_for_everybody_and_names_no_confidence() -> None:
    told = Client().get("/api/v1/openapi.json")
    assert told.status_code == 200
    assert told.json()["openapi"].startswith("3.")
    for word in ("vote", "answer", "interview", "comfort", "signal", "note"):
        assert word not in str(list(told.json()["components"]["schemas"].values())).lower().replace("notice", "")
