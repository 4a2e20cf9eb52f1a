"""Hints about wording: shown to the one who writes, dismissed for that person alone, never where others read."""

from collections.abc import Callable
from html import escape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reviews import language_hints
from reviews.hint_marks import mark_hints
from reviews.hint_quotes import key, quote
from reviews.hint_words import HINT_WORDS
from reviews.language_hints.reasons import REASONS
from reviews.models import HintDismissal, Review
from reviews.queries import hints
from tests.reviews import document_case as case

AsUser = Callable[[User], Client]
TEXT = """# Narrative

The engineer should have checked the host. Later Ben should have called the *second* engineer.

It was **obviously** the wrong one. The log said:

> You should have stopped.
"""
HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    return case.review(ana, ben, text=TEXT)


def url(review: Review, name: str) -> str:
    return reverse(f"reviews:{name}", args=[review.uid])


def preview(browser: Client, review: Review, text: str = TEXT) -> str:
    return browser.post(url(review, "document_preview"), {"text": text}, headers=HTMX).content.decode()


def press(browser: Client, review: Review, text: str = TEXT, **button: str) -> str:
    answer = browser.post(url(review, "document_edit_hints"), {"text": text, "base": 2, **button}, headers=HTMX)
    return answer.content.decode()


def beside(browser: Client, review: Review, text: str, **more: str) -> str:
    answer = browser.post(url(review, "document_hints"), {"text": text, **more}, headers=HTMX)
    return answer.content.decode()


def first(text: str, words: str) -> str:
    """What the button "Dismiss this" sends for the first of these words."""
    hint = next(one for one in language_hints.find_hints(text) if one.start == text.index(words))
    return f"{hint.kind}:{key(text, hint.start, hint.end)}"


# ---- the preview


def test_the_preview_marks_the_words_and_lists_them_with_why_and_what_to_consider(
    review: Review, ana: User, as_user: AsUser
) -> None:
    page = preview(as_user(ana), review)
    assert "Wording to consider (3)" in page
    for kind in ("counterfactual", "hindsight"):
        reason = REASONS[kind]
        for words in (reason.name, reason.why, reason.instead):
            assert escape(words) in page
        assert page.count(escape(reason.why)) == 1
    assert 'href="#wording-1">should have' in page
    assert 'aria-describedby="why-hindsight consider-hindsight" href="#wording-3">obviously</a>' in page
    for part in ('id="wording-3"', 'href="#hint-3"', 'id="hint-3"', "Dismiss this", "Dismiss all of this kind"):
        assert part in page


def test_quoted_evidence_is_left_alone(review: Review, ana: User, as_user: AsUser) -> None:
    quoted = "> You should have stopped.\n\nThe log said “you should have stopped”, and `should have` stopped.\n"
    assert "Wording to consider" not in preview(as_user(ana), review, quoted)


def test_hints_are_found_in_text_as_a_browser_sends_it(review: Review, ana: User, as_user: AsUser) -> None:
    text = TEXT + "\nThe `one\n\nThat was obviously late` thing.\n"
    assert preview(as_user(ana), review, text.replace("\n", "\r\n")) == preview(as_user(ana), review, text)


def test_the_preview_asks_once_whatever_there_is_to_say(review: Review, ana: User, as_user: AsUser) -> None:
    browser = as_user(ana)
    counts = []
    for times in (1, 30):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            preview(browser, review, TEXT * times)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_changed_text_is_looked_at_where_it_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    rules = [
        type("Rule", (), {"kind": rule.kind, "places": lambda self, sentence: looked.append(1) or []})
        for rule in (language_hints.hints.RULES[:1])
    ]
    monkeypatch.setattr(language_hints.hints, "RULES", tuple(rule() for rule in rules))
    text = "".join(f"Sentence number {number} about alpacas stands here.\n\n" for number in range(200))
    language_hints.find_hints(text)
    assert len(looked) == 200
    language_hints.find_hints(text.replace("number 77 ", "number seventy-seven "))
    assert len(looked) == 201


# ---- dismissing


