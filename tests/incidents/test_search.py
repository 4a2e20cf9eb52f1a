"""The search finds what people wrote, in their languages, and tells nobody of what they may not see."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.actions import contents, incidents, index, themes
from incidents.models import Incident, SearchEntry
from incidents.queries import finding

SignIn = Callable[[User], Client]


def incident(by: User, title: str, impact: str = "", **more: Any) -> Incident:
    return incidents.open_incident(by=by, services=more.pop("services", []), title=title, impact=impact, **more)


def titles(user: User, typed: str, **more: Any) -> list[str]:
    return [each.link.title for each in finding.search(user, typed, **more).found]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Die Datenbankübersicht war größer", "datenbank"),
        ("Die Datenbankübersicht war größer", "GROSSER"),
        ("Les élèves étaient déçus", "eleves decus"),
        ("La réplique a cessé", "«réplique»"),
        ("El ñandú cayó", "nandu"),
        ("データベースの複製遅延が発生した", "複製遅延"),
        ("データベースの複製遅延が発生した", "データベース"),
        ("ﾃﾞｰﾀﾍﾞｰｽ", "データベース"),
        ("데이터베이스가 멈췄다", "데이터베이스"),
        ("ฐานข้อมูลล่ม", "ข้อมูล"),
        ("pg_basebackup hung on db1.cluster", "basebackup db1"),
        ("Дежурный инженер", "инженер"),
    ],
)
def test_it_is_found_in_the_language_it_was_written_in(ana: User, text: str, typed: str) -> None:
    incident(ana, "Found", text)
    incident(ana, "Other", "Nothing of the kind.")
    assert titles(ana, typed) == ["Found"]


def test_all_words_must_be_there_and_a_title_comes_first(ana: User) -> None:
    incident(ana, "Orders stuck", "The replica lagged.", detected_at=datetime(2026, 5, 1, tzinfo=UTC))
    incident(ana, "Replica lagged", detected_at=datetime(2026, 1, 1, tzinfo=UTC))
    incident(ana, "Replica", "went away")
    assert titles(ana, "replica lag") == ["Replica lagged", "Orders stuck"]


def test_words_in_quotes_stand_together(ana: User) -> None:
    incident(ana, "One", "split brain on the cluster")
    incident(ana, "Two", "the brain was split")
    assert titles(ana, '"split brain"') == ["One"]
    assert len(titles(ana, "split brain")) == 2


ODD = ['"', "'", '""', "-", "*", "a*", "NEAR(a b)", "a AND", "OR", "NOT a", "{x} : y", "^a", "title_words:a", "a:*b", "(", ")",
       "a & | ! b", "<->", "\\", "%", "_", "\0", "\0a", "\ud800", "é́", "😀", "x" * 10_000, '"' * 5_000, "a " * 5_000, "複" * 5_000]  # fmt: skip


@pytest.mark.parametrize("typed", ODD, ids=lambda typed: ascii(typed[:12]))
def test_nothing_that_is_typed_breaks_it(ana: User, as_user: SignIn, typed: str) -> None:
    incident(ana, "Orders stuck")
    finding.search(ana, typed)
    page = as_user(ana).get(reverse("search"), {"q": typed.encode("utf-8", "ignore").decode()})
    assert page.status_code == 200


def test_the_words_are_marked_and_what_was_written_is_text(ana: User, as_user: SignIn) -> None:
    incident(ana, "Orders <b>stuck</b>", "The <script>alert(1)</script> queue was long.")
    page = as_user(ana).get(reverse("search"), {"q": "stuck queue"}).content.decode()
    assert "<mark>stuck</mark>" in page
    assert "<mark>queue</mark>" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_moments_and_themes_are_found_too(ana: User) -> None:
    outage = incident(ana, "Orders stuck", services=["Checkout"])
    event = contents.write_event(
        incident=outage, by=ana, at=datetime(2026, 3, 2, tzinfo=UTC), what="The pager was silent."
    )
    theme = contents.see_theme(incident=outage, by=ana, title="Alarms nobody heard", event=event).theme
    assert titles(ana, "pager silent") == ["Orders stuck"]
    assert titles(ana, "checkout") == ["Orders stuck"]
    found = finding.search(ana, "alarms")
    assert [each.link.url for each in found.found] == [reverse("themes:theme", args=[theme.pk])]
    contents.remove_event(event=event, by=ana)
    assert titles(ana, "pager silent") == []


def test_what_is_restricted_is_neither_shown_nor_counted(ana: User, ben: User, otto: User, as_user: SignIn) -> None:
    secret = incident(ana, "Kestrel outage", "Kestrel fell.")
    contents.see_theme(incident=secret, by=ana, title="Kestrel theme", event=None)
    incident(otto, "Swift outage")
    incidents.restrict(incident=secret, by=ana)
    assert sorted(titles(ana, "kestrel")) == ["Kestrel outage", "Kestrel theme"]
    hits = finding.search(otto, "outage")
    assert ([each.link.title for each in hits.found], hits.total) == (["Swift outage"], 1)
    assert finding.search(otto, "kestrel").total == 0
    page = as_user(otto).get(reverse("search"), {"q": "kestrel"}).content.decode()
    assert "outage" not in page
    incidents.add_member(incident=secret, user=ben, may_edit=False, by=ana)
    assert sorted(titles(ben, "kestrel")) == ["Kestrel outage", "Kestrel theme"]
    incidents.remove_member(incident=secret, user=ben, by=ana)
    assert titles(ben, "kestrel") == []


def test_many_are_paged_and_counted_by_kind(ana: User, as_user: SignIn) -> None:
    for number in range(25):
        incident(ana, f"Outage {number}")
    themes.known_or_new(title="Outage theme", by=ana)
    first, second = finding.search(ana, "outage"), finding.search(ana, "outage", page=2)
    assert (len(first.found), first.more, len(second.found), second.more) == (20, True, 6, False)
    assert {kind.name: n for kind, n in first.counts} == {"incident": 25, "theme": 1}
    assert len({each.link.url for each in [*first.found, *second.found]}) == 26
    assert titles(ana, "outage", only="theme") == ["Outage theme"]
    page = as_user(ana).get(reverse("search"), {"q": "outage", "page": "2"}).content.decode()
    assert "q=outage&amp;page=1" in page
    for odd in ["0", "-1", "²", "9" * 30, "99999"]:
        assert as_user(ana).get(reverse("search"), {"q": "outage", "page": odd}).status_code == 200


def test_two_and_forty_take_as_many_queries(
    ana: User, as_user: SignIn, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    incident(ana, "Outage a")
    themes.known_or_new(title="Outage theme", by=ana)
    browser, address = as_user(ana), reverse("search") + "?q=outage"
    browser.get(address)
    with django_assert_max_num_queries(12) as few:
        browser.get(address)
    for number in range(19):
        incident(ana, f"Outage {number}")
        themes.known_or_new(title=f"Outage theme {number}", by=ana)
    with django_assert_num_queries(len(few)):
        browser.get(address)


def test_reindex_heals_what_was_written_past_the_actions(ana: User, capsys: pytest.CaptureFixture[str]) -> None:
    kept = incident(ana, "Kept")
    past = Incident.objects.create(title="Written past it")
    gone = incident(ana, "Gone")
    Incident.objects.filter(pk=kept.pk).update(title="Renamed")
    Incident.objects.filter(pk=gone.pk).delete()
    assert titles(ana, "past") == []
    call_command("reindex")
    assert "3 entries" in capsys.readouterr().out
    assert (titles(ana, "past"), titles(ana, "renamed")) == ([past.title], ["Renamed"])
    assert not SearchEntry.objects.filter(key=gone.pk, kind="incident").exists()
    assert index.reindex() == 0


def test_what_was_reworded_is_found_by_its_new_words(ana: User) -> None:
    outage = incident(ana, "Orders stuck")
    from_before = {"title": "Something else", "severity": "SEV-1", "impact": ""}
    incidents.edit(incident=outage, by=ana, services=[], **from_before)
    assert (titles(ana, "stuck"), titles(ana, "something")) == ([], ["Something else"])
    assert SearchEntry.objects.filter(kind="incident").count() == 1
