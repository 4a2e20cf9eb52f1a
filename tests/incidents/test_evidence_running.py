"""Bringing evidence in: all of it in one switch or nothing, twice is once, edits and deletions, cancelling, and workers that are lost."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from incidents.actions import evidence_imports, evidence_running, evidence_writing, incidents
from incidents.evidence_formats import slack_zip
from incidents.models import Evidence, EvidenceAuthor, EvidenceChunk, EvidenceImport, EvidenceItem, Incident
from outbox import bell
from tests.incidents.evidence_case import brought, export, kept, opened, queued, texts
from tests.incidents.evidence_formats.cases import said

State = EvidenceImport.State


@pytest.fixture
def outage(ana: User) -> Incident:
    return opened(ana)


def nothing_left(incident: Incident) -> bool:
    left = [EvidenceItem, EvidenceAuthor, Evidence]
    return (
        not any(model.objects.filter(incident=incident).exists() for model in left)
        and not EvidenceChunk.objects.exists()
    )


def test_messages_come_in_with_their_people_and_threads(ana: User, ben: User, outage: Incident) -> None:
    root = said("1772442300.1", "The queue is long")
    reply = said("1772442360.1", "Looking", "U2", thread_ts="1772442300.1")
    orphan = said("1772442390.1", "me too", thread_ts="1700000000.1")
    found = brought(outage, ana, export(root, reply, orphan))
    assert (found.state, found.items_n, found.problems_n) == (State.DONE, 3, 0)
    first, second, third = EvidenceItem.objects.visible().filter(incident=outage)
    assert second.parent_key == first.key
    assert third.parent_key == ""  # a reply whose beginning is not in the file stands by itself
    assert first.writer is not None
    assert first.writer.user == ben  # by the address in the export
    assert second.author == "Cleo"
    assert not EvidenceChunk.objects.exists()


def test_the_preview_decides_whose_account_an_author_is(ana: User, ben: User, cleo: User, outage: Incident) -> None:
    messages = [said("1772442300.1", "one"), said("1772442301.1", "two", "U2")]
    brought(outage, ana, export(*messages), people={"slack:U1": 0, "slack:U2": cleo.pk})
    assert {each.name: each.user for each in outage.evidence_authors.all()} == {"Ben": None, "Cleo": cleo}


def test_a_name_gets_its_account_with_a_later_file(ana: User, cleo: User, outage: Incident) -> None:
    brought(outage, ana, export(said("1772442300.1", "one", "U2")), people={"slack:U2": 0})
    again = export(said("1772442300.1", "one", "U2"), said("1772442301.1", "two", "U2"))
    brought(outage, ana, again, people={"slack:U2": cleo.pk})
    assert outage.evidence_authors.get().user == cleo


def test_the_same_file_twice_adds_nothing(ana: User, outage: Incident) -> None:
    file = export(said("1772442300.1", "one"), said("1772442301.1", "two"))
    brought(outage, ana, file)
    again = brought(outage, ana, file, title="Another title")
    assert (again.state, again.items_n, again.known_n) == (State.DONE, 0, 2)
    assert texts(outage) == ["one", "two"]
    assert [each.title for each in outage.evidence.all()] == ["Channel"]


def test_the_same_pasted_text_twice_adds_nothing(ana: User, outage: Incident) -> None:
    options = {"zone": "Europe/Berlin", "begins": "2026-03-02T00:00"}
    text = b"[10:05] <ben> up\n[10:05] <ben> up\n[10:06] <ben> down"
    for _time in range(2):
        brought(outage, ana, text, "pasted", options=options)
    assert texts(outage) == ["up", "up", "down"]


def test_a_later_export_changes_what_was_edited_and_empties_what_was_deleted(ana: User, outage: Incident) -> None:
    brought(
        outage, ana, export(said("1772442300.1", "one"), said("1772442301.1", "two"), said("1772442302.1", "three"))
    )
    deletion = {"ts": "9.1", "subtype": "message_deleted", "deleted_ts": "1772442301.1"}
    later = brought(outage, ana, export(said("1772442300.1", "ONE", edited={"ts": "1"}), deletion))
    assert later.changed_n == 2
    first, second, third = EvidenceItem.objects.visible().filter(incident=outage)
    assert (first.text, first.edited) == ("ONE", True)
    assert (second.text, second.deleted) == ("", True)
    assert third.text == "three"
    assert EvidenceItem.objects.filter(incident=outage).count() == 3


def test_a_message_deleted_while_its_thread_went_on_is_emptied_by_a_later_export(ana: User, outage: Incident) -> None:
    reply = said("1772442301.1", "yes", "U2", thread_ts="1772442300.1")
    brought(outage, ana, export(said("1772442300.1", "my password is hunter2"), reply))
    gone = {"type": "message", "subtype": "tombstone", "ts": "1772442300.1", "text": "This message was deleted."}
    assert brought(outage, ana, export(gone, reply)).changed_n == 1
    assert texts(outage) == ["", "yes"]
    other = opened(ana)
    brought(other, ana, export(gone, reply))
    assert texts(other) == ["yes"], "what was deleted before is nothing to be read"


def test_an_edit_and_a_deletion_within_one_file_are_honoured(ana: User, outage: Incident) -> None:
    edit = {"ts": "1772442305.1", "subtype": "message_changed", "message": said("1772442300.1", "ONE")}
    deletion = {"ts": "1772442306.1", "subtype": "message_deleted", "deleted_ts": "1772442301.1"}
    brought(outage, ana, export(said("1772442300.1", "one"), said("1772442301.1", "two"), edit, deletion))
    assert texts(outage) == ["ONE", ""]


def test_rows_that_cannot_be_read_are_kept_and_the_rest_comes_in(ana: User, outage: Incident) -> None:
    found = brought(outage, ana, export(said("soon", "one"), said("1772442301.1", "two")))
    assert (texts(outage), found.problems_n) == (["two"], 1)
    problem = found.problems.get()
    assert (problem.where, problem.why) == ("outage/2026-03-02.json, message 1", "“soon” is not a time")


# ---- half in is not in


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Do something after the first of two batches of one row each is written."""

    def arrange(do: Any) -> None:
        monkeypatch.setattr(evidence_writing, "BATCH", 1)
        read = slack_zip.read

        def reading(*args: Any) -> Iterator[Any]:
            for number, row in enumerate(read(*args)):
                if number == 1:
                    do()
                yield row

        stopped = evidence_running.FORMATS["slack"].__class__(reading, "channel")
        monkeypatch.setitem(evidence_running.FORMATS, "slack", stopped)

    return arrange


