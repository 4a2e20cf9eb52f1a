"""The narrative step by step: one moment for everyone, only those who agreed are named, and what was said stays with the event."""

from collections.abc import Callable
from unittest.mock import Mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry, User
from incidents.actions import contents, ordering
from live.regions import snapshot
from reviews import todo
from reviews.actions import narrative, room
from reviews.models import EventNote, Poll, Review, Stage, Willingness
from reviews.queries import plan
from tests.reviews.narrative_case import (
    ASK,
    RATHER_NOT,
    YES,
    Narrative,
    bring_to_narrative,
    opened,
    prepared,
    stale_after,
)

SignIn = Callable[[User], Client]


@pytest.fixture
def told(ana: User, ben: User, cleo: User) -> Narrative:
    return opened(ana, ben, cleo, ana)


def region(told: Narrative, user: User) -> str:
    return snapshot(user, room.topic(told.review))["narrative"]


def test_everyone_is_at_the_moment_the_facilitator_shows(
    ana: User, ben: User, as_user: SignIn, told: Narrative
) -> None:
    for _click in range(2):  # the second one, or one on an old page, goes to the same moment
        as_user(ana).post(told.url("narrative_show"), {"event": told.events[1].pk})
    for page in ("room", "stage"):
        text = told.text(as_user(ben), page)
        assert "Moment 2 of 3" in text
        assert "Moment 1 happened" in text
        assert region(told, ben) in text
    assert AuditEntry.objects.filter(did="narrative.shown").count() == 1


def test_the_desk_goes_back_and_on_and_anywhere(ana: User, as_user: SignIn, told: Narrative) -> None:
    first = told.text(as_user(ana), "narrative_desk")
    assert f'id="telling-after" value="{told.events[1].pk}"' in first
    assert 'id="telling-before" value="" disabled' in first
    narrative.show(review=told.review, by=ana, event=told.events[2])
    last = told.text(as_user(ana), "narrative_desk")
    assert f'id="telling-before" value="{told.events[1].pk}"' in last
    assert 'id="telling-after" value="" name="event" disabled' in last


def test_the_moment_is_shown_in_its_own_time_and_the_readers(ana: User, ben: User, told: Narrative) -> None:
    type(told.review.incident).objects.update(time_zone="Asia/Tokyo")
    html = region(told, ben)
    assert "JST" in html
    assert "<time data-clock" in html


def test_only_at_the_narrative_is_there_a_moment(ana: User, ben: User, cleo: User) -> None:
    told = prepared(ana, ben, cleo)
    assert region(told, ben).strip() == ""
    room.open_room(review=told.review, by=ana)
    assert region(told, ben).strip() == ""
    Review.objects.update(stage=Stage.PREPARING)
    bring_to_narrative(told, ana)
    assert "Moment 1 of 2" in region(told, ben)


def test_who_agreed_is_named_to_everyone(ben: User, cleo: User, told: Narrative) -> None:
    told.say(ben, 0, YES)
    assert "Ben tells it." in region(told, cleo)


def test_rather_not_and_ask_me_and_no_answer_look_the_same_to_the_others(
    ana: User, ben: User, cleo: User, as_user: SignIn, told: Narrative
) -> None:
    """Shown as expected is nobody who did not agree: not by name, and not as the one who is missing."""
    silent = region(told, cleo)
    assert "Ben" not in silent
    assert "Anyone who was there is welcome to add to it." in silent
    for answer in (RATHER_NOT, ASK):
        told.say(ben, 0, answer)
        assert region(told, cleo) == silent
        assert "Ben" not in told.text(as_user(cleo), "narrative_mine")
        assert "Ben" not in told.text(as_user(ana), "stage")


def test_who_has_left_the_review_or_is_no_longer_of_the_event_is_not_named(
    ana: User, ben: User, cleo: User, told: Narrative
) -> None:
    told.say(ben, 0, YES)
    told.events[0].perspective_of = None
    told.events[0].save()
    assert "Ben" not in region(told, cleo)


def test_you_are_next_is_on_ones_own_page_alone(
    ana: User, ben: User, cleo: User, as_user: SignIn, told: Narrative
) -> None:
    told.say(ben, 0, YES)
    told.say(cleo, 1, YES)
    assert "This moment is yours to tell." in told.text(as_user(ben))
    assert "You are next." in told.text(as_user(cleo))
    assert "You are next." not in told.text(as_user(ben))
    for page in ("stage", "desk"):
        assert "You are next." not in told.text(as_user(ana), page)
    narrative.show(review=told.review, by=ana, event=told.events[1])
    assert "This moment is yours to tell." in told.text(as_user(cleo), "narrative_mine")


