"""Common themes: what recurs, where and when; themes that look alike; and nothing of it to those who may not know."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from incidents.actions import contents, incidents, themes
from incidents.models import DistinctThemes, Evidence, EvidenceItem, Incident, Sighting, Theme
from incidents.queries import themes as queries
from incidents.queries.likeness import like
from incidents.queries.resembling import incidents_like

SignIn = Callable[[User], Client]


def incident(by: User, title: str, *services: str, days: int = 0, **more: Any) -> Incident:
    detected = timezone.now() - timedelta(days=days)
    return incidents.open_incident(by=by, services=list(services), title=title, detected_at=detected, **more)


def seen(by: User, title: str, *places: Incident, **spot: Any) -> Theme:
    theme = themes.known_or_new(title=title, by=by)
    for place in places:
        themes.see(theme=theme, incident=place, by=by, spot=themes.Spot(**spot))
    return theme


@pytest.fixture
def filler(ana: User) -> None:
    """Themes of other words, so that none of the words under test is everywhere."""
    place = incident(ana, "Filler")
    for title in [
        "Hosts mistaken at the prompt",
        "Restores never tried",
        "Handover in a hurry",
        "Dashboards nobody reads",
    ]:
        seen(ana, title, place)


def add(browser: Client, place: Incident, **sent: Any) -> Any:
    return browser.post(reverse("incidents:theme_new", args=[place.uid]), sent)


# ---- tying a theme


def test_a_theme_that_looks_alike_is_offered_before_one_is_made(ana: User, as_user: SignIn, filler: None) -> None:
    known = seen(ana, "A silent tool during a long night", incident(ana, "First"))
    place, browser = incident(ana, "Second"), as_user(ana)
    page = add(browser, place, title="Silent tools at night", quote="It printed nothing.").content.decode()
    assert "A silent tool during a long night" in page
    assert "It printed nothing." in page
    assert not place.sightings.exists()
    answer = add(
        browser, place, title="Silent tools at night", quote="It printed nothing.", theme=known.pk, offered=known.pk
    )
    assert answer.status_code == 302
    assert place.sightings.get().theme == known
    assert place.sightings.get().quote == "It printed nothing."


def test_offers_come_while_one_types(ana: User, otto: User, as_user: SignIn, filler: None) -> None:
    secret = incident(ana, "First")
    seen(ana, "A silent tool during a long night", secret)
    form = as_user(ana).get(reverse("incidents:theme_new", args=[secret.uid])).content.decode()
    assert f'hx-get="{reverse("themes:alike")}"' in form
    address = reverse("themes:alike") + "?title=silent+tools"
    assert "A silent tool" in as_user(otto).get(address).content.decode()
    incidents.restrict(incident=secret, by=ana)
    assert "silent" not in as_user(otto).get(address).content.decode()
    assert as_user(otto).get(reverse("themes:alike")).content.strip() == b""


def test_one_of_its_own_may_be_kept_and_told_apart(ana: User, as_user: SignIn, filler: None) -> None:
    known = seen(ana, "A silent tool during a long night", incident(ana, "First"))
    place = incident(ana, "Second")
    add(as_user(ana), place, title="Silent tools at night", offered=known.pk, apart=known.pk)
    made = place.sightings.get().theme
    assert made != known
    assert DistinctThemes.objects.count() == 1
    assert queries.alike(ana, made.title, to=made) == []
    assert queries.alike(ana, known.title, to=known) == []
    themes.allow_alike(one=known, other=made, by=ana)
    assert [each.theme for each in queries.alike(ana, made.title, to=made)] == [known]


def test_a_theme_is_tied_to_an_event_an_item_and_words(ana: User, as_user: SignIn) -> None:
    place = incident(ana, "First")
    event = contents.write_event(incident=place, by=ana, at=timezone.now(), what="The pager was silent.")
    evidence = Evidence.objects.create(incident=place, title="channel export")
    item = EvidenceItem.objects.create(incident=place, evidence=evidence, text="nobody sees the mails")
    elsewhere = incident(ana, "Other")
    log = Evidence.objects.create(incident=elsewhere, title="other")
    other = EvidenceItem.objects.create(incident=elsewhere, evidence=log, text="elsewhere")
    browser = as_user(ana)
    for spot in [{"event": event.pk}, {"item": item.pk}, {"quote": "one"}, {"quote": "two"}, {}, {}]:
        assert add(browser, place, title="Silence", **spot).status_code == 302
    assert place.sightings.count() == 5
    assert add(browser, place, title="Silence", item=other.pk).status_code == 422
    both = add(browser, place, title="Silence", item=item.pk, event=event.pk)
    assert "not both" in both.content.decode()
    page = browser.get(reverse("themes:theme", args=[Theme.objects.get().pk])).content.decode()
    assert f"#event-{event.pk}" in page
    for words in ["The pager was silent.", "nobody sees the mails", "one", "two"]:
        assert words in page
    EvidenceItem.objects.filter(pk=item.pk).update(withdrawn_at=timezone.now())
    page = browser.get(reverse("themes:theme", args=[Theme.objects.get().pk])).content.decode()
    assert "nobody sees the mails" not in page
    assert "The pager was silent." in page


def test_only_what_was_marked_among_the_evidence_is_offered_and_in_its_words(ana: User, as_user: SignIn) -> None:
    place = incident(ana, "First")
    evidence = Evidence.objects.create(incident=place, title="channel export")
    items = [EvidenceItem.objects.create(incident=place, evidence=evidence, text=f"mail {n}") for n in range(3)]
    browser, url = as_user(ana), reverse("incidents:theme_new", args=[place.uid])
    assert "<option" not in browser.get(url).content.decode().partition('name="item"')[2]
    shown = browser.get(url, {"item": items[1].pk}).content.decode()
    assert "unknown: mail 1" in shown
    assert "mail 2" not in shown
    assert 'name="item"' not in browser.get(url, {"item": ""}).content.decode()
    items[1].deleted = True
    items[1].save()
    assert "mail 1" not in browser.get(url, {"item": items[1].pk}).content.decode()


def test_a_theme_unknown_to_one_is_not_told_by_its_name(ana: User, otto: User, as_user: SignIn) -> None:
    secret = incident(ana, "Kestrel")
    theme = seen(ana, "Layoffs", secret)
    Theme.objects.filter(pk=theme.pk).update(description="Only we know.")
    incidents.restrict(incident=secret, by=ana)
    place = incident(otto, "Open")
    add(as_user(otto), place, title="Layoffs")
    assert place.sightings.get().theme != theme
    assert "Only we know." not in as_user(otto).get(reverse("themes:list")).content.decode()
    # Whoever sees both is offered to merge them.
    assert [each.theme for each in queries.alike(ana, theme.title, to=theme)] == [place.sightings.get().theme]


# ---- common themes


def test_what_recurs_comes_first_with_its_services_and_evidence(ana: User, as_user: SignIn) -> None:
    first, second = incident(ana, "First", "Mail", "API", days=10), incident(ana, "Second", "Mail", days=20)
    seen(ana, "Once", first)
    seen(ana, "Twice", first, second)
    found = queries.common(ana).themes
    assert [each.theme.title for each in found] == ["Twice", "Once"]
    assert [(str(service), n) for service, n in found[0].services] == [("Mail", 2), ("API", 1)]
    assert (found[0].direction, sum(month.count for month in found[0].months)) == ("new", 2)
    page = as_user(ana).get(reverse("themes:list")).content.decode()
    assert page.index("Twice") < page.index("Once")
    assert reverse("incidents:incident", args=[second.uid]) in page
    assert "Offer as a talking point" in page


def test_themes_can_be_seen_by_service(ana: User, as_user: SignIn) -> None:
    mail, api = incident(ana, "First", "Mail"), incident(ana, "Second", "API")
    seen(ana, "Of mail", mail)
    seen(ana, "Of both", mail, api)
    page = as_user(ana).get(reverse("themes:list"), {"service": api.services.get().pk}).content.decode()
    assert "Of both" in page
    assert "Of mail" not in page
    for odd in ["x", "99999", "²"]:
        assert as_user(ana).get(reverse("themes:list"), {"service": odd}).status_code == 200


def test_restricted_incidents_are_not_counted_for_others(ana: User, otto: User, as_user: SignIn) -> None:
    secret, public = incident(ana, "Kestrel", "Kestrel service"), incident(ana, "Public", "Mail")
    theme = seen(ana, "Shared", secret, public)
    seen(ana, "Kestrel theme", secret)
    incidents.restrict(incident=secret, by=ana)
    (found,) = queries.common(otto).themes
    assert (found.theme.title, len(found.seen), found.months[-1].count) == ("Shared", 1, 1)
    browser = as_user(otto)
    for address in [reverse("themes:list"), reverse("themes:theme", args=[theme.pk])]:
        assert "Kestrel" not in browser.get(address).content.decode()
    assert len(queries.common(ana).themes) == 2
    assert queries.common(ana).themes[0].theme.title == "Shared"


def test_two_and_twenty_themes_take_as_many_queries(
    ana: User, as_user: SignIn, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    place = incident(ana, "First", "Mail")
    theme = seen(ana, "Theme", place)
    browser = as_user(ana)
    addresses = [reverse("themes:list"), reverse("themes:theme", args=[theme.pk])]
    browser.get(addresses[0])
    few = []
    for address in addresses:
        with django_assert_max_num_queries(20) as counted:
            browser.get(address)
        few.append(len(counted))
    for number in range(15):
        seen(ana, f"Theme {number}", place, incident(ana, f"Incident {number}", f"Service {number}"))
        seen(ana, "Theme", incident(ana, f"Also {number}", "Mail"))
    for address, n in zip(addresses, few, strict=True):
        with django_assert_num_queries(n):
            browser.get(address)


# ---- incidents like this one


def test_incidents_alike_share_words_themes_or_services(ana: User, as_user: SignIn) -> None:
    place = incident(ana, "Replica fell behind", "Database", impact="Replication lag grew for hours.")
    alike = incident(ana, "Replication stopped", "Database", impact="The replica lagged all night.")
    kin = incident(ana, "Certificate expired", "Proxy")
    for number in range(8):
        incident(ana, f"Login codes refused {number}", "Sign-in", impact="People could not sign in.")
    seen(ana, "A silent tool", place, kin)
    found = incidents_like(ana, place)
    assert {each.incident for each in found} == {alike, kin}
    by_title = {each.incident.title: each for each in found}
    assert by_title["Replication stopped"].services == ["Database"]
    assert "Replica" in " ".join(by_title["Replication stopped"].words)
    assert by_title["Certificate expired"].themes == ["A silent tool"]
    page = as_user(ana).get(reverse("incidents:like", args=[place.uid])).content.decode()
    assert "Replication stopped" in page
    assert (
        reverse("incidents:like", args=[place.uid])
        in as_user(ana).get(reverse("incidents:incident", args=[place.uid])).content.decode()
    )


def test_a_restricted_incident_is_like_nothing_to_others(ana: User, otto: User) -> None:
    secret = incident(ana, "Replication stopped", "Database", impact="The replica lagged all night.")
    place = incident(ana, "Replica fell behind", "Database", impact="Replication lag at night.")
    for number in range(8):
        incident(ana, f"Login refused {number}", "Sign-in")
    theme = seen(ana, "A silent tool", secret, place)
    assert [each.incident for each in incidents_like(otto, place)] == [secret]
    incidents.restrict(incident=secret, by=ana)
    assert incidents_like(otto, place) == []
    assert [each.incident for each in incidents_like(ana, place)] == [secret]
    assert Sighting.objects.filter(theme=theme).count() == 2


@pytest.mark.parametrize("text", ["複製遅延", "réplique", "größer", "реплика"])
def test_likeness_knows_every_language(ana: User, text: str) -> None:
    place, other = incident(ana, f"{text} 1"), incident(ana, f"Wieder {text} 2")
    themes.known_or_new(title=f"{text} immer", by=ana)
    for number in range(8):
        incident(ana, f"Login refused {number}")
    assert [each.theme.title for each in queries.alike(ana, text)] == [f"{text} immer"]
    seen(ana, "Same", place, other)
    (found,) = incidents_like(ana, place)
    assert found.incident == other
    assert found.words


def test_likeness_itself_asks_who_may_see(ana: User, otto: User) -> None:
    secret = incident(ana, "Replication stopped")
    for number in range(8):
        incident(ana, f"Login refused {number}")
    assert [each.key for each in like(otto, "incident", "replication")] == [secret.pk]
    incidents.restrict(incident=secret, by=ana)
    assert like(otto, "incident", "replication") == []
