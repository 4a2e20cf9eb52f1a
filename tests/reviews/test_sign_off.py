"""Your part: each person checks or disputes what is about them, is asked again when it changes, and may decline to speak."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from incidents.models import Involvement, TimelineEvent
from reviews import todo
from reviews.actions import sign_offs
from reviews.actions.comments import Passage
from reviews.anchoring import map_spans
from reviews.models import MarkedPassage, Participation, PersonPart, Poll, Review, SignOff, Willingness
from reviews.queries import plan
from reviews.queries.document import find, shown
from reviews.rims import widen
from tests.reviews import document_case as case

AsUser = Callable[[User], Client]
QUOTE = "sure that the terminal was on the secondary"


def url(review: Review, name: str, *more: object) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def mark(review: Review, by: User, person: User, quote: str = QUOTE) -> PersonPart:
    document = case.latest(review)
    span = find(shown(document.latest), quote)
    assert span
    return sign_offs.mark_passage(document=document, by=by, person=person, passage=Passage(document.latest, *span))


def fresh(part: PersonPart) -> PersonPart:
    return PersonPart.objects.select_related("passage", "event").get(pk=part.pk)


def say(browser: Client, part: PersonPart, answer: str = "checked", reason: str = "") -> int:
    sent = {"answer": answer, "reason": reason, "seen": fresh(part).seen}
    return browser.post(url(part.review, "part_answer", part.pk), sent).status_code


def own_event(review: Review, user: User, what: str = "Ben sees the second prompt.") -> TimelineEvent:
    who, _new = Involvement.objects.get_or_create(incident=review.incident, user=user, defaults={"name": str(user)})
    return TimelineEvent.objects.create(
        incident=review.incident, at=timezone.now() - timedelta(days=3), what=what, perspective_of=who
    )


def text(browser: Client, review: Review, name: str) -> str:
    return browser.get(url(review, name)).content.decode()


@pytest.fixture
def story(ana: User, ben: User, cleo: User, as_user: AsUser) -> SimpleNamespace:
    """Ana leads; one passage is about Ben; Cleo takes part."""
    review = case.review(ana, ben, cleo)
    part = mark(review, ana, ben)
    return SimpleNamespace(
        review=review, part=part, ana=ana, ben=ben, cleo=cleo, as_ana=as_user(ana), as_ben=as_user(ben), as_cleo=as_user(cleo)
    )  # fmt: skip


# ---- one's own part


def test_ben_sees_the_passage_about_him_and_checks_it(story: SimpleNamespace) -> None:
    page = text(story.as_ben, story.review, "your_part")
    assert "Is this how it was for you?" in page
    assert f"<mark>{QUOTE}</mark>" in page
    assert "At 23:27 the engineer," in page, "the words around it"
    assert say(story.as_ben, story.part) == 302
    assert "You have answered everything" in text(story.as_ben, story.review, "your_part")
    assert "all checked" in text(story.as_ana, story.review, "sign_offs")


def test_others_parts_are_not_on_ones_own_page(story: SimpleNamespace) -> None:
    page = text(story.as_cleo, story.review, "your_part")
    assert QUOTE not in page
    assert "Nothing is marked as being about you" in page


def test_a_dispute_needs_a_reason_and_a_reason_is_not_lost(story: SimpleNamespace) -> None:
    address, seen = url(story.review, "part_answer", story.part.pk), story.part.seen
    answer = story.as_ben.post(address, {"answer": "disputed", "seen": seen, "reason": "  "})
    assert answer.status_code == 422
    assert "Say in a few words what was different" in answer.content.decode()
    answer = story.as_ben.post(address, {"answer": "checked", "seen": seen, "reason": "I was not sure at all"})
    assert answer.status_code == 422
    assert "I was not sure at all</textarea>" in answer.content.decode()
    assert not SignOff.objects.exists()


def test_a_dispute_is_seen_by_all_who_take_part_until_its_author_withdraws_it(
    story: SimpleNamespace, otto: User, as_user: AsUser
) -> None:
    say(story.as_ben, story.part, "disputed", "I was not sure at all")
    for browser, page in [(story.as_cleo, "document"), (story.as_ana, "document"), (story.as_ana, "sign_offs")]:
        assert "Disputed (1)" in text(browser, story.review, page)
        assert "I was not sure at all" in text(browser, story.review, page)
    case.latest(story.review).__class__.objects.update(ready_at=timezone.now())
    assert "I was not sure at all" not in text(as_user(otto), story.review, "document"), "a reader"
    for browser in [story.as_ana, story.as_cleo]:
        assert browser.post(url(story.review, "part_withdraw", story.part.pk)).status_code == 403
    assert story.as_ana.post(url(story.review, "part_unmark", story.part.pk)).status_code == 403
    assert "Disputed (1)" in text(story.as_cleo, story.review, "document")
    story.as_ben.post(url(story.review, "part_withdraw", story.part.pk))
    assert "Disputed" not in text(story.as_cleo, story.review, "document")
    assert story.as_ana.post(url(story.review, "part_unmark", story.part.pk)).status_code == 302
    assert not MarkedPassage.objects.exists()


def test_nobody_answers_for_somebody_else(story: SimpleNamespace) -> None:
    for browser in [story.as_ana, story.as_cleo]:
        assert say(browser, story.part) == 403
    assert not SignOff.objects.exists()


# ---- when the text changes


def test_a_checked_passage_that_is_edited_asks_again_with_old_and_new_words(story: SimpleNamespace) -> None:
    say(story.as_ben, story.part)
    case.rewrite(story.review, story.ana, "was on the secondary", "was on the spare host")
    page = text(story.as_ben, story.review, "your_part")
    assert "changed since you checked" in page
    assert "<del>secondary</del>" in page
    assert "<ins>spare host</ins>" in page
    assert "changed since they checked" in text(story.as_ana, story.review, "sign_offs")
    say(story.as_ben, story.part)
    assert "changed since" not in text(story.as_ben, story.review, "your_part")


def test_edits_elsewhere_and_marks_of_emphasis_do_not_ask_again(story: SimpleNamespace) -> None:
    say(story.as_ben, story.part)
    case.rewrite(story.review, story.ana, "# Narrative\n", "# Narrative\n\nA new paragraph of several words.\n")
    case.rewrite(story.review, story.ana, "the terminal was on", "the terminal\n**was** on")
    page = text(story.as_ben, story.review, "your_part")
    assert "changed since" not in page
    assert "You have answered everything" in page


def test_a_passage_whose_text_goes_is_listed_with_its_quote_and_its_answer_returns_with_it(
    story: SimpleNamespace,
) -> None:
    say(story.as_ben, story.part)
    sentence = "At 23:27 the engineer, sure that the terminal was on the secondary, removed the data directory."
    case.rewrite(story.review, story.ana, sentence, "Something else entirely is told here.")
    page = text(story.as_ben, story.review, "your_part")
    assert "Text removed (1)" in page
    assert QUOTE in page
    case.rewrite(story.review, story.ana, "Something else entirely is told here.", sentence)
    page = text(story.as_ben, story.review, "your_part")
    assert "Text removed" not in page
    assert "You have answered everything" in page


def test_the_facilitators_page_says_that_the_disputed_words_are_gone(story: SimpleNamespace) -> None:
    say(story.as_ben, story.part, "disputed", "It was the other prompt.")
    assert "text removed" not in disputed(story)
    sentence = "At 23:27 the engineer, sure that the terminal was on the secondary, removed the data directory."
    case.rewrite(story.review, story.ana, sentence, "Something else entirely is told here.")
    assert "text removed" in disputed(story)


def disputed(story: SimpleNamespace) -> str:
    return text(story.as_ana, story.review, "sign_offs").split('id="disputed"')[1].split("</section>")[0]


def test_a_check_of_words_that_changed_meanwhile_does_not_count(story: SimpleNamespace) -> None:
    seen = story.part.seen
    case.rewrite(story.review, story.ana, "was on the secondary", "was on the spare host")
    sent = {"answer": "disputed", "reason": "My careful words", "seen": seen}
    answer = story.as_ben.post(url(story.review, "part_answer", story.part.pk), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The text changed while you were reading" in page
    assert "My careful words</textarea>" in page
    assert not SignOff.objects.exists()


def test_an_event_asks_again_when_its_words_or_its_time_change_and_stays_disputed_when_it_goes(
    story: SimpleNamespace,
) -> None:
    event = own_event(story.review, story.ben)
    sign_offs.mark_events(review=story.review, by=story.ana, person=story.ben, events=[event])
    part = PersonPart.objects.get(event=event)
    say(story.as_ben, part)
    TimelineEvent.objects.filter(pk=event.pk).update(at=event.at + timedelta(hours=1))
    assert "The time was" in text(story.as_ben, story.review, "your_part")
    say(story.as_ben, part, "disputed", "It was earlier")
    event.delete()
    page = text(story.as_cleo, story.review, "document")
    assert "It was earlier" in page
    assert "Ben sees the second prompt." in page


# ---- willing to be called on


def test_ben_says_whether_he_speaks_and_facilitators_alone_see_it(
    story: SimpleNamespace, mira: User, person: Callable[..., User], as_user: AsUser
) -> None:
    event = own_event(story.review, story.ben)
    address = url(story.review, "willing", event.pk)
    for answer in ["yes", "rather_not", "ask"]:
        assert story.as_ben.post(address, {"answer": answer}).status_code == 302
    assert Willingness.objects.get().answer == "ask"
    assert "<b>ask me privately</b>" in text(story.as_ana, story.review, "sign_offs")
    for user in [mira, person("Ada", is_admin=True), story.cleo]:
        assert as_user(user).get(url(story.review, "sign_offs")).status_code == 403
    case.latest(story.review).__class__.objects.update(ready_at=timezone.now())
    Poll.objects.create(review=story.review)
    for name in ["review", "document", "your_part", "people", "document_markdown", "room"]:
        assert "privately" not in story.as_cleo.get(url(story.review, name)).content.decode(), name
    assert [one.detail for one in AuditEntry.objects.filter(did="willingness.said")] == [{}, {}, {}]


def test_one_speaks_for_ones_own_events_alone(story: SimpleNamespace) -> None:
    event = own_event(story.review, story.ben)
    assert story.as_cleo.post(url(story.review, "willing", event.pk), {"answer": "yes"}).status_code == 404
    assert story.as_ben.post(url(story.review, "willing", event.pk), {"answer": "loudly"}).status_code == 302
    assert not Willingness.objects.exists()


def test_htmx_gets_the_one_row(story: SimpleNamespace) -> None:
    event = own_event(story.review, story.ben)
    address = url(story.review, "willing", event.pk)
    row = story.as_ben.post(address, {"answer": "yes"}, headers={"HX-Request": "true"}).content.decode()
    assert row.strip().startswith("<li")
    assert 'value="yes" aria-pressed="true"' in row


# ---- the facilitators' page


def test_ana_marks_a_selection_and_goes_back_to_the_document(story: SimpleNamespace) -> None:
    revision = case.latest(story.review).latest
    start, end = find(shown(revision), "Telling two hosts apart") or (0, 0)
    sent = {"person": story.cleo.pk, "quote": "x", "revision": revision.number, "start": start, "end": end}
    answer = story.as_ana.post(url(story.review, "part_passage"), sent)
    assert answer["Location"] == url(story.review, "document")
    assert "Telling two hosts apart" in text(story.as_cleo, story.review, "your_part")
    assert "1 part of this is about you" in text(story.as_cleo, story.review, "document")


def test_without_scripts_ana_quotes_the_words_and_mistakes_keep_them(story: SimpleNamespace) -> None:
    sent = {"person": story.cleo.pk, "quote": "no such words", "revision": 2}
    answer = story.as_ana.post(url(story.review, "part_passage"), sent)
    assert answer.status_code == 422
    assert "These words are not in the text" in answer.content.decode()
    assert "no such words</textarea>" in answer.content.decode()
    answer = story.as_ana.post(url(story.review, "part_passage"), sent | {"quote": QUOTE})
    assert answer["Location"] == url(story.review, "sign_offs")
    assert MarkedPassage.objects.count() == 1, "the same words about two people are one passage"
    assert PersonPart.objects.count() == 2


def test_ana_chooses_events_once(story: SimpleNamespace) -> None:
    event = own_event(story.review, story.ben)
    sent = {"person": story.ben.pk, "events": [event.pk]}
    assert "Ask about the event told from where they were" in text(story.as_ana, story.review, "sign_offs")
    for _time in range(2):
        story.as_ana.post(url(story.review, "part_events"), sent)
    assert PersonPart.objects.filter(event=event).count() == 1
    none = story.as_ana.post(url(story.review, "part_events"), {"person": story.ben.pk})
    assert none.status_code == 422
    assert "Choose at least one event" in none.content.decode()


def test_opened_some_and_removed_people_and_closed_accounts_are_told_apart(story: SimpleNamespace) -> None:
    mark(story.review, story.ana, story.ben, "printed nothing")
    say(story.as_ben, story.part)
    places = Participation.objects.filter(review=story.review)
    places.filter(user=story.ben).update(read_at=timezone.now())
    page = text(story.as_ana, story.review, "sign_offs")
    assert "some checked" in page
    assert "1 of 2" in page
    assert "opened the document" in page
    assert "1 not finished" in page
    User.objects.filter(pk=story.ben.pk).update(is_active=False)
    page = text(story.as_ana, story.review, "sign_offs")
    assert "this account is closed" in page
    assert "0 people are asked" in page or "Mark what is about a person" in page
    User.objects.filter(pk=story.ben.pk).update(is_active=True)
    places.filter(user=story.ben).update(removed_at=timezone.now())
    assert "no longer in this review" in text(story.as_ana, story.review, "sign_offs")
    assert story.as_ben.get(url(story.review, "your_part")).status_code == 403
    refused = story.as_ana.post(
        url(story.review, "part_passage"), {"person": story.ben.pk, "quote": QUOTE, "revision": 2}
    )
    assert "Invite them first" in refused.content.decode()


def test_a_stranger_gets_404_and_a_member_without_the_right_403(
    story: SimpleNamespace, otto: User, as_user: AsUser
) -> None:
    gets, posts = ["your_part", "sign_offs"], ["part_passage", "part_events"]
    posts_one = ["part_answer", "part_withdraw", "part_unmark"]
    for expected in [403, 404]:
        browser = as_user(otto)
        found = [browser.get(url(story.review, name)) for name in gets]
        found += [browser.post(url(story.review, name)) for name in posts]
        found += [browser.post(url(story.review, name, story.part.pk)) for name in posts_one]
        assert {answer.status_code for answer in found} == {expected}
        Review.objects.filter(pk=story.review.pk).update(restricted=True)
    assert story.as_cleo.get(url(story.review, "sign_offs")).status_code == 403
    assert story.as_cleo.post(url(story.review, "part_passage")).status_code == 403


# ---- elsewhere


def test_the_home_page_says_check_your_part(story: SimpleNamespace) -> None:
    mark(story.review, story.ana, story.ben, "printed nothing")
    assert "Check your part (2 passages)" in story.as_ben.get("/").content.decode()
    assert "Your part" in text(story.as_ben, story.review, "review")
    assert "2 to check" in text(story.as_ben, story.review, "review")
    assert "1 person has not checked their part" in story.as_ana.get("/").content.decode()
    for part in PersonPart.objects.all():
        say(story.as_ben, part)
    assert "Check your part" not in story.as_ben.get("/").content.decode()
    assert "not checked" not in story.as_ana.get("/").content.decode()


def test_before_it_is_sent_the_facilitator_is_told_who_has_not_checked_and_may_send_all_the_same(
    story: SimpleNamespace,
) -> None:
    assert "1 person has not checked their part." in text(story.as_ana, story.review, "ready")
    assert story.as_ana.post(url(story.review, "ready")).status_code == 302
    assert case.latest(story.review).ready_at


@pytest.mark.parametrize("where", ["your_part", "sign_offs", "document", "/"])
def test_the_number_of_queries_does_not_grow(story: SimpleNamespace, where: str) -> None:
    browser = story.as_ana if where == "sign_offs" else story.as_ben

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(where if where == "/" else url(story.review, where)).status_code == 200
        return len(queries)

    def more(n: int) -> None:
        events = [own_event(story.review, story.ben, f"Moment {number}") for number in range(n)]
        sign_offs.mark_events(review=story.review, by=story.ana, person=story.ben, events=events)
        for part in PersonPart.objects.filter(event__in=events[::2]):
            SignOff.objects.create(part=part, answer="disputed", reason="Otherwise", text=part.words, at=part.at)

    more(2)
    count()
    few = count()
    more(200)
    assert count() == few


def test_to_do_rows_cost_the_same_for_many_reviews(story: SimpleNamespace) -> None:
    with CaptureQueriesContext(connection) as queries:
        todo.tasks(plan.my_reviews(story.ben))
    assert len(queries) == 3


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("He was sure it was the spare host, and went on.", "sure it was the spare host"),
        ("He was quite certain it was the secondary, and went on.", "quite certain it was the secondary"),
        ("He was sure it was the secondary, and slowly went on.", "sure it was the secondary"),
    ],
)
def test_words_that_replace_those_at_the_rim_belong_to_the_passage(new: str, expected: str) -> None:
    old = "He was sure it was the secondary, and went on."
    span = (old.index("sure"), old.index(","))
    [found] = map_spans(old, new, [span])
    assert found
    assert new[slice(*widen(old, span, new, found))] == expected
