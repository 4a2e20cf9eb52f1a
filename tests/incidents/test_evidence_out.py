"""An import can be taken out again: the wrong file, the wrong clock. What goes and what stays is shown first, and it may come in again."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from incidents.actions import contents, evidence_citing, evidence_out, themes
from incidents.models import Evidence, EvidenceAuthor, EvidenceImport, EvidenceItem, Incident, Sighting, TimelineEvent
from incidents.queries import evidence_axis, evidence_instants
from reviews.actions import documents
from reviews.models import Review
from tests.incidents import evidence_case
from tests.incidents.evidence_case import AT, export, texts
from tests.incidents.evidence_formats.cases import said
from tests.reviews import plan_case

SignIn = Callable[[User], Client]
State = EvidenceImport.State
TALK = b"[10:05] <ben> The queue is long\n[10:06] <cleo> I see it too\n[12:40] <ben> All is well"
ROOT, REPLY = said("1772442300.1", "one"), said("1772442360.1", "two", "U2", thread_ts="1772442300.1")


@pytest.fixture
def outage(ana: User) -> Incident:
    return evidence_case.opened(ana)


def talk(incident: Incident, ana: User, zone: str = "Asia/Kolkata", **people: User) -> EvidenceImport:
    """Pasted, on a clock that may be the wrong one."""
    options = {"zone": zone, "begins": "2026-03-02T00:00"}
    matched = {f"name:{name}": user.pk for name, user in people.items()}
    return evidence_case.brought(incident, ana, TALK, "pasted", options=options, people=matched)


def item(text: str) -> EvidenceItem:
    return EvidenceItem.objects.get(text=text)


def cited(incident: Incident, ana: User, text: str, what: str = "It is slow") -> TimelineEvent:
    """A moment made of this message."""
    return evidence_citing.write_cited_event(
        incident=incident, by=ana, at=AT, what=what, people=(None, None), numbers=[item(text).pk]
    )


def at(name: str, brought: EvidenceImport) -> str:
    return reverse(f"incidents:{name}", args=[brought.incident.uid, brought.pk])


def page(browser: Client, brought: EvidenceImport, name: str = "evidence_take_out") -> str:
    html = browser.get(at(name, brought)).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_the_page_says_what_goes_and_the_button_takes_it_out(ana: User, as_user: SignIn, outage: Incident) -> None:
    found, browser = talk(outage, ana), as_user(ana)
    assert "Take this import out again" in page(browser, found, "evidence_import")
    shown = page(browser, found)
    assert "3 messages go." in shown
    assert "cited" not in shown
    assert texts(outage)
    assert browser.post(at("evidence_take_out", found), {"seen": 0}).url == at("evidence_import", found)
    assert "Ana took it out again" in page(browser, found, "evidence_import")
    assert "Nothing of it was kept" in page(browser, found, "evidence_import")
    for model in (EvidenceItem, Evidence, EvidenceAuthor):
        assert not model.objects.filter(incident=outage).exists()
    assert AuditEntry.objects.get(did="evidence.taken_out").detail == {"brought": found.pk, "items": 3}
    assert browser.get(at("evidence_take_out", found)).url == at("evidence_import", found), "once is enough"


def test_the_same_file_may_come_in_again(ana: User, outage: Incident) -> None:
    for _turn in range(2):
        found = evidence_case.brought(outage, ana, export(ROOT, REPLY))
        assert (found.items_n, found.known_n) == (2, 0)
        evidence_out.take_out(brought=found, by=ana, with_cited=False)
        assert texts(outage) == []


def test_what_moments_rest_on_stays_or_goes_as_one_says(ana: User, as_user: SignIn, outage: Incident) -> None:
    found, browser = talk(outage, ana), as_user(ana)
    event = cited(outage, ana, "The queue is long")
    theme = contents.see_theme(incident=outage, by=ana, title="Slow queues", event=event).theme
    themes.see(theme=theme, incident=outage, by=ana, spot=themes.Spot(item=item("I see it too"), quote="see it"))
    shown = page(browser, found)
    assert "1 message goes." in shown
    assert "2 messages are cited at 1 moment" in shown
    assert "It is slow" in shown
    browser.post(at("evidence_take_out", found), {"seen": 2, "cited": "stay"})
    assert texts(outage) == ["The queue is long", "I see it too"]
    assert [each.text for each in event.items.all()] == ["The queue is long"]
    assert "2 messages stay" in page(browser, found, "evidence_import")

    other = evidence_case.brought(outage, ana, export(ROOT), title="Other")
    event = cited(outage, ana, "one", "Another")
    themes.see(theme=theme, incident=outage, by=ana, spot=themes.Spot(item=item("one")))
    browser.post(at("evidence_take_out", other), {"seen": 1, "cited": "go"})
    event.refresh_from_db()
    assert event.evidence is None
    assert not event.items.exists()
    assert Sighting.objects.filter(item__isnull=False).count() == 1
    assert [each.title for each in outage.evidence.all()] == ["Channel"]


def test_on_a_mended_clock_citations_themes_and_withdrawals_go_over_to_the_new_messages(
    ana: User, ben: User, cleo: User, outage: Incident
) -> None:
    wrong = talk(outage, ana, ben=ben, cleo=cleo)
    event = cited(outage, ana, "The queue is long")
    theme = contents.see_theme(incident=outage, by=ana, title="Slow queues", event=event).theme
    themes.see(theme=theme, incident=outage, by=ana, spot=themes.Spot(item=item("The queue is long")))
    evidence_citing.withdraw(item=item("I see it too"), by=cleo)
    evidence_out.take_out(brought=wrong, by=ana, with_cited=True)
    assert texts(outage) == ["I see it too"], "what was withdrawn stays, whatever is asked"
    evidence_citing.withdraw(item=item("I see it too"), by=cleo)

    again = talk(outage, ana, ben=ben, cleo=cleo)
    event = cited(outage, ana, "The queue is long", "Cited anew")
    themes.see(theme=theme, incident=outage, by=ana, spot=themes.Spot(item=item("The queue is long")))
    evidence_out.take_out(brought=again, by=ana, with_cited=False)
    right = talk(outage, ana, "Europe/Berlin", ben=ben, cleo=cleo)
    assert texts(outage) == ["The queue is long", "I see it too", "All is well"], "each once"
    assert item("The queue is long").at == AT
    assert [(each.at, each.brought_by_id) for each in event.items.all()] == [(AT, right.pk)]
    assert Sighting.objects.filter(item=item("The queue is long")).exists()
    assert item("I see it too").withdrawn_at


def test_of_words_that_were_said_twice_none_is_shown_when_one_was_withdrawn(
    ana: User, ben: User, outage: Incident
) -> None:
    def twice(zone: str) -> EvidenceImport:
        options = {"zone": zone, "begins": "2026-03-02T00:00"}
        text = b"[10:05] <ben> up\n[10:06] <ben> up"
        return evidence_case.brought(outage, ana, text, "pasted", options=options, people={"name:ben": ben.pk})

    wrong = twice("Asia/Kolkata")
    evidence_citing.withdraw(item=wrong.items.first(), by=ben)
    evidence_out.take_out(brought=wrong, by=ana, with_cited=True)
    twice("Europe/Berlin")
    assert not EvidenceItem.objects.citable().exists()


def test_what_stayed_belongs_to_the_file_that_brings_it_again(ana: User, outage: Incident) -> None:
    found = evidence_case.brought(outage, ana, export(ROOT, REPLY))
    cited(outage, ana, "two")
    evidence_out.take_out(brought=found, by=ana, with_cited=False)
    assert item("two").parent_key == "", "its beginning went, and a reply to nothing would not be shown"
    again = evidence_case.brought(outage, ana, export(ROOT, REPLY))
    assert (again.items_n, again.known_n, again.changed_n) == (1, 1, 0)
    assert item("two").brought_by == again
    assert item("two").parent_key == item("one").key
    evidence_out.take_out(brought=again, by=ana, with_cited=True)
    assert texts(outage) == []


def test_a_later_file_that_held_the_same_messages_is_named(ana: User, as_user: SignIn, outage: Incident) -> None:
    first = evidence_case.brought(outage, ana, export(ROOT))
    evidence_case.brought(outage, ana, export(ROOT, REPLY), title="Whole week")
    shown = page(as_user(ana), first)
    assert "“Whole week” held 1 message that was here already." in shown


def test_it_says_how_many_of_the_moments_the_document_tells(ana: User, ben: User, mira: User, as_user: SignIn) -> None:
    review = plan_case.review(ana, ben)
    found = talk(review.incident, ana)
    event = cited(review.incident, ana, "The queue is long")
    assert "The document or report" not in page(as_user(ana), found)
    latest = Review.objects.get(pk=review.pk).document.latest
    text = f"# Night\n\n[It is slow](#from-event-{event.reference})\n"
    documents.save(document=review.document, by=ana, base_number=latest.number, text=text)
    assert "The document or report tells 1 of these moments" in page(as_user(ana), found)
    review.incident.memberships.create(user=mira, may_edit=True)
    assert "The document or report" not in page(as_user(mira), found), "it is no business of hers yet"


def test_who_confirms_an_older_page_is_asked_again(ana: User, as_user: SignIn, outage: Incident) -> None:
    found, browser = talk(outage, ana), as_user(ana)
    cited(outage, ana, "The queue is long")
    answer = browser.post(at("evidence_take_out", found), {"seen": 0, "cited": "go"})
    assert answer.status_code == 422
    assert "Other messages are cited by now" in answer.content.decode()
    assert len(texts(outage)) == 3
    seen = re.search(r'name="seen" value="(\d+)"', answer.content.decode())
    assert seen
    assert browser.post(at("evidence_take_out", found), {"seen": seen[1], "cited": "go"}).status_code == 302


def test_while_another_file_comes_in_nothing_is_taken_out(ana: User, as_user: SignIn, outage: Incident) -> None:
    found = talk(outage, ana)
    other = evidence_case.queued(outage, ana, export(ROOT))
    EvidenceImport.objects.filter(pk=other.pk).update(state=State.RUNNING)
    answer = as_user(ana).post(at("evidence_take_out", found), {"seen": 0})
    assert answer.status_code == 422
    assert "Another file is being brought in just now" in answer.content.decode()
    assert len(texts(outage)) == 3


def test_a_note_is_taken_out_unless_a_moment_rests_on_it(
    ana: User, ben: User, as_user: SignIn, outage: Incident
) -> None:
    kept = {"incident": outage, "by": ana, "at": AT, "author": "Ben", "title": "Notes"}
    note = evidence_citing.keep_note(text="by mistake", **kept)
    browser, address = as_user(ana), reverse("incidents:evidence_note_out", args=[outage.uid, note.pk])
    assert address in browser.get(reverse("incidents:evidence", args=[outage.uid])).content.decode()
    event = cited(outage, ana, "by mistake")
    answer = browser.post(address, follow=True).content.decode()
    assert "Take the citation off there first" in answer
    evidence_citing.uncite(event=event, item=note, by=ana)
    browser.post(address)
    assert texts(outage) == []
    assert not outage.evidence_authors.exists()
    hidden = evidence_citing.keep_note(text="mine", **kept)
    evidence_citing.withdraw(item=hidden, by=ben)
    assert browser.post(reverse("incidents:evidence_note_out", args=[outage.uid, hidden.pk])).status_code == 404
    talk(outage, ana)
    brought = item("All is well")
    assert browser.post(reverse("incidents:evidence_note_out", args=[outage.uid, brought.pk])).status_code == 404


def test_the_axis_and_the_silences_know_of_it_at_once(ana: User, outage: Incident) -> None:
    talk(outage, ana)
    middle = evidence_case.brought(
        outage,
        ana,
        b"[11:00] <ben> x",
        "pasted",
        title="M",
        options={"zone": "Asia/Kolkata", "begins": "2026-03-02T00:00"},
    )
    last = evidence_case.brought(
        outage,
        ana,
        b"[12:00] <ben> x",
        "pasted",
        title="L",
        options={"zone": "Asia/Kolkata", "begins": "2026-03-02T00:00"},
    )
    before, drawn = evidence_instants.instants(outage), evidence_axis.axis(outage)
    evidence_out.take_out(brought=middle, by=ana, with_cited=False)
    assert len(evidence_instants.instants(outage)) == len(before) - 1
    after = evidence_axis.axis(outage)
    assert drawn
    assert after
    assert sum(bar.count for bar in after.bars) == sum(bar.count for bar in drawn.bars) - 1
    assert last.items.exists()