def test_one_is_dismissed_and_the_same_words_elsewhere_stay(review: Review, ana: User, as_user: AsUser) -> None:
    browser = as_user(ana)
    page = press(browser, review, dismiss=first(TEXT, "should have"))
    assert "Wording to consider (2)" in page
    assert "1 dismissed" in page
    assert "Later Ben <b>should have called</b>" in page
    assert "Wording to consider (2)" in preview(browser, review, TEXT.replace("checked the", "checked that"))


def test_a_kind_is_dismissed_and_shown_again(review: Review, ana: User, as_user: AsUser) -> None:
    browser = as_user(ana)
    page = press(browser, review, dismiss="counterfactual:")
    assert "Wording to consider (1)" in page
    assert "2 dismissed" in page
    assert REASONS["counterfactual"].name not in page
    assert press(browser, review, dismiss="counterfactual:") == page
    page = press(browser, review, again="1")
    assert "Wording to consider (3)" in page
    assert "dismissed" not in page
    assert not HintDismissal.objects.exists()


def test_another_place_with_the_very_same_words_stays(review: Review, ana: User, as_user: AsUser) -> None:
    text = "The engineer on call should have called. An hour later Ben should have called.\n"
    page = press(as_user(ana), review, text, dismiss=first(text, "should have"))
    assert "Wording to consider (1)" in page
    assert "An hour later Ben <b>should have called</b>" in page


def test_what_one_dismisses_others_still_see(review: Review, ana: User, ben: User, as_user: AsUser) -> None:
    browser = as_user(ana)
    press(browser, review, dismiss="counterfactual:")
    other = case.review(ana, text=TEXT)
    assert "Wording to consider (3)" in preview(browser, other)
    review.participations.filter(user=ben).update(role="facilitator")
    assert "Wording to consider (3)" in preview(as_user(ben), review)


def test_the_focus_goes_on_at_the_list(review: Review, ana: User, as_user: AsUser) -> None:
    browser = as_user(ana)
    assert 'name="again" value="1" autofocus>' in press(browser, review, dismiss="hindsight:")
    assert 'id="wording" tabindex="-1" autofocus>' in press(browser, review, again="1")
    assert "autofocus" not in preview(browser, review)


@pytest.mark.parametrize("sent", ["nonsense:", "hindsight", "hindsight:" + "x" * 400, "hindsight:\x00"])
def test_what_no_button_sends_changes_nothing(sent: str, review: Review, ana: User, as_user: AsUser) -> None:
    assert "Wording to consider (3)" in press(as_user(ana), review, dismiss=sent)
    assert not HintDismissal.objects.exists()


def test_without_scripts_the_editor_lists_them_and_keeps_what_was_typed(
    review: Review, ana: User, as_user: AsUser
) -> None:
    browser = as_user(ana)
    typed = TEXT + "\nTyped meanwhile.\n"
    page = browser.post(url(review, "document_edit"), {"text": typed, "base": 2, "preview": "1"}).content.decode()
    assert "Wording to consider (3)" in page
    assert f'formaction="{url(review, "document_edit_hints")}#wording"' in page
    sent = {"text": typed, "base": 2, "dismiss": "counterfactual:"}
    page = browser.post(url(review, "document_edit_hints"), sent).content.decode()
    assert "Wording to consider (1)" in page
    assert "Typed meanwhile.\n</textarea>" in page
    assert case.latest(review).latest_number == 2


# ---- before a comment is sent


def test_a_comment_gets_up_to_three_hints_before_it_is_sent(review: Review, ben: User, as_user: AsUser) -> None:
    text = "She should have looked. It was obviously wrong. He was careless. They failed to ask anybody."
    page = beside(as_user(ben), review, text)
    assert page.count("<q>") == hints.MOST_BESIDE
    assert escape(REASONS["counterfactual"].why) in page
    assert escape(REASONS["hindsight"].instead) in page


def test_a_suggestion_gets_them_for_its_wording(review: Review, ben: User, as_user: AsUser) -> None:
    sent = {"replacement": "She should have looked.", "field": "replacement"}
    assert "Dismiss this" in beside(as_user(ben), review, "Reads better.", **sent)
    assert "Dismiss this" not in beside(as_user(ben), review, "Reads better.", **sent | {"field": "text"})