@pytest.mark.parametrize("answer", [RATHER_NOT, ASK, ""])
def test_nobody_is_next_who_did_not_agree(cleo: User, as_user: SignIn, told: Narrative, answer: str) -> None:
    if answer:
        told.say(cleo, 1, answer)
    assert "You are next." not in told.text(as_user(cleo))


def test_who_is_next_may_still_say_no(ben: User, cleo: User, as_user: SignIn, told: Narrative) -> None:
    told.say(cleo, 1, YES)
    page = as_user(cleo).post(told.url("narrative_decline", told.events[1].pk), follow=True).content.decode()
    assert "You will not be called on." in page
    assert "You are next." not in page
    assert Willingness.objects.get(person=cleo).answer == RATHER_NOT


def test_the_facilitator_sees_whom_to_call_on_and_whom_not(
    ana: User, ben: User, cleo: User, as_user: SignIn, told: Narrative
) -> None:
    told.say(ben, 0, RATHER_NOT)
    told.say(cleo, 1, YES)
    desk = told.text(as_user(ana), "desk")
    assert "Please do not call on:</span> Ben" in desk or "Please do not call on: Ben" in desk
    assert "<b>Cleo</b>" in desk


def test_ask_me_privately_reminds_the_facilitator_before_the_meeting(
    ana: User, ben: User, cleo: User, as_user: SignIn
) -> None:
    told = prepared(ana, ben, cleo)
    told.say(ben, 0, ASK)
    home = reverse("home")
    assert "Ask Ben privately about telling their part" in as_user(ana).get(home).content.decode()
    assert "Ask Ben" not in as_user(cleo).get(home).content.decode()
    assert "Ask privately before the meeting" in told.text(as_user(ana), "desk")
    for page in ("room", "narrative_mine"):
        assert "rivately" not in told.text(as_user(cleo), page)
    [waiting] = Willingness.objects.all()
    as_user(ana).post(told.url("narrative_asked", waiting.pk))
    assert "Ask Ben" not in as_user(ana).get(home).content.decode()
    assert "you have talked" in told.text(as_user(ana), "desk")
    told.say(ben, 0, ASK)
    assert "Ask Ben" in as_user(ana).get(home).content.decode()


def test_nothing_is_recorded_of_what_somebody_answered(ana: User, ben: User, told: Narrative) -> None:
    told.say(ben, 0, ASK)
    narrative.asked(willingness=Willingness.objects.get(), by=ana)
    for entry in AuditEntry.objects.filter(did__startswith="willingness"):
        assert entry.detail == {}
        assert entry.subject_kind == "reviews.review"


def test_what_is_said_is_added_to_the_event_and_marked(
    ben: User, cleo: User, otto: User, as_user: SignIn, told: Narrative
) -> None:
    sent = {"event": told.events[0].pk, "said": "Both prompts had one colour."}
    for _click in range(2):
        as_user(ben).post(told.url("narrative_note"), sent)
    assert EventNote.objects.count() == 1
    assert "said in the meeting" in region(told, cleo)
    assert region(told, cleo) in told.text(as_user(cleo))
    incident = reverse("reviews:event_notes", args=[told.review.incident.uid])
    seen = as_user(cleo).get(incident).content.decode()
    assert f'id="said-{told.events[0].pk}" hx-swap-oob' in seen
    assert "Both prompts had one colour." in seen
    assert "Said in the meeting, written down by Ben" in seen
    page = as_user(cleo).get(reverse("incidents:incident", args=[told.review.incident.uid])).content.decode()
    assert f'id="said-{told.events[0].pk}"' in page
    assert incident in page
    at_its_moment = told.text(as_user(cleo), "pinned").split(f'id="moment-{told.events[0].pk}"')[1].split("</li>")[0]
    assert "Both prompts had one colour." in at_its_moment
    # To those who do not take part it is shown once the meeting is over, as the rest of an open review is.
    assert "Both prompts" not in as_user(otto).get(incident).content.decode()
    Review.objects.update(stage=Stage.HELD)
    assert "Both prompts" in as_user(otto).get(incident).content.decode()
    Review.objects.update(restricted=True)
    assert "Both prompts" not in as_user(otto).get(incident).content.decode()


