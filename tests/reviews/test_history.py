"""The history: saves of one sitting are one line, any two revisions can be compared, an earlier one comes back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reviews.models import Review, Status, Thread
from reviews.queries.history import shared_number
from reviews.sittings import Save, sittings
from tests.reviews import document_case as case

AsUser = Callable[[User], Client]
START = datetime(2026, 11, 25, 14, 2, tzinfo=UTC)


def url(review: Review, name: str, *more: object) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def changes(review: Review, since: int, to: int) -> str:
    return f"{url(review, 'changes')}?from={since}&to={to}"


def save(number: int, minutes: float, by: str = "ana", base: int | None = None, merged: bool = False) -> Save:
    return Save(number, number - 1 if base is None else base, by, START + timedelta(minutes=minutes), merged)


def numbers(*saves: Save) -> list[list[int]]:
    return [[one.number for one in sitting.saves] for sitting in sittings(saves)]


# ---- sittings


def test_saves_less_than_ten_minutes_apart_are_one_line_and_the_newest_line_is_first() -> None:
    assert numbers(save(2, 0), save(3, 9), save(4, 18), save(5, 28), save(6, 29)) == [[5, 6], [2, 3, 4]]


def test_anybody_elses_save_between_begins_a_new_line() -> None:
    assert numbers(save(2, 0), save(3, 1, "ben"), save(4, 2)) == [[4], [3], [2]]


def test_the_template_and_a_restored_text_have_lines_of_their_own() -> None:
    assert numbers(save(1, 0, base=0), save(2, 1), save(3, 2, base=1), save(4, 3)) == [[4], [3], [2], [1]]


def test_a_merged_save_belongs_to_its_sitting() -> None:
    assert numbers(save(2, 0), save(3, 1), save(4, 2, base=2, merged=True)) == [[2, 3, 4]]


def test_saves_of_people_who_left_are_not_taken_for_one_person() -> None:
    gone = [Save(number, number - 1, None, START) for number in (2, 3)]
    assert numbers(*gone) == [[3], [2]]


def test_the_history_folds_a_sitting_and_opens_every_save_of_it(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    for old, new in [("a long time", "ten minutes"), ("ten minutes", "eleven minutes")]:
        case.rewrite(review, ana, old, new)
    for number in (2, 3, 4):
        at = START + timedelta(minutes=number)
        case.latest(review).revisions.filter(number=number).update(made_at=at)
    page = as_user(ben).get(url(review, "document_history")).content.decode()
    assert "3 saves between 15:04 and 15:06" in page
    for number in (2, 3, 4):
        assert url(review, "document_revision", number) in page
    assert changes(review, 1, 4).replace("&", "&amp;") in page


# ---- any two


def test_any_two_revisions_are_compared_as_they_are_read(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    case.rewrite(review, ana, "printed *nothing* for a long time", "printed **two lines** in eleven minutes")
    case.rewrite(review, ana, "eleven minutes", "ten minutes")
    page = as_user(ben).get(changes(review, 2, 4)).content.decode()
    assert "<strong>two lines</strong>" in page
    assert "eleven" not in page
    assert "**two" not in page
    assert "From revision 2 (" in as_user(ben).get(changes(review, 4, 2)).content.decode()
    raw = as_user(ben).get(f"{changes(review, 2, 4)}&as=source").content.decode()
    assert "Compare as it is read" in raw
    assert "<strong>" not in raw


def test_without_a_choice_it_is_the_newest_change(ana: User, as_user: AsUser) -> None:
    review = case.review(ana)
    case.rewrite(review, ana, "a long time", "eleven minutes")
    page = as_user(ana).get(url(review, "changes")).content.decode()
    assert "From revision 2" in page
    assert "eleven minutes</ins>" in page


def test_a_revision_that_never_was_is_not_found(ana: User, as_user: AsUser) -> None:
    review = case.review(ana)
    for wanted in ["from=1&to=99", "from=99&to=2", "from=0&to=1"]:
        assert as_user(ana).get(f"{url(review, 'changes')}?{wanted}").status_code == 404


def test_a_difference_that_is_only_in_the_markdown_is_said_to_be_one(ana: User, as_user: AsUser) -> None:
    review = case.review(ana, text="*same* words")
    case.rewrite(review, ana, "*same*", "_same_")
    page = as_user(ana).get(changes(review, 2, 3)).content.decode()
    assert "These two read the same" in page


def test_too_large_pages_are_compared_by_their_source(
    ana: User, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviews.rendered_diff.MAX_CHARACTERS", 10)
    review = case.review(ana)
    case.rewrite(review, ana, "copy tool had printed *nothing*", "tool had printed *no line*")
    page = as_user(ana).get(changes(review, 2, 3)).content.decode()
    assert "too long to be laid side by side" in page
    assert "<del>nothing</del>" in page


def test_readers_compare_what_was_shared_and_nothing_from_before(ana: User, otto: User, as_user: AsUser) -> None:
    review = case.review(ana)
    assert as_user(otto).get(url(review, "changes")).status_code == 403
    document = case.latest(review)
    document.ready_at = timezone.now()
    document.save()
    case.rewrite(review, ana, "a long time", "eleven minutes")
    browser = as_user(otto)
    assert browser.get(changes(review, 2, 3)).status_code == 200
    assert browser.get(changes(review, 1, 3)).status_code == 404
    assert browser.get(url(review, "document_history")).status_code == 403


def test_what_was_shared_is_the_newest_revision_when_it_was_marked_ready(ana: User) -> None:
    review = case.review(ana)
    assert shared_number(case.latest(review)) == 0
    document = case.latest(review)
    document.ready_at = timezone.now()
    document.save()
    assert shared_number(case.rewrite(review, ana, "a long time", "eleven minutes")) == 2


# ---- back again


def test_a_restored_text_brings_its_comments_back_and_loses_nothing(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ben, "printed nothing for a long time")
    case.rewrite(review, ana, "The copy tool had printed *nothing* for a long time.\n\n", "")
    assert Thread.objects.get(pk=thread.pk).status == Status.ORPHANED
    as_user(ana).post(url(review, "document_restore", 2))
    document = case.latest(review)
    assert document.latest.text == case.TEXT
    assert document.revisions.count() == 4
    assert Thread.objects.get(pk=thread.pk).status == Status.KEPT
    page = as_user(ana).get(url(review, "document_history")).content.decode()
    assert "the text of revision 2 again" in page


def test_who_restores_is_told_first_what_happens(ana: User, as_user: AsUser) -> None:
    review = case.review(ana)
    page = as_user(ana).get(url(review, "document_revision", 1)).content.decode()
    assert 'data-ask="The text of revision 1 becomes the newest' in page