def test_what_stands_there_is_not_read_out_twice(review: Review, ben: User, as_user: AsUser) -> None:
    browser = as_user(ben)
    page = beside(browser, review, "She should have looked.")
    shown = page.split('name="shown_text" value="')[1].split('"')[0]
    sent = {"text": "She should have looked. Then lunch.", "shown_text": shown}
    assert browser.post(url(review, "document_hints"), sent).status_code == 204
    assert browser.post(url(review, "document_hints"), sent | {"text": "Lunch."}).status_code == 200
    assert browser.post(url(review, "document_hints"), {"text": "Lunch."}).status_code == 204


def test_a_participant_dismisses_them_too(review: Review, ben: User, as_user: AsUser) -> None:
    browser = as_user(ben)
    page = beside(browser, review, "She should have looked.", dismiss="counterfactual:")
    assert "Dismiss this" not in page
    assert "1 dismissed" in page
    assert "Dismiss this" in beside(browser, review, "She should have looked.", again="1")


def test_every_field_for_a_comment_has_its_place_for_hints(review: Review, ben: User, as_user: AsUser) -> None:
    case.thread(review, ben, "checked the host")
    page = as_user(ben).get(url(review, "document")).content.decode()
    assert page.count(f'hx-post="{url(review, "document_hints")}"') == 3  # a new one, a reply, one's own changed
    page = as_user(ben).get(url(review, "suggest") + "?quote=checked+the+host").content.decode()
    assert page.count(f'hx-post="{url(review, "document_hints")}"') == 2


def test_sending_is_never_blocked(review: Review, ben: User, as_user: AsUser) -> None:
    thread = case.thread(review, ben, "checked the host")
    sent = {"text": "She should have looked.", "shown_text": "abc"}
    answer = as_user(ben).post(reverse("reviews:comment_reply", args=[review.uid, thread.pk]), sent)
    assert answer.status_code == 302
    assert thread.comments.last().text == "She should have looked."


# ---- where others read


def test_nobody_reads_a_hint_in_the_document(review: Review, ana: User, otto: User, as_user: AsUser) -> None:
    document = case.latest(review)
    document.ready_at = timezone.now()
    document.save()
    for person in (ana, otto):
        for name in ("document", "document_markdown"):
            page = as_user(person).get(url(review, name)).content.decode()
            assert 'class="hint"' not in page
            assert "Wording to consider" not in page
    assert 'class="hint"' not in document.latest.html


# ---- words and places


@pytest.mark.parametrize("kind", REASONS)
def test_every_sentence_is_marked_for_translation(kind: str) -> None:
    reason, marked = REASONS[kind], HINT_WORDS[kind]
    assert (str(marked.name), str(marked.why), str(marked.instead)) == (reason.name, reason.why, reason.instead)


def test_a_dismissal_holds_through_markup_capitals_and_marks() -> None:
    one, two = "Now Ben’s team **should have** called.", "now, *Ben's* Team should\nhave asked"
    spans = [(text.index("should"), text.index("have") + 4) for text in (one, two)]
    assert key(one, *spans[0]) == key(two, *spans[1]) == "now ben's team should have"


def test_a_quote_stays_in_its_line_and_ends_at_words() -> None:
    text = "A heading\nWhat " + "long " * 20 + "should have " + "been " * 20
    start = text.index("should")
    found = quote(text, start, start + 11)
    assert found.before.startswith("… long ")
    assert found.after.endswith(" been …")
    assert quote("One\nshould have\nTwo", 4, 15) == quote("should have", 0, 11)


def test_a_hint_inside_a_link_can_be_reached_without_a_link_in_a_link() -> None:
    html = '<p><a href="/x">should have</a> and <em>root</em> one</p>'
    marked = mark_hints(html, [(0, 11, 1), (16, 24, 2)], {1: "counterfactual", 2: "single_cause"})
    assert '<a href="/x"><mark class="hint" id="hint-1"' in marked
    assert marked.count('id="hint-2"') == 1
    assert '<mark class="hint" data-hint="single_cause"> one</mark>' in marked
