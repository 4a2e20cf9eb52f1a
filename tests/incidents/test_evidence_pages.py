"""The pages of evidence: file, preview, progress, reading, marking for the narrative, and withdrawing one's words."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from incidents.actions import contents, evidence_citing, evidence_running, incidents
from incidents.models import EvidenceImport, EvidenceItem, Incident, TimelineEvent
from incidents.queries import evidence as queries
from incidents.queries import evidence_axis, evidence_preview
from tests.incidents import evidence_case
from tests.incidents.evidence_case import AT, export
from tests.incidents.evidence_formats.cases import said

SignIn = Callable[[User], Client]


@pytest.fixture
def outage(ana: User, ben: User) -> Incident:
    incident = evidence_case.opened(ana)
    contents.involve(incident=incident, by=ana, user=ben, name="", part="on_call")
    return incident


@pytest.fixture
def talk(ana: User, outage: Incident) -> Incident:
    """A night: Ben begins at 23:05 on the clock of Berlin, Cleo answers him, and in the morning Ben is alone."""
    messages = [
        said("1772489100.1", "The queue is long"),
        said("1772489160.1", "I restart it", "U2", thread_ts="1772489100.1"),
        said("1772526000.1", "All is well"),
    ]
    evidence_case.brought(outage, ana, export(*messages))
    return outage


def at(name: str, incident: Incident, *more: Any) -> str:
    return reverse(f"incidents:{name}", args=[incident.uid, *more])


def page(browser: Client, incident: Incident, **query: str) -> str:
    return browser.get(at("evidence", incident), query).content.decode()


def upload(browser: Client, incident: Incident, data: bytes, name: str = "export.zip") -> EvidenceImport:
    browser.post(at("evidence_add", incident), {"file": evidence_case.file(data, name)})
    return EvidenceImport.objects.latest("pk")


# ---- in


def test_a_file_is_shown_first_and_then_brought_in(ana: User, ben: User, as_user: SignIn, outage: Incident) -> None:
    browser = as_user(ana)
    kept = upload(browser, outage, export(said("1772442300.1", "The queue is long"), said("soon", "x")))
    preview = browser.get(at("evidence_import", outage, kept.pk)).content.decode()
    for words in [
        "Bring 1 item in",
        "The queue is long",
        "same address",
        'value="Ben"',
        "#outage",
        "“soon” is not a time",
    ]:
        assert words in preview
    assert not EvidenceItem.objects.exists()
    who = next(word for word in preview.split('"') if word.startswith("who_"))
    answer = {"title": "The channel", "channels": "outage", who: "Ben", "do": "bring"}
    browser.post(at("evidence_import", outage, kept.pk), answer)
    waiting = browser.get(at("evidence_import", outage, kept.pk)).content.decode()
    assert "It waits for its turn" in waiting
    assert 'hx-trigger="every 1s"' in waiting
    evidence_running.run_due()
    ended = browser.get(at("evidence_progress", outage, kept.pk)).content.decode()
    assert "1 item is among the evidence now" in ended
    assert "hx-trigger" not in ended
    assert "“soon” is not a time" in browser.get(at("evidence_problems", outage, kept.pk)).content.decode()
    assert "The queue is long" in page(browser, outage)


def test_pasted_text_is_asked_for_its_day_and_zone_once(ana: User, as_user: SignIn, outage: Incident) -> None:
    browser = as_user(ana)
    browser.post(at("evidence_add", outage), {"text": "[10:05] <ben> up"})
    kept = EvidenceImport.objects.get()
    preview = browser.get(at("evidence_import", outage, kept.pk)).content.decode()
    assert 'value="Europe/Berlin"' in preview  # the incident's is likely
    answer = {"title": "Chat", "zone": "Asia/Kolkata", "begins": "2026-03-02T00:00", "kind": "channel", "do": "look"}
    browser.post(at("evidence_import", outage, kept.pk), answer)
    assert "10:05 IST" in browser.get(at("evidence_import", outage, kept.pk)).content.decode()
    browser.post(at("evidence_import", outage, kept.pk), answer | {"do": "bring"})
    evidence_running.run_due()
    assert EvidenceItem.objects.get().at == datetime.fromisoformat("2026-03-02T04:35+00:00")


def test_the_columns_of_a_table_are_guessed_and_can_be_said(ana: User, as_user: SignIn, outage: Incident) -> None:
    browser = as_user(ana)
    kept = upload(browser, outage, b"wann;wer;was\n2026-03-02 10:05;Ben;up\n", "log.csv")
    preview = browser.get(at("evidence_import", outage, kept.pk)).content.decode()
    assert "Say which column holds the time" in preview
    answer = {
        "title": "Log",
        "zone": "UTC",
        "day_first": "1",
        "kind": "document",
        "column_at": "0",
        "column_text": "2",
        "column_author": "1",
    }
    assert browser.post(at("evidence_import", outage, kept.pk), answer | {"do": "look"}).status_code == 302
    assert "Bring 1 item in" in browser.get(at("evidence_import", outage, kept.pk)).content.decode()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": " "}, "Choose a file, or paste text"),
        ({"file": b""}, "empty"),
        ({"file": b"PK\x03\x04 broken"}, "not a ZIP"),
    ],
)
def test_a_file_that_is_not_taken_says_why_beside_the_field(
    sent: dict[str, Any], says: str, ana: User, as_user: SignIn, outage: Incident
) -> None:
    if "file" in sent:
        sent = {"file": evidence_case.file(sent["file"])}
    answer = as_user(ana).post(at("evidence_add", outage), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not EvidenceImport.objects.exists()


def test_an_account_that_is_not_there_is_said_and_nothing_typed_is_lost(
    ana: User, as_user: SignIn, outage: Incident
) -> None:
    browser = as_user(ana)
    kept = upload(browser, outage, export())
    preview = browser.get(at("evidence_import", outage, kept.pk)).content.decode()
    who = next(word for word in preview.split('"') if word.startswith("who_"))
    answer = browser.post(at("evidence_import", outage, kept.pk), {"title": "Mine", who: "Nobody", "do": "bring"})
    assert answer.status_code == 422
    for words in ["No account is called that", 'value="Nobody"', 'value="Mine"']:
        assert words in answer.content.decode()
    kept.refresh_from_db()
    assert kept.state == EvidenceImport.State.PREVIEW


def test_leaving_a_preview_keeps_nothing(ana: User, as_user: SignIn, outage: Incident) -> None:
    browser = as_user(ana)
    kept = upload(browser, outage, export())
    answer = browser.post(at("evidence_cancel", outage, kept.pk), follow=True)
    assert "nothing of it was kept" in answer.content.decode()
    assert not kept.chunks.exists()


def test_a_note_is_kept_with_its_time_and_without_tokens(ana: User, as_user: SignIn, outage: Incident) -> None:
    browser = as_user(ana)
    note = {"text": "see https://x.example/g?token=abc", "author": "Ben", "at": "2026-03-02T10:05", "title": "Notes"}
    for _time in range(2):
        browser.post(at("evidence_note", outage), note)
    item = EvidenceItem.objects.get()
    assert (item.text, item.at, item.author) == ("see https://x.example/g", AT, "Ben")


# ---- reading


def test_replies_stand_under_their_message_and_the_night_is_named(ben: User, as_user: SignIn, talk: Incident) -> None:
    shown = page(as_user(ben), talk)
    assert shown.index("The queue is long") < shown.index('class="evidence-replies"') < shown.index("I restart it")
    assert "Monday 2 March 2026" in shown
    assert "23:05 CET" in shown
    assert shown.count("evidence-moon") == 2  # both before midnight, not the morning
    assert "axis-night" in shown


def test_filters_by_person_words_and_time(ben: User, as_user: SignIn, talk: Incident) -> None:
    browser = as_user(ben)
    cleo = talk.evidence_authors.get(name="Cleo")
    expected = [
        ({"person": str(cleo.pk)}, {"I restart it"}),
        ({"words": "QUEUE long"}, {"The queue is long"}),
        ({"words": "restart"}, {"I restart it"}),
        ({"since": "2026-03-03T00:00"}, {"All is well"}),
        ({"until": "2026-03-03T00:00"}, {"The queue is long", "I restart it"}),
        ({"night": "on"}, {"The queue is long", "I restart it"}),
        ({"person": "x", "since": "never", "evidence": "²"}, {"The queue is long", "I restart it", "All is well"}),
    ]
    for query, found in expected:
        shown = page(browser, talk, **query)
        assert {text for text in ["The queue is long", "I restart it", "All is well"] if text in shown} == found, query


def test_a_person_with_an_account_is_one_in_all_files(ana: User, ben: User, as_user: SignIn, talk: Incident) -> None:
    text, options = b"[08:00] <benny> From the call", {"zone": "UTC", "begins": "2026-03-03T00:00"}
    evidence_case.brought(talk, ana, text, "pasted", title="Call", people={"name:benny": ben.pk}, options=options)
    assert [author.label for author in queries.authors(talk)] == ["Ben", "Cleo"]
    shown = page(as_user(ana), talk, person=str(talk.evidence_authors.get(key="name:benny").pk))
    assert "From the call" in shown
    assert "The queue is long" in shown


def test_of_a_long_thread_the_beginning_is_shown_and_the_rest_is_a_click_away(
    ana: User, as_user: SignIn, outage: Incident
) -> None:
    root = said("1772442300.1", "root")
    replies = [said(f"17724424{n:02}.1", f"reply {n:02}", thread_ts="1772442300.1") for n in range(25)]
    evidence_case.brought(outage, ana, export(root, *replies))
    shown = page(as_user(ana), outage)
    assert "reply 19" in shown
    assert "reply 20" not in shown
    assert "Show 5 more replies" in shown
    assert "reply 24" in page(as_user(ana), outage, thread="slack:C1:1772442300.1")


def test_a_preview_looks_at_the_beginning_of_a_long_file_alone(
    ana: User, as_user: SignIn, outage: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_preview, "MOST_BYTES", 150_000)
    lines = "".join(f"[10:{n % 60:02}] <ben> message {n} {'x' * 100}\n" for n in range(3000))
    kept = evidence_case.kept(outage, ana, lines.encode(), "pasted")
    shown = as_user(ana).get(at("evidence_import", outage, kept.pk)).content.decode()
    assert "only the beginning is looked at here" in shown
    assert "Bring all of it in" in shown


def test_one_jumps_along_the_axis_to_the_page_of_that_moment(
    ana: User, as_user: SignIn, talk: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 1)
    shown = page(as_user(ana), talk, at="2026-03-03T09:00")
    assert "All is well" in shown
    assert "The queue is long" not in shown
    figure = evidence_axis.axis(talk)
    assert figure is not None
    assert (figure.bars[0].local, figure.bars[0].count) == ("2026-03-02T23:00", 2)


def test_what_is_read_costs_the_same_for_many_as_for_few(
    ana: User, talk: Incident, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    evidence_case.brought(talk, ana, export(*[said(f"17725{n:05}.1", f"m{n}", f"U{n % 2 + 1}") for n in range(60)]))
    with django_assert_max_num_queries(6):
        queries.read(talk, queries.Wanted(), None)


def test_evidence_is_for_those_who_were_there(
    ana: User, ben: User, otto: User, as_user: SignIn, talk: Incident
) -> None:
    assert as_user(ben).get(at("evidence", talk)).status_code == 200
    refused = as_user(otto).get(at("evidence", talk))
    assert refused.status_code == 403
    assert "people who were there" in refused.content.decode()
    incidents.restrict(incident=talk, by=ana) if hasattr(incidents, "restrict") else Incident.objects.update(
        restricted=True
    )
    assert as_user(otto).get(at("evidence", talk)).status_code == 404


# ---- from evidence to the narrative


def moment(ana: User, incident: Incident, as_user: SignIn) -> TimelineEvent:
    numbers = [str(pk) for pk in EvidenceItem.objects.filter(incident=incident).values_list("pk", flat=True)[:2]]
    browser = as_user(ana)
    form = browser.get(at("evidence_cite", incident), {"item": numbers}).content.decode()
    assert 'value="2026-03-02T23:05"' in form
    assert "selected>Ben" in form
    browser.post(
        at("evidence_cite", incident), {"item": numbers, "at": "2026-03-02T23:05", "what": "They look at the queue."}
    )
    return incident.events.get()


def test_marked_messages_become_a_moment_with_its_citations(ana: User, as_user: SignIn, talk: Incident) -> None:
    event = moment(ana, talk, as_user)
    assert event.evidence is not None
    assert (event.items.count(), event.evidence.title) == (2, "Channel")
    shown = as_user(ana).get(at("incident", talk)).content.decode()
    for words in ["They look at the queue.", "2 messages cited", "The queue is long", "I restart it"]:
        assert words in shown
    as_user(ana).post(at("evidence_uncite", talk, event.pk, event.items.all()[0].pk))
    assert event.items.count() == 1


def test_marks_stay_while_one_reads_on(
    ana: User, as_user: SignIn, talk: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also without scripts: pages and filters send along what is marked, and hold what they do not show."""
    monkeypatch.setattr(queries, "PAGE", 1)
    first, last = (EvidenceItem.objects.get(text=text) for text in ("The queue is long", "All is well"))
    shown = page(as_user(ana), talk, item=str(first.pk))
    assert re.search(rf'type="checkbox" name="item" value="{first.pk}" form="reader" checked', shown)
    assert '<button class="button button-small" form="reader" name="page" value="2">' in shown
    other = page(as_user(ana), talk, item=str(first.pk), page="2")
    assert f'<input type="hidden" name="item" value="{first.pk}">' in other
    assert re.search(rf'value="{last.pk}" form="reader">', other)
    assert "1 of them on another page" in other
    evidence_citing.withdraw(item=first, by=ana)
    assert "on another page" not in page(as_user(ana), talk, item=str(first.pk), page="2")


