"""An incident that was opened by mistake is taken away: what goes is shown first, and one with a learning review stays."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from incidents.actions import contents
from incidents.models import EvidenceImport, EvidenceItem, Incident, SearchEntry, Sighting, Theme
from incidents.queries import incident_out
from tests.incidents import evidence_case
from tests.incidents.evidence_case import AT
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


def address(incident: Incident) -> str:
    return reverse("incidents:take_away", args=[incident.uid])


@pytest.fixture
def twice(ana: User, ben: User) -> Incident:
    """With everything an incident may have: people, evidence, a moment that cites it, and a theme seen at both."""
    incident = evidence_case.opened(ana)
    contents.involve(incident=incident, by=ana, user=ben, name="", part="on_call")
    event = contents.write_event(incident=incident, by=ana, at=AT, what="The queue is long.")
    evidence_case.said_by(ben, ana, event, "queue")
    contents.see_theme(incident=incident, by=ana, title="Quiet alarms", event=event)
    Sighting.objects.create(theme=Theme.objects.get(), incident=incident, item=event.items.get(), added_by=ana)
    return incident


def test_what_goes_is_said_and_then_it_is_gone_everywhere(ana: User, as_user: SignIn, twice: Incident) -> None:
    browser, pk = as_user(ana), twice.pk
    assert address(twice) in browser.get(reverse("incidents:edit", args=[twice.uid])).content.decode()
    page = browser.get(address(twice)).content.decode()
    for words in [
        "1 moment</b>",
        "1 person</b>",
        "2 pieces of evidence</b> with 3 messages",
        "2 places</b>",
        "1 theme is",
    ]:
        assert words in page, words
    assert SearchEntry.objects.filter(kind="incident", key=pk).exists()
    answer = browser.post(address(twice), {"seen": incident_out.away(twice).mark}, follow=True)
    assert "“Orders stuck” is taken away." in answer.content.decode()
    assert browser.get(reverse("incidents:incident", args=[twice.uid])).status_code == 404
    assert not EvidenceItem.objects.exists()
    assert not SearchEntry.objects.filter(kind="incident", key=pk).exists()
    assert Theme.objects.get().sightings.count() == 0
    theme = browser.get(reverse("themes:theme", args=[Theme.objects.get().pk])).content.decode()
    assert "Quiet alarms" in theme, "whoever named it keeps it"
    assert "Orders stuck" not in theme
    assert AuditEntry.objects.filter(did="incident.taken_away", subject_id=str(pk), by=ana).exists()


def test_one_with_a_learning_review_stays_and_says_why(ana: User, ben: User, cleo: User, as_user: SignIn) -> None:
    incident = plan_case.review(ana, ben, cleo).incident
    browser = as_user(ana)
    page = browser.get(address(incident)).content.decode()
    assert "A learning review of this incident was started" in page
    assert "Take it away" not in page
    browser.post(address(incident), {"seen": incident_out.away(incident).mark})
    assert Incident.objects.filter(pk=incident.pk).exists()


def test_of_a_review_that_one_may_not_know_of_nothing_is_told(
    ana: User, ben: User, cleo: User, otto: User, as_user: SignIn
) -> None:
    review = plan_case.review(ana, ben, cleo)
    review.restricted = True
    review.save()
    review.incident.memberships.create(user=otto, may_edit=True)
    page = as_user(otto).get(address(review.incident)).content.decode()
    assert "Something in Debrief rests on this incident" in page
    assert "review" not in page.split("<main", 1)[1].split("</main", 1)[0].lower()


def test_what_was_added_meanwhile_is_shown_before_it_goes(ana: User, as_user: SignIn, twice: Incident) -> None:
    seen = incident_out.away(twice).mark
    contents.write_event(incident=twice, by=ana, at=AT, what="Nobody saw this.")
    browser = as_user(ana)
    answer = browser.post(address(twice), {"seen": seen})
    assert answer.status_code == 422
    assert "Something changed in it" in answer.content.decode()
    assert f'value="{incident_out.away(twice).mark}"' in answer.content.decode()


def test_a_file_on_its_way_in_comes_first(ana: User, as_user: SignIn, twice: Incident) -> None:
    EvidenceImport.objects.update(state=EvidenceImport.State.RUNNING)
    answer = as_user(ana).post(address(twice), {"seen": incident_out.away(twice).mark})
    assert "A file is being brought in just now" in answer.content.decode()
    assert Incident.objects.filter(pk=twice.pk).exists()


def test_whoever_may_not_edit_it_is_told_so(ana: User, cleo: User, as_user: SignIn, twice: Incident) -> None:
    assert as_user(cleo).post(address(twice), {"seen": "x"}).status_code == 403
