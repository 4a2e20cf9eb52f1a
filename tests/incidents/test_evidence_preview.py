"""What the preview says of a file before anything is brought in, and who of its authors is offered as involved."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.forms.evidence import Accounts
from incidents.models import EvidenceImport, Incident
from incidents.queries import evidence as queries
from tests.incidents import evidence_case
from tests.incidents.evidence_case import export
from tests.incidents.evidence_formats.cases import said

SignIn = Callable[[User], Client]


@pytest.fixture
def outage(ana: User) -> Incident:
    return evidence_case.opened(ana)


def at(name: str, incident: Incident, *more: int) -> str:
    return reverse(f"incidents:{name}", args=[incident.uid, *more])


def seen(browser: Client, name: str, incident: Incident, *more: int) -> str:
    return browser.get(at(name, incident, *more)).content.decode()


def test_a_text_without_times_is_answered_with_an_example_and_can_be_changed(
    ana: User, as_user: SignIn, outage: Incident
) -> None:
    browser = as_user(ana)
    browser.post(at("evidence_add", outage), {"text": "ben: it is slow\ncleo: yes"})
    kept = EvidenceImport.objects.get()
    preview = seen(browser, "evidence_import", outage, kept.pk)
    assert "Nothing in it can be read as messages." in preview
    assert "10:32 Ben: The queue is long" in preview
    assert "Change the text" in preview
    assert "ben: it is slow\ncleo: yes" in seen(browser, "evidence_text", outage, kept.pk)
    refused = browser.post(at("evidence_text", outage, kept.pk), {"text": ""})
    assert refused.status_code == 422
    browser.post(at("evidence_text", outage, kept.pk), {"text": "10:05 ben: it is slow\n10:06 cleo: yes"})
    assert "Bring 2 items in" in seen(browser, "evidence_import", outage, kept.pk)


def test_what_was_brought_in_meanwhile_is_not_changed_any_more(ana: User, as_user: SignIn, outage: Incident) -> None:
    done = evidence_case.brought(outage, ana, b"[10:05] <ben> up", "pasted")
    answer = as_user(ana).post(at("evidence_text", outage, done.pk), {"text": "10:06 ben: down"})
    assert answer["Location"] == at("evidence_import", outage, done.pk)
    assert evidence_case.texts(outage) == ["up"]


def test_a_transcript_and_a_table_have_examples_of_their_own(ana: User, as_user: SignIn, outage: Incident) -> None:
    browser = as_user(ana)
    call = evidence_case.kept(outage, ana, b"WEBVTT\n\nnothing", "webvtt")
    assert "--&gt; 00:00:09.000" in seen(browser, "evidence_import", outage, call.pk)
    table = evidence_case.kept(outage, ana, b"time,text\nsoon,slow\n", "csv")
    preview = seen(browser, "evidence_import", outage, table.pk)
    assert "Say below which column" in preview
    assert "Choose another file" in preview
    assert "Change the text" not in preview


def test_what_is_here_already_is_said_before_it_is_brought_in_again(
    ana: User, as_user: SignIn, outage: Incident
) -> None:
    browser = as_user(ana)
    first, second = said("1772442300.1", "The queue is long"), said("1772442360.1", "I restart it")
    evidence_case.brought(outage, ana, export(first))
    more = evidence_case.kept(outage, ana, export(first, second))
    preview = seen(browser, "evidence_import", outage, more.pk)
    assert "(1 of them here already)" in preview
    assert "Bring 1 new item in" in preview
    same = evidence_case.kept(outage, ana, export(first))
    preview = seen(browser, "evidence_import", outage, same.pk)
    assert "It is here already." in preview
    assert "Bring it in again" in preview


def test_a_preview_that_was_left_open_is_found_again_by_whoever_opened_it(
    ana: User, ben: User, as_user: SignIn, outage: Incident
) -> None:
    kept = evidence_case.kept(outage, ana, b"[10:05] <ben> up", "pasted", title="Chat of Monday")
    shown = seen(as_user(ana), "evidence", outage)
    assert "Chat of Monday" in shown
    assert at("evidence_import", outage, kept.pk) in shown
    assert "a preview, not brought in yet" in shown
    outage.memberships.create(user=ben, may_edit=True)
    assert "Chat of Monday" not in seen(as_user(ben), "evidence", outage)


def test_accounts_are_offered_by_name_and_told_apart_by_their_address_alone(ana: User, ben: User) -> None:
    other = User.objects.create_user("ben2@example.org", ben.name)
    accounts = Accounts()
    assert accounts.label(ana) == str(ana)
    assert {accounts.label(ben), accounts.label(other)} == {f"{ben} ({ben.email})", f"{ben} (ben2@example.org)"}
    assert accounts.by_label[f"{ben} (ben2@example.org)"] == other


def test_two_people_of_one_name_are_told_apart_in_the_filter_by_where_they_wrote(ana: User, outage: Incident) -> None:
    evidence_case.brought(outage, ana, export(said("1772442300.1", "up", "U2")), title="Channel")
    name = outage.evidence_authors.get().name
    evidence_case.brought(outage, ana, f"[10:06] <{name}> down\n[10:07] <Zoë> yes".encode(), "pasted", title="Chat")
    outage.evidence_authors.update(user=None)
    assert [each.label for each in queries.authors(outage)] == [f"{name} (Channel)", f"{name} (Chat)", "Zoë"]


# ---- who wrote it was there


def test_who_wrote_the_evidence_is_offered_as_involved_with_one_click(
    ana: User, ben: User, as_user: SignIn, outage: Incident
) -> None:
    browser = as_user(ana)
    text = b"[10:05] <ben> slow\n[10:06] <vendor> yes\n[10:07] <ben> restart"
    evidence_case.brought(outage, ana, text, "pasted", people={"name:ben": ben.pk, "name:vendor": 0})
    offered = seen(browser, "person_new", outage)
    assert offered.index("wrote 2 messages") < offered.index("wrote 1 message<")
    sent = {"user": ben.pk, "name": ben.name, "part": "responder", "next": at("person_new", outage)}
    assert browser.post(at("person_new", outage), sent)["Location"] == at("person_new", outage)
    assert outage.involvements.get().user == ben
    assert "wrote 2 messages" not in seen(browser, "person_new", outage)
    browser.post(at("person_new", outage), {"name": "vendor", "part": "responder"})
    assert "Wrote in the evidence" not in seen(browser, "person_new", outage)


def test_whoever_withdrew_their_words_and_what_is_no_person_is_not_offered(
    ana: User, as_user: SignIn, outage: Incident
) -> None:
    evidence_case.brought(outage, ana, b"[10:05] <ben> slow\n[10:06] <grafana> alert", "pasted")
    outage.evidence_authors.filter(name="grafana").update(is_person=False)
    ben = outage.evidence_authors.get(name="ben")
    ben.items.update(withdrawn_at=evidence_case.AT)
    assert "Wrote in the evidence" not in seen(as_user(ana), "person_new", outage)


def test_a_moment_says_why_nobody_can_be_chosen_and_leads_there(ana: User, as_user: SignIn, outage: Incident) -> None:
    browser = as_user(ana)
    link = f'href="{at("person_new", outage)}">Write down who was there'
    assert link in seen(browser, "event_new", outage)
    sent = {"at": "2026-03-02T10:05", "what": "The queue grew"}
    assert browser.post(at("event_new", outage), sent).status_code == 302
    browser.post(at("person_new", outage), {"name": "Zoë", "part": "support"})
    shown = seen(browser, "event_new", outage)
    assert link not in shown
    assert "Whose perspective" in shown


def test_the_moment_from_messages_offers_their_authors_and_knows_them_then(
    ana: User, as_user: SignIn, outage: Incident
) -> None:
    browser = as_user(ana)
    evidence_case.brought(outage, ana, b"[10:05] <Zoe> slow\n[10:06] <Gus> yes", "pasted")
    item = outage.evidence_items.get(text="slow")
    cite = f"{at('evidence_cite', outage)}?item={item.pk}"
    page = browser.get(cite).content.decode()
    assert "Write down as involved<" in page
    assert ">: Gus<" not in page
    key = page.split('name="involve" value="')[1].split('"')[0]
    typed = {"item": item.pk, "what": "It was slow", "known_then": "One graph", "at": "2026-03-02T10:04"}
    page = browser.post(cite, typed | {"involve": key}).content.decode()
    assert outage.involvements.get().who == "Zoe"
    assert not outage.events.exists(), "the moment is not written yet"
    assert "Write down as involved" not in page
    assert f'<option value="{outage.involvements.get().pk}" selected>' in page
    for words in ("It was slow</textarea>", "One graph</textarea>", 'value="2026-03-02T10:04"'):
        assert words in page, "what was typed stays"