def test_after_a_moment_one_reads_on_where_one_was(ana: User, as_user: SignIn, talk: Incident) -> None:
    item = EvidenceItem.objects.get(text="All is well")
    where = f"{at('evidence_cite', talk)}?item={item.pk}&night=on&page=1"
    shown = as_user(ana).get(where).content.decode()
    assert f"item={item.pk}&amp;night=on&amp;page=1#item-{item.pk}" in shown, "back, with the marks"
    sent = {"item": item.pk, "at": "2026-03-02T23:05", "what": "Quiet", "do": "on"}
    answer = as_user(ana).post(where, sent)
    assert answer["Location"] == f"{at('evidence', talk)}?night=on&page=1#item-{item.pk}"
    assert talk.events.get().items.get() == item
    shown = page(as_user(ana), talk)
    assert shown.count(f'#event-{talk.events.get().pk}">In the moment of 23:05') == 1, "what is used already says where"
    nothing = as_user(ana).get(f"{at('evidence_cite', talk)}?night=on")
    assert nothing["Location"] == f"{at('evidence', talk)}?night=on#here", "the filters stay"


def test_messages_are_cited_at_a_moment_that_is_there(ana: User, as_user: SignIn, talk: Incident) -> None:
    event = contents.write_event(incident=talk, by=ana, at=AT, what="Morning")
    item = EvidenceItem.objects.get(text="All is well")
    as_user(ana).post(at("evidence_cite", talk), {"item": item.pk, "event": event.pk})
    assert event.items.get() == item


