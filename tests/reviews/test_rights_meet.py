"""Rights where parts of the product meet: starting a review, searching, and reading raw evidence."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.actions import index
from incidents.models import Incident
from reviews.actions import people, reviews
from reviews.models import Review, Series
from tests.incidents import evidence_case
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


@pytest.fixture
def incident(ana: User) -> Incident:
    """Open to everybody, with one message brought in that only those who were there read."""
    made = evidence_case.opened(ana)
    evidence_case.brought(made, ana, evidence_case.export())
    return made


def evidence(browser: Client, incident: Incident) -> int:
    return int(browser.get(reverse("incidents:evidence", args=[incident.uid])).status_code)


def test_whoever_starts_a_review_gets_no_right_that_they_did_not_have(
    ana: User, ben: User, otto: User, as_user: SignIn, incident: Incident
) -> None:
    assert evidence(as_user(otto), incident) == 403
    reviews.start(incident=incident, by=otto, plan=plan_case.plan(), invite=[ana])
    assert as_user(otto).get(reverse("incidents:edit", args=[incident.uid])).status_code == 403
    # Who edits it may hand that on; and nobody loses it by being invited elsewhere.
    mine = reviews.start(incident=incident, by=ana, plan=plan_case.plan(), invite=[])
    people.place(review=mine, user=ben, by=ana, role="facilitator")
    assert as_user(ben).get(reverse("incidents:edit", args=[incident.uid])).status_code == 200
    other = reviews.start(incident=incident, by=otto, plan=plan_case.plan(), invite=[ben])
    people.invite(review=other, by=otto, users=[ana])
    for editor in (ana, ben):
        assert as_user(editor).get(reverse("incidents:edit", args=[incident.uid])).status_code == 200


def test_only_who_edits_an_incident_hides_it_by_a_restricted_review(otto: User, incident: Incident) -> None:
    with pytest.raises(PermissionDenied, match="write this incident up"):
        reviews.start(incident=incident, by=otto, plan=plan_case.plan(True), invite=[])
    incident.refresh_from_db()
    assert not incident.restricted


def test_the_search_does_not_know_what_people_wrote_while_it_happened(
    otto: User, as_user: SignIn, incident: Incident
) -> None:
    index.reindex(anew=True)
    found = as_user(otto).get(reverse("search"), {"q": "queue is long"}).content.decode()
    assert "The queue is long" not in found
    assert incident.title in as_user(otto).get(reverse("search"), {"q": "Orders stuck"}).content.decode()


def test_a_series_of_restricted_reviews_alone_is_named_to_nobody_else(
    ana: User, otto: User, mira: User, as_user: SignIn, incident: Incident
) -> None:
    hidden = plan_case.review(ana, restricted=True)
    hidden.series = Series.objects.create(name="Kestrel meetings")
    hidden.save()
    start = reverse("reviews:start", args=[incident.uid])
    assert "Kestrel meetings" in as_user(ana).get(start).content.decode()
    assert "Kestrel meetings" not in as_user(otto).get(start).content.decode()
    assert "Kestrel meetings" not in as_user(mira).get(reverse("surveys:trends")).content.decode()
    refused = as_user(otto).post(start, {"series": hidden.series.pk, "minutes": "60", "time_zone": "UTC"})
    assert refused.status_code == 422
    assert not Review.objects.filter(created_by=otto).exists()