TWO = export(said("1772442300.1", "one"), said("1772442301.1", "two"))


def test_nothing_is_seen_before_the_end(ana: User, outage: Incident, meanwhile: Any) -> None:
    seen: list[tuple[int, list[str]]] = []
    meanwhile(lambda: seen.append((EvidenceItem.objects.count(), texts(outage))))
    brought(outage, ana, TWO)
    assert seen == [(1, [])]
    assert texts(outage) == ["one", "two"]


def test_cancelling_in_the_middle_leaves_nothing_behind(ana: User, outage: Incident, meanwhile: Any) -> None:
    meanwhile(lambda: evidence_imports.cancel(brought=EvidenceImport.objects.get(), by=ana))
    assert brought(outage, ana, TWO).state == State.CANCELLED
    assert nothing_left(outage)


def test_cancelling_what_waits_ends_it_at_once(ana: User, outage: Incident) -> None:
    found = queued(outage, ana, TWO)
    evidence_imports.cancel(brought=found, by=ana)
    evidence_running.run_due()
    found.refresh_from_db()
    assert found.state == State.CANCELLED
    assert nothing_left(outage)


def test_a_file_that_is_refused_in_the_middle_leaves_nothing_behind_and_says_why(ana: User, outage: Incident) -> None:
    deep = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ben>hi\n\n00:09.000 --> 00:10.000\n<v Cleo>hi\n\n\x00"
    found = brought(outage, ana, deep, "webvtt")
    assert (found.state, found.failed_why) == (State.FAILED, "The file is not text.")
    assert nothing_left(outage)


def test_what_a_lost_worker_had_written_is_taken_back_and_begun_anew(ana: User, outage: Incident) -> None:
    found = queued(outage, ana, TWO)
    claimed = evidence_running.claim()
    assert claimed == found
    assert evidence_running.claim() is None  # while its lease lasts
    writer = evidence_writing.Writer(claimed)
    writer.add(next(iter(slack_zip.read(BytesIO(TWO), evidence_running.options_of({})))))
    writer.flush()
    EvidenceImport.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    # Meanwhile the file says something else, so that what the lost worker wrote shows if it stays.
    EvidenceChunk.objects.update(data=export(said("1772442301.1", "two")))
    evidence_running.run_due()
    assert texts(outage) == ["two"]
    assert not evidence_writing.finish(claimed, claimed.attempt)  # the lost one cannot end it a second time


def test_a_reader_that_breaks_is_tried_again_and_then_given_up(ana: User, outage: Incident, meanwhile: Any) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    meanwhile(broken)
    found = brought(outage, ana, TWO)
    assert (found.state, found.attempt) == (State.FAILED, 3)
    assert nothing_left(outage)


def test_whoever_lost_the_right_meanwhile_brings_nothing_in(ana: User, outage: Incident) -> None:
    found = queued(outage, ana, TWO)
    outage.memberships.update(may_edit=False)
    evidence_running.run_due()
    found.refresh_from_db()
    assert found.state == State.CANCELLED
    assert nothing_left(outage)


def test_imports_take_turns_so_that_a_worker_is_left_for_mail(ana: User, outage: Incident) -> None:
    other = incidents.open_incident(by=ana, services=[], title="Another")
    first, second = (queued(where, ana, TWO) for where in (outage, other))
    assert [evidence_running.claim(), evidence_running.claim()] == [first, None]
    evidence_running.run(EvidenceImport.objects.get(pk=first.pk))
    assert evidence_running.claim() == second


def test_a_server_that_ends_leaves_the_rest_to_the_next_without_a_fault(
    ana: User, outage: Incident, meanwhile: Any
) -> None:
    meanwhile(bell.stopping.set)
    try:
        found = brought(outage, ana, TWO)
    finally:
        bell.stopping.clear()
    assert (found.state, found.attempt, EvidenceItem.objects.count()) == (State.RUNNING, 0, 0)
    meanwhile(lambda: None)
    evidence_running.run_due()
    assert texts(outage) == ["one", "two"]


def test_previews_that_nobody_confirmed_are_forgotten(ana: User, outage: Incident) -> None:
    kept(outage, ana, TWO)
    evidence_imports.forget_previews()
    assert EvidenceImport.objects.count() == 1
    EvidenceImport.objects.update(created_at=timezone.now() - timedelta(days=2))
    evidence_imports.forget_previews()
    assert nothing_left(outage)
    assert not EvidenceImport.objects.exists()