def test_words_that_come_too_late_are_given_back(
    ben: User, as_user: SignIn, told: Narrative, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = as_user(ben)
    Poll.objects.filter(review=told.review).update(state=Poll.State.REVEALED)
    answer = browser.post(told.url("poll_write_in"), {"text": "Two prompts"})
    assert (answer.status_code, "this was not added: Two prompts" in answer.content.decode()) == (409, True)
    monkeypatch.setattr(narrative, "note", Mock(side_effect=room.NotNow))  # ended while it was on its way
    sent = {"event": told.events[0].pk, "said": "Both prompts had one colour."}
    answer = browser.post(told.url("narrative_note"), sent, follow=True)
    assert "this was not added: Both prompts had one colour." in answer.content.decode()


def test_a_note_without_words_is_asked_for_again(ben: User, as_user: SignIn, told: Narrative) -> None:
    answer = as_user(ben).post(told.url("narrative_note"), {"event": told.events[0].pk, "said": " "})
    assert answer.status_code == 422
    assert "Write down what was said." in answer.content.decode()


def test_a_note_stays_when_its_event_is_taken_off(ana: User, ben: User, as_user: SignIn, told: Narrative) -> None:
    narrative.note(review=told.review, by=ben, event=told.events[0], text="One colour.")
    told.events[0].delete()
    seen = as_user(ben).get(reverse("reviews:event_notes", args=[told.review.incident.uid])).content.decode()
    assert "no longer in the timeline" in seen
    assert "Moment 0 happened" in seen
    assert "Moment 1 of 2" in region(told, ben)


def test_a_note_is_taken_off_by_its_writer_or_a_facilitator(
    ana: User, ben: User, cleo: User, as_user: SignIn, told: Narrative
) -> None:
    for who, status in ((cleo, 403), (ben, 302), (ana, 302)):
        note = narrative.note(review=told.review, by=ben, event=told.events[0], text="One colour.")
        assert as_user(who).post(told.url("narrative_note_take_back", note.pk)).status_code == status
        assert EventNote.objects.exists() == (status == 403)


def test_an_open_page_after_its_events_is_a_fresh_page(
    ana: User, ben: User, told: Narrative, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a step changes in a shared region is told to the pages that are open."""
    review, (first, second, _third) = told.review, told.events
    steps: list[Callable[[], object]] = [
        lambda: narrative.show(review=review, by=ana, event=second),
        lambda: narrative.show(review=review, by=ana, event=first),
        lambda: told.say(ben, 0, YES),
        lambda: told.say(ben, 0, RATHER_NOT),
        lambda: narrative.note(review=review, by=ana, event=first, text="Said"),
        lambda: narrative.take_back(note=EventNote.objects.get(), by=ana),
        lambda: room.move_on(review=review, by=ana, item=room.current(review).pk),
    ]
    assert stale_after(steps, ben, review, monkeypatch) == [set()] * len(steps)


def test_the_narrative_costs_the_same_for_many_events_and_people(ana: User, ben: User, told: Narrative) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            region(told, ben)
            todo.tasks(plan.my_reviews(ana))
        return len(queries)

    few = count()
    for number in range(50):
        event = told.events[0]
        event.pk, event.what, event.reference = None, f"More {number}", 1000 + number
        event.save()
        told.events[1] = event
        told.say(ben, 1, YES)
        narrative.note(review=told.review, by=ben, event=told.review.incident.events.first(), text=str(number))
    assert count() == few


def test_a_moment_written_anew_elsewhere_reaches_the_open_room(
    ana: User, ben: User, told: Narrative, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the incident's page, by a program, or where people's parts in it are kept."""
    event, by = told.events[0], {"incident": told.review.incident, "by": ana}
    theirs = event.perspective_of
    assert theirs
    told.say(ben, 0, YES)
    people = (theirs, event.teller)
    without_time = contents.write_event(**by, at=None, what="Nobody looked at a clock")
    steps = [
        lambda: contents.write_event(**by, at=event.at, what="In better words", people=people, event=event),
        lambda: contents.release(involvement=theirs, by=ana),
        lambda: contents.remove_event(event=event, by=ana),
        lambda: ordering.put_after(event=without_time, by=ana, other=0),
    ]
    assert stale_after(steps, ben, told.review, monkeypatch) == [set()] * 4
