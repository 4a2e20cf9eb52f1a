"""The list of incidents and the page of one: who sees it, who changes it, what it shows."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents import queries
from incidents.actions import contents, incidents
from incidents.models import Evidence, Incident

SignIn = Callable[[User], Client]


@pytest.fixture
def outage(ana: User) -> Incident:
    return incidents.open_incident(
        by=ana, services=["Checkout"], title="Orders stuck", impact="Carts were lost", time_zone="Europe/Berlin"
    )


def form(**more: str) -> dict[str, str]:
    return {
        "title": "Orders stuck",
        "severity": "SEV-2",
        "services": "Checkout, API",
        "impact": "",
        "time_zone": "Europe/Berlin",
        **more,
    }


def test_anyone_with_an_account_opens_an_incident(ben: User, as_user: SignIn) -> None:
    as_user(ben).post(reverse("incidents:new"), form(detected_at="2026-03-02T10:00"))
    opened = Incident.objects.get()
    assert opened.detected_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert [service.name for service in opened.services.all()] == ["API", "Checkout"]


def test_a_time_that_never_was_and_an_end_before_the_beginning_are_said_beside_the_field(
    ana: User, as_user: SignIn
) -> None:
    page = as_user(ana).post(reverse("incidents:new"), form(detected_at="2026-03-29T02:30"))
    assert "clocks jump over" in page.content.decode()
    ends = form(impact_started_at="2026-03-02T10:00", resolved_at="2026-03-02T09:00")
    assert "before the impact began" in as_user(ana).post(reverse("incidents:new"), ends).content.decode()
    ends = form(detected_at="2026-03-02T10:00", resolved_at="2026-03-02T09:00")
    assert "before it was detected" in as_user(ana).post(reverse("incidents:new"), ends).content.decode()
    assert not Incident.objects.exists()
    warned = form(detected_at="2026-03-02T09:00", impact_started_at="2026-03-02T10:00", resolved_at="2026-03-02T10:00")
    assert as_user(ana).post(reverse("incidents:new"), warned).status_code == 302


def test_nothing_stands_before_the_evidence_of_a_moment_that_nobody_tells(
    ana: User, as_user: SignIn, outage: Incident
) -> None:
    log = Evidence.objects.create(incident=outage, title="Terminal log")
    at = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
    contents.write_event(incident=outage, by=ana, at=at, what="The queue is long.", evidence=log)
    page = as_user(ana).get(reverse("incidents:incident", args=[outage.uid])).content.decode()
    assert '<p class="muted small">Terminal log · <a' in page


def test_the_narrative_has_local_time_beside_utc(ana: User, as_user: SignIn, outage: Incident) -> None:
    contents.write_event(incident=outage, by=ana, at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC), what="The queue is long.")
    page = as_user(ana).get(reverse("incidents:incident", args=[outage.uid])).content.decode()
    assert "10:05 CET" in page
    assert "09:05 UTC" in page
    assert "your time" not in page


def test_all_times_of_the_page_have_the_readers_own_beside_them_where_it_is_another(
    ana: User, cleo: User, as_user: SignIn
) -> None:
    outage = incidents.open_incident(
        by=ana, services=[], title="Orders", time_zone="Europe/Berlin", detected_at=datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    contents.write_event(incident=outage, by=ana, at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC), what="The queue is long.")
    for zone, told in {
        "Asia/Kolkata": ["Mon 2 Mar 2026, 10:00 CET", "14:30 your time", "14:35 your time"],
        "Europe/London": ["09:00 UTC, your time", "09:05 UTC, your time"],
    }.items():
        cleo.time_zone = zone
        cleo.save()
        page = as_user(cleo).get(reverse("incidents:incident", args=[outage.uid])).content.decode()
        assert [words for words in told if words not in page] == []
        assert " there)" not in page


def test_a_reader_on_another_day_is_told_which(ana: User, cleo: User, as_user: SignIn) -> None:
    outage = incidents.open_incident(by=ana, services=[], title="Late", time_zone="Europe/Berlin")
    contents.write_event(incident=outage, by=ana, at=datetime(2026, 3, 2, 21, tzinfo=UTC), what="It is late.")
    cleo.time_zone = "Asia/Kolkata"
    cleo.save()
    page = as_user(cleo).get(reverse("incidents:incident", args=[outage.uid])).content.decode()
    assert "22:00 CET" in page
    assert "Tue 3 Mar, 02:30 your time" in page


def test_what_people_do_to_an_incident_shows_on_its_page(
    ana: User, ben: User, as_user: SignIn, outage: Incident
) -> None:
    browser = as_user(ana)
    at = [outage.uid]
    browser.post(
        reverse("incidents:person_new", args=at), {"user": ben.pk, "part": "on_call", "perspective": "saw the graph"}
    )
    browser.post(
        reverse("incidents:event_new", args=at),
        {"at": "2026-03-02T10:05", "what": "The queue is long.", "evidence": "alert"},
    )
    browser.post(reverse("incidents:theme_new", args=at), {"title": "Quiet queues", "event": outage.events.get().pk})
    page = browser.get(reverse("incidents:incident", args=at)).content.decode()
    for words in ["Ben", "saw the graph", "The queue is long.", "alert", "Quiet queues"]:
        assert words in page
    browser.post(reverse("incidents:event_remove", args=[outage.uid, outage.events.get().pk]))
    assert not outage.events.exists()


def test_one_person_has_one_part(ana: User, ben: User, as_user: SignIn, outage: Incident) -> None:
    url = reverse("incidents:person_new", args=[outage.uid])
    as_user(ana).post(url, {"user": ben.pk, "part": "on_call"})
    assert "already" in as_user(ana).post(url, {"user": ben.pk, "part": "support"}).content.decode()
    assert outage.involvements.count() == 1


def test_others_read_an_open_incident_and_do_not_change_it(
    ana: User, otto: User, as_user: SignIn, outage: Incident
) -> None:
    other = as_user(otto)
    assert other.get(reverse("incidents:incident", args=[outage.uid])).status_code == 200
    for name in ["edit", "person_new", "event_new", "theme_new"]:
        assert other.post(reverse(f"incidents:{name}", args=[outage.uid]), form()).status_code == 403


def test_a_restricted_incident_does_not_exist_for_others(
    ana: User, otto: User, as_user: SignIn, outage: Incident
) -> None:
    incidents.restrict(incident=outage, by=ana)
    other = as_user(otto)
    for name in ["incident", "edit", "person_new", "event_new"]:
        assert other.get(reverse(f"incidents:{name}", args=[outage.uid])).status_code == 404
    assert "Orders stuck" not in other.get(reverse("incidents:list") + "?words=orders").content.decode()
    assert "Orders stuck" in as_user(ana).get(reverse("incidents:list")).content.decode()


def test_an_event_of_another_incident_is_not_found_here(ana: User, as_user: SignIn, outage: Incident) -> None:
    other = incidents.open_incident(by=ana, services=[], title="Another")
    event = contents.write_event(incident=other, by=ana, at=datetime(2026, 3, 2, tzinfo=UTC), what="There.")
    assert as_user(ana).get(reverse("incidents:event", args=[outage.uid, event.pk])).status_code == 404


def test_nobody_reads_without_signing_in(client: Client, outage: Incident) -> None:
    for url in [reverse("incidents:list"), reverse("incidents:incident", args=[outage.uid])]:
        assert client.get(url).status_code == 302


def test_every_word_of_a_search_must_be_found(ana: User, outage: Incident) -> None:
    assert list(queries.incidents_for(ana, "carts checkout")) == [outage]
    assert list(queries.incidents_for(ana, "carts billing")) == []


def test_the_list_asks_as_often_for_2_as_for_20(ana: User, as_user: SignIn, django_assert_num_queries: Any) -> None:
    def make(n: int) -> None:
        for number in range(n):
            incidents.open_incident(by=ana, services=["API"], title=f"Incident {number}")

    make(2)
    with django_assert_num_queries(2):
        assert len([[*each.services.all()] for each in queries.incidents_for(ana)]) == 2
    make(18)
    with django_assert_num_queries(2):
        assert len([[*each.services.all()] for each in queries.incidents_for(ana)]) == 20


@pytest.mark.parametrize("at", [datetime(2026, 3, 2, 9, 5, 37, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)])
def test_other_words_for_a_moment_do_not_move_it(ana: User, as_user: SignIn, outage: Incident, at: datetime) -> None:
    event = contents.write_event(incident=outage, by=ana, at=at, what="Long.")
    wall = at.astimezone(outage.zone).strftime("%Y-%m-%dT%H:%M")
    as_user(ana).post(
        reverse("incidents:event", args=[outage.uid, event.pk]), {"at": wall, "what": "The queue is long."}
    )
    event.refresh_from_db()
    assert (event.at, event.what) == (at, "The queue is long.")


def test_another_title_does_not_move_the_times_of_an_incident(ana: User, as_user: SignIn, outage: Incident) -> None:
    detected = datetime(2026, 10, 25, 1, 30, 12, tzinfo=UTC)
    incidents.edit(incident=outage, by=ana, services=[], detected_at=detected)
    as_user(ana).post(reverse("incidents:edit", args=[outage.uid]), form(detected_at="2026-10-25T02:30"))
    outage.refresh_from_db()
    assert outage.detected_at == detected


def test_a_person_whose_account_is_closed_stays_who_they_are(
    ana: User, ben: User, as_user: SignIn, outage: Incident
) -> None:
    found = contents.involve(incident=outage, by=ana, user=ben, name="", part="on_call")
    ben.is_active = False
    ben.save()
    url = reverse("incidents:person", args=[outage.uid, found.pk])
    assert f'<option value="{ben.pk}" selected>' in as_user(ana).get(url).content.decode()
    as_user(ana).post(url, {"user": ben.pk, "part": "support"})
    found.refresh_from_db()
    assert (found.user, found.part) == (ben, "support")


def test_moments_with_the_same_theme_are_removed_one_after_the_other(ana: User, outage: Incident) -> None:
    for hour in (9, 10):
        at = datetime(2026, 3, 2, hour, tzinfo=UTC)
        event = contents.write_event(incident=outage, by=ana, at=at, what="Long.")
        contents.see_theme(incident=outage, by=ana, title="Quiet queues", event=event)
    contents.see_theme(incident=outage, by=ana, title="Quiet queues", event=None)
    for event in outage.events.all():
        contents.remove_event(event=event, by=ana)
    assert outage.sightings.get().event is None


def test_only_those_who_write_it_up_take_things_off(
    ana: User, otto: User, as_user: SignIn, client: Client, outage: Incident
) -> None:
    found = contents.involve(incident=outage, by=ana, user=None, name="Nora", part="support")
    event = contents.write_event(incident=outage, by=ana, at=datetime(2026, 3, 2, tzinfo=UTC), what="Long.")
    seen = contents.see_theme(incident=outage, by=ana, title="Quiet queues", event=event)
    for name, pk in [("person_remove", found.pk), ("event_remove", event.pk), ("theme_remove", seen.pk)]:
        url = reverse(f"incidents:{name}", args=[outage.uid, pk])
        assert client.post(url).status_code == 302
        assert as_user(otto).post(url).status_code == 403
    assert (outage.involvements.count(), outage.events.count(), outage.sightings.count()) == (1, 1, 1)
