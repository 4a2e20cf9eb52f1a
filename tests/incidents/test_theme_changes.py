"""Renaming, merging and splitting themes, each kept in the history and taken back."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from incidents.actions import contents, incidents, theme_changes, themes
from incidents.models import Incident, Sighting, Theme, ThemeChange
from incidents.queries import finding
from incidents.queries import themes as queries

SignIn = Callable[[User], Client]


@pytest.fixture
def place(ana: User) -> Incident:
    return incidents.open_incident(by=ana, services=[], title="Orders stuck")


def seen(by: User, title: str, place: Incident, quote: str = "") -> Theme:
    theme = themes.known_or_new(title=title, by=by)
    themes.see(theme=theme, incident=place, by=by, spot=themes.Spot(quote=quote))
    return theme


def word(theme: Theme, by: User, title: str, description: str = "", names: tuple[str, ...] = ()) -> Theme:
    return theme_changes.reword(theme=theme, by=by, title=title, description=description, names=names)


def found(user: User, typed: str) -> list[str]:
    return [each.link.url for each in finding.search(user, typed, only="theme").found]


def test_a_former_title_stays_as_another_name_and_both_are_found(ana: User, as_user: SignIn, place: Incident) -> None:
    theme = seen(ana, "Silent tools", place)
    address = reverse("themes:reword", args=[theme.pk])
    answer = as_user(ana).post(address, {"title": "Mute programs", "names": "Stumme Werkzeuge\n\nStumme Werkzeuge"})
    assert answer.status_code == 302
    assert queries.other_names(ana, theme) == ["Stumme Werkzeuge", "Silent tools"]
    for typed in ["mute", "stumme", "silent"]:
        assert found(ana, typed) == [reverse("themes:theme", args=[theme.pk])]
    page = as_user(ana).get(reverse("themes:theme", args=[theme.pk])).content.decode()
    assert "renamed “Silent tools” to “Mute programs”" in page
    assert themes.known_as(title="silent TOOLS", by=ana) == theme


def test_rewording_is_taken_back_unless_it_was_worded_again(ana: User, as_user: SignIn, place: Incident) -> None:
    theme = seen(ana, "One", place)
    word(theme, ana, "Two")
    first = ThemeChange.objects.get()
    word(Theme.objects.get(), ana, "Three")
    with pytest.raises(theme_changes.NotNow):
        theme_changes.undo(change=first, by=ana)
    browser = as_user(ana)
    for change in ThemeChange.objects.all():
        browser.post(reverse("themes:undo", args=[theme.pk, change.pk]))
    theme.refresh_from_db()
    assert (theme.title, queries.other_names(ana, theme)) == ("One", [])
    assert found(ana, "three") == []
    assert "taken back by Ana" in browser.get(reverse("themes:theme", args=[theme.pk])).content.decode()
    with pytest.raises(theme_changes.NotNow):
        theme_changes.undo(change=first, by=ana)


def test_merging_brings_all_sightings_and_can_be_taken_back(ana: User, as_user: SignIn, place: Incident) -> None:
    event = contents.write_event(incident=place, by=ana, at=timezone.now(), what="It hung.")
    kept, gone = seen(ana, "Kept", place), seen(ana, "Gone", place)
    themes.see(theme=gone, incident=place, by=ana, spot=themes.Spot(event=event))
    themes.see(theme=gone, incident=place, by=ana, spot=themes.Spot(quote="nothing was printed"))
    themes.see(theme=kept, incident=place, by=ana, spot=themes.Spot(quote="it was silent"))
    browser = as_user(ana)
    browser.post(reverse("themes:merge", args=[gone.pk]), {"into": kept.pk})
    # Both were tied to the incident as a whole: that is shown once.
    assert kept.sightings.count() == 4
    assert "<b>Gone</b>" not in browser.get(reverse("incidents:incident", args=[place.uid])).content.decode()
    assert queries.other_names(ana, kept) == ["Gone"]
    assert found(ana, "gone") == [reverse("themes:theme", args=[kept.pk])]
    assert browser.get(reverse("themes:theme", args=[gone.pk])).headers["Location"] == reverse(
        "themes:theme", args=[kept.pk]
    )
    assert [each.theme for each in queries.common(ana).themes] == [kept]
    later = themes.see(theme=kept, incident=place, by=ana, spot=themes.Spot(quote="later"))
    browser.post(reverse("themes:undo", args=[kept.pk, ThemeChange.objects.get().pk]))
    assert (kept.sightings.count(), gone.sightings.count()) == (3, 3)
    assert Sighting.objects.get(pk=later.pk).theme == kept
    assert not Sighting.objects.exclude(found_as=None).exists()
    assert found(ana, "gone") == [reverse("themes:theme", args=[gone.pk])]


def test_merged_twice_every_name_leads_to_the_last(ana: User, as_user: SignIn, place: Incident) -> None:
    one, two, three = (seen(ana, title, place, quote=title) for title in ["Alpha", "Beta", "Gamma"])
    theme_changes.merge(theme=one, into=two, by=ana)
    second = theme_changes.merge(theme=two, into=three, by=ana)
    assert sorted(queries.other_names(ana, three)) == ["Alpha", "Beta"]
    assert as_user(ana).get(reverse("themes:theme", args=[one.pk])).headers["Location"].endswith(f"/{three.pk}/")
    theme_changes.undo(change=second, by=ana)
    assert (two.sightings.count(), queries.other_names(ana, two)) == (2, ["Alpha"])
    with pytest.raises(theme_changes.NotNow):
        theme_changes.merge(theme=one, into=three, by=ana)
    with pytest.raises(theme_changes.NotNow):
        theme_changes.merge(theme=two, into=two, by=ana)


def test_splitting_makes_a_theme_of_what_was_chosen(ana: User, as_user: SignIn, place: Incident) -> None:
    theme = seen(ana, "Both", place, quote="one")
    seen(ana, "Both", place, quote="two")
    two = Sighting.objects.get(quote="two")
    browser = as_user(ana)
    address = reverse("themes:split", args=[theme.pk])
    empty = browser.post(address, {"title": "Second"}).content.decode()
    assert "Choose at least one of them." in empty
    assert 'value="Second"' in empty
    browser.post(address, {"title": "Second", "sightings": [two.pk]})
    made = Theme.objects.get(title="Second")
    assert list(made.sightings.all()) == [two]
    theme_changes.undo(change=ThemeChange.objects.get(), by=ana)
    assert theme.sightings.count() == 2
    assert queries.other_names(ana, theme) == []
    assert found(ana, "second") == []


def test_not_the_same_is_one_click_and_can_be_taken_back(ana: User, as_user: SignIn, place: Incident) -> None:
    one, other = seen(ana, "Silent tools", place), seen(ana, "Silent tool", place)
    for title in ["Mistaken hosts", "Untried restores", "Hurried handover", "Unread dashboards"]:
        seen(ana, title, place)
    browser, page = as_user(ana), reverse("themes:theme", args=[one.pk])
    assert "Looks alike" in browser.get(page).content.decode()
    browser.post(reverse("themes:apart", args=[one.pk]), {"into": other.pk})
    assert "Looks alike" not in browser.get(page).content.decode()
    assert "Not the same as" in browser.get(page).content.decode()
    browser.post(reverse("themes:apart", args=[one.pk]), {"into": other.pk, "again": "1"})
    assert "Looks alike" in browser.get(page).content.decode()


# ---- what may be known of it


def test_a_reader_sees_no_buttons_and_is_told_why(ana: User, otto: User, as_user: SignIn, place: Incident) -> None:
    theme = seen(ana, "Silent tools", place)
    browser = as_user(otto)
    assert "Word it anew" not in browser.get(reverse("themes:theme", args=[theme.pk])).content.decode()
    refused = browser.post(reverse("themes:reword", args=[theme.pk]), {"title": "x"})
    assert refused.status_code == 403
    assert "write up an incident" in refused.content.decode()


def test_a_name_from_a_restricted_incident_stays_there(ana: User, otto: User, as_user: SignIn, place: Incident) -> None:
    secret = incidents.open_incident(by=ana, services=[], title="Kestrel")
    incidents.restrict(incident=secret, by=ana)
    hidden, shown = seen(ana, "Kestrel theme", secret), seen(ana, "Public", place)
    word(hidden, ana, "Kestrel topic")
    theme_changes.merge(theme=hidden, into=shown, by=ana)
    page = reverse("themes:theme", args=[shown.pk])
    assert "Kestrel topic" in as_user(ana).get(page).content.decode()
    assert "Kestrel" not in as_user(otto).get(page).content.decode()
    assert as_user(otto).get(reverse("themes:theme", args=[hidden.pk])).status_code == 404
    assert (finding.search(otto, "kestrel").total, len(found(ana, "kestrel"))) == (0, 1)
    incidents.add_member(incident=place, user=otto, may_edit=True, by=ana)
    change = ThemeChange.objects.get(kind=ThemeChange.Kind.MERGED)
    assert as_user(otto).post(reverse("themes:undo", args=[shown.pk, change.pk])).status_code == 404


def test_a_split_off_restricted_theme_is_not_told(ana: User, otto: User, as_user: SignIn, place: Incident) -> None:
    secret = incidents.open_incident(by=ana, services=[], title="Hidden")
    incidents.restrict(incident=secret, by=ana)
    theme = seen(ana, "Both", place)
    seen(ana, "Both", secret)
    theme_changes.split(theme=theme, by=ana, title="Kestrel", sightings=[secret.sightings.get()])
    page = reverse("themes:theme", args=[theme.pk])
    assert "Kestrel" in as_user(ana).get(page).content.decode()
    assert "Kestrel" not in as_user(otto).get(page).content.decode()
