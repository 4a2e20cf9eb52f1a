"""The narrative of an incident on its page: what was known then, moments without a time, their order, gaps and nights in words."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from incidents.actions import contents, ordering
from incidents.models import Incident, TimelineEvent
from incidents.queries.timeline import narrative
from tests.incidents import evidence_case
from tests.incidents.evidence_case import AT

SignIn = Callable[[User], Client]
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def outage(ana: User, ben: User) -> Incident:
    incident = evidence_case.opened(ana)
    contents.involve(incident=incident, by=ana, user=ben, name="", part="on_call")
    return incident


def write(incident: Incident, by: User, what: str, minutes: int | None = 0, **more: str) -> TimelineEvent:
    at = None if minutes is None else AT + timedelta(minutes=minutes)
    return contents.write_event(incident=incident, by=by, at=at, what=what, **more)


def page(browser: Client, incident: Incident) -> str:
    return unescape(browser.get(reverse("incidents:incident", args=[incident.uid])).content.decode())


def order(incident: Incident) -> list[str]:
    return [event.what for event in incident.events.all()]


def move(browser: Client, event: TimelineEvent, htmx: bool = False, **sent: object) -> str:
    url = reverse("incidents:event_move", args=[event.incident.uid, event.pk])
    return unescape(browser.post(url, sent, follow=not htmx, **(HTMX if htmx else {})).content.decode())


# ---- what was known then


def test_what_was_known_then_is_written_and_shown_apart(
    ana: User, ben: User, as_user: SignIn, outage: Incident
) -> None:
    url = reverse("incidents:event_new", args=[outage.uid])
    sent = {"at": "2026-03-02T10:05", "what": "Ben restarts the queue.", "known_then": "One graph was red."}
    answer = as_user(ana).post(url, sent)
    event = outage.events.get()
    assert answer["Location"].endswith(f"#event-{event.pk}")
    shown = page(as_user(ben), outage)
    assert re.search(r"What was known then</p><p>One graph was red\.", shown)
    assert (
        "One graph was red."
        in as_user(ana).get(reverse("incidents:event", args=[outage.uid, event.pk])).content.decode()
    )


# ---- without a time


def test_a_moment_whose_time_nobody_knows_stands_at_the_end_and_says_so(
    ana: User, as_user: SignIn, outage: Incident
) -> None:
    write(outage, ana, "First")
    as_user(ana).post(reverse("incidents:event_new", args=[outage.uid]), {"at": "", "what": "Somebody rang"})
    event = outage.events.get(what="Somebody rang")
    assert (event.known_at, order(outage)) == (None, ["First", "Somebody rang"])
    shown = page(as_user(ana), outage)
    assert shown.count("10:05 CET</time></b>") == 1
    assert "no time" in shown
    field = as_user(ana).get(reverse("incidents:event", args=[outage.uid, event.pk])).content.decode()
    assert 'type="datetime-local" name="at" id' in re.sub(r' aria-describedby="\w+"', "", field)  # no value is put in


def test_a_time_that_becomes_known_puts_it_where_it_belongs(ana: User, outage: Incident) -> None:
    write(outage, ana, "First")
    event = write(outage, ana, "Somebody rang", None)
    contents.write_event(incident=outage, by=ana, at=AT - timedelta(minutes=1), what="Somebody rang", event=event)
    assert order(outage) == ["Somebody rang", "First"]
    assert outage.events.get(pk=event.pk).timed


# ---- order


def test_moments_of_the_same_instant_are_put_in_order_by_buttons(ana: User, as_user: SignIn, outage: Incident) -> None:
    write(outage, ana, "First")
    event = write(outage, ana, "Second")
    shown = move(as_user(ana), event, do="earlier")
    assert order(outage) == ["Second", "First"]
    assert "“Second” is number 1 of 2 now." in shown
    assert shown.index("Second</p>") < shown.index("First</p>")
    move(as_user(ana), event, do="later")
    assert order(outage) == ["First", "Second"]


def test_where_the_times_decide_nothing_is_moved_and_it_is_said_why(
    ana: User, as_user: SignIn, outage: Incident
) -> None:
    write(outage, ana, "First")
    event = write(outage, ana, "Second", 5)
    assert "data-movable" not in page(as_user(ana), outage)
    assert "the times decide" in move(as_user(ana), event, do="earlier")
    assert order(outage) == ["First", "Second"]


def test_one_without_a_time_is_dragged_to_its_place_and_stays_there(
    ana: User, as_user: SignIn, outage: Incident
) -> None:
    first = write(outage, ana, "First")
    write(outage, ana, "Second", 5)
    event = write(outage, ana, "Somebody rang", None)
    move(as_user(ana), event, after=first.pk)
    assert order(outage) == ["First", "Somebody rang", "Second"]
    move(as_user(ana), event, after=0)
    assert order(outage) == ["Somebody rang", "First", "Second"]
    assert outage.events.get(pk=event.pk).known_at is None


def test_after_a_move_the_list_comes_anew_with_a_word_for_screen_readers(
    ana: User, as_user: SignIn, outage: Incident
) -> None:
    write(outage, ana, "First")
    event = write(outage, ana, "Second")
    shown = move(as_user(ana), event, htmx=True, do="earlier")
    assert '<div hx-swap-oob="innerHTML:#order-told">“Second” is number 1 of 2 now.</div>' in shown
    assert f'id="earlier-{event.pk}" aria-disabled="true"' in shown  # the button stays, and with it the focus
    assert "<html" not in shown


def test_only_those_who_write_it_up_move(ana: User, ben: User, as_user: SignIn, outage: Incident) -> None:
    write(outage, ana, "First")
    event = write(outage, ana, "Second")
    url = reverse("incidents:event_move", args=[outage.uid, event.pk])
    assert as_user(ben).post(url, {"do": "earlier"}).status_code == 403
    assert "Earlier" not in page(as_user(ben), outage)
    assert order(outage) == ["First", "Second"]


def test_who_goes_behind_what_was_taken_off_meanwhile_goes_to_the_front(ana: User, outage: Incident) -> None:
    write(outage, ana, "First")
    event = write(outage, ana, "Second")
    assert ordering.put_after(event=event, by=ana, other=10**9) == 1


# ---- gaps, nights, figure


def silent(incident: Incident, ana: User) -> None:
    for minutes in (0, 4, 9, 12, 800, 805):
        write(incident, ana, f"At {minutes}", minutes)


def test_a_silence_is_said_between_the_moments_with_its_night(ana: User, as_user: SignIn, outage: Incident) -> None:
    silent(outage, ana)
    shown = page(as_user(ana), outage)
    words = "Nothing is written between 10:17 and 23:25 CET. Part of it was night."
    assert words in shown
    assert shown.index("At 12</p>") < shown.index(words) < shown.index("At 800</p>")
    assert shown.count('class="small narrative-night"') == 2


def test_evidence_breaks_a_silence_for_those_who_read_it_and_is_not_told_to_others(
    ana: User, otto: User, as_user: SignIn, outage: Incident
) -> None:
    silent(outage, ana)
    text = "\n".join(f"[{hour}:17] <ben> words" for hour in range(11, 23)).encode()
    day = datetime(2026, 3, 2).date().isoformat()
    evidence_case.brought(outage, ana, text, "pasted", options={"begins": f"{day}T00:00", "zone": "Europe/Berlin"})
    assert "is written between" not in page(as_user(ana), outage)
    assert "No moment is told between 10:17 and 23:25 CET." in page(as_user(otto), outage)


def test_the_figure_has_every_moment_its_words_and_a_list_beside_it(
    ana: User, as_user: SignIn, outage: Incident
) -> None:
    write(outage, ana, "First <b>")
    write(outage, ana, "Second", 5)
    answer = as_user(ana).get(reverse("incidents:incident", args=[outage.uid])).content.decode()
    figure = answer[answer.index('<svg class="timeline-figure"') :].partition("</svg>")[0]
    assert "2 moments from Mon 2 Mar 2026, 10:05 to 10:10 CET" in figure
    assert figure.count('class="timeline-dot"') == 2
    assert "First &lt;b&gt;" in figure
    for event in outage.events.all():
        assert f'href="#event-{event.pk}"' in figure
        assert f'id="event-{event.pk}"' in answer


def test_who_writes_a_moment_anew_does_not_put_it_back_where_it_stood(ana: User, outage: Incident) -> None:
    write(outage, ana, "First", None)
    moved = write(outage, ana, "Second", None)
    read_before = TimelineEvent.objects.get(pk=moved.pk)
    ordering.put_after(event=moved, by=ana, other=0)
    contents.write_event(incident=outage, by=ana, at=None, what="In better words", event=read_before)
    assert order(outage) == ["In better words", "First"]


@pytest.mark.parametrize("year", ["0202", "9999"])
def test_a_slip_of_the_pen_in_the_year_is_said_and_hides_no_page(
    ana: User, as_user: SignIn, outage: Incident, year: str
) -> None:
    url = reverse("incidents:event_new", args=[outage.uid])
    answer = as_user(ana).post(url, {"at": f"{year}-03-02T10:05", "what": "The page comes."})
    assert (answer.status_code, outage.events.count()) == (422, 0)
    assert "Choose a day in the years 1900 to 2199." in answer.content.decode()
    for n in range(4):
        write(outage, ana, f"Moment {n}", n)
    TimelineEvent.objects.filter(what="Moment 0").update(at=datetime.fromisoformat(f"{year}-03-02T10:05+00:00"))
    shown = page(as_user(ana), outage)
    assert "Moment 0" in shown
    assert "timeline-figure" not in shown.partition("narrative-list")[2]
    assert as_user(ana).get(reverse("incidents:lanes", args=[outage.uid])).status_code == 200


def test_the_narrative_asks_as_often_for_2_as_for_20(
    ana: User, outage: Incident, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(2):
        write(outage, ana, f"Moment {n}", n)
    with django_assert_num_queries(3):
        narrative(outage, with_evidence=True)
    for n in range(2, 20):
        write(outage, ana, f"Moment {n}", n)
    with django_assert_num_queries(3):
        narrative(outage, with_evidence=True)