def test_items_of_another_incident_are_not_cited(ana: User, as_user: SignIn, talk: Incident) -> None:
    other = evidence_case.opened(ana)
    item = EvidenceItem.objects.filter(incident=talk)[0]
    as_user(ana).post(at("evidence_cite", other), {"item": item.pk, "at": "2026-03-02T23:05", "what": "x"})
    assert not other.events.exists()


# ---- one's own words


def test_withdrawn_words_are_shown_and_found_by_nobody_also_where_they_were_cited(
    ana: User, ben: User, as_user: SignIn, talk: Incident
) -> None:
    moment(ana, talk, as_user)
    item = EvidenceItem.objects.get(text="The queue is long")
    mine = as_user(ben).get(reverse("incidents:evidence_mine")).content.decode()
    assert "The queue is long" in mine
    assert "I restart it" not in mine
    as_user(ben).post(reverse("incidents:evidence_withdraw", args=[item.pk]))
    for where in [at("evidence", talk), at("incident", talk), at("evidence", talk) + "?words=queue+long"]:
        assert "The queue is long" not in as_user(ana).get(where).content.decode(), where
    assert "withdrawn by its author" in as_user(ana).get(at("incident", talk)).content.decode()
    assert "withdrawn by its author" in page(as_user(ana), talk)
    searched = queries.read(talk, queries.Wanted(words="queue long"), None)[0]
    assert list(searched.object_list) == []  # not even that it has these words
    with pytest.raises(evidence_citing.MayNotBeCited):
        evidence_citing.cite(event=talk.events.get(), by=ana, numbers=[item.pk])
    evidence_case.brought(talk, ana, export(said("1772489100.1", "The queue is LONG", edited={"ts": "1"})))
    assert "LONG" not in page(as_user(ana), talk)
    as_user(ben).post(reverse("incidents:evidence_give_back", args=[item.pk]))
    assert "The queue is LONG" in page(as_user(ana), talk)


def test_nobody_withdraws_the_words_of_another(ana: User, cleo: User, as_user: SignIn, talk: Incident) -> None:
    item = EvidenceItem.objects.get(text="The queue is long")
    for other in (ana, cleo):
        assert as_user(other).post(reverse("incidents:evidence_withdraw", args=[item.pk])).status_code == 404
    item.refresh_from_db()
    assert item.withdrawn_at is None


def test_ones_own_words_are_withdrawn_without_learning_of_an_incident_that_is_closed_to_one(
    ana: User, person: Callable[..., User], as_user: SignIn
) -> None:
    zed = person("Zed")
    secret = evidence_case.opened(ana, restricted=True)
    evidence_case.brought(secret, ana, export(said("1772442300.1", "mine")), people={"slack:U1": zed.pk})
    shown = as_user(zed).get(reverse("incidents:evidence_mine")).content.decode()
    assert "mine" in shown
    assert secret.title not in shown
