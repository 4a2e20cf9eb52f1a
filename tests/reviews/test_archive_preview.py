"""Before an archive is read in one sees what is in it; nothing is half in, and nothing else is brought in than what was seen."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from incidents.models import Incident, Theme
from reviews import archive_files, archive_tasks
from reviews.actions import records
from reviews.models import ArchivePreview, Review, Series
from tests.reviews import archive_case
from tests.reviews.archive_case import add, away, changed, preview

SignIn = Callable[[User], Client]


@pytest.fixture
def content(ana: User, ben: User, cleo: User, quick: None) -> bytes:
    """The archive of a review that is no longer here."""
    made = archive_files.written(archive_case.review(ana, ben, cleo))
    away()
    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    archive_case.without_pages(monkeypatch)


def nothing_in() -> bool:
    return not any(model.objects.exists() for model in (Review, Incident, Series, Theme))


def test_the_preview_shows_title_people_and_how_much_and_adds_nothing(
    content: bytes, otto: User, as_user: SignIn
) -> None:
    shown = preview(as_user(otto), content).content.decode()
    for words in ("nothing is added yet", "Database outage", "=Tuesday", "2 comments", "3 questions", "3 follow-ups"):
        assert words in shown, words
    assert "1 edition of the report" in shown
    assert "somebody here has this name" in shown, "Ben, Cleo and Ana have accounts, and stay names"
    assert "Vera (guest)" in shown
    assert nothing_in()


def test_what_was_seen_is_brought_in_and_no_second_time(content: bytes, otto: User, as_user: SignIn) -> None:
    browser = as_user(otto)
    shown = preview(browser, content)
    assert "It is here now" in add(browser, shown).content.decode()
    assert not bytes(ArchivePreview.objects.get().packed), "the file is not kept"
    again = add(browser, shown)
    assert again.redirect_chain == [(reverse("reviews:review", args=[Review.objects.get().uid]), 302)]


def test_a_second_click_is_told_that_it_is_being_brought_in(
    content: bytes, otto: User, as_user: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, clicks = as_user(otto), []
    shown = preview(browser, content)
    written = records.write

    def in_the_middle(**given: Any) -> Any:
        clicks.append(add(as_user(otto), shown))
        return written(**given)

    monkeypatch.setattr(records, "write", in_the_middle)
    add(browser, shown)
    [second] = clicks
    assert (second.status_code, second.redirect_chain) == (200, [])
    assert "It is being brought in" in second.content.decode()
    ArchivePreview.objects.update(review=None, confirmed_at=timezone.now() - timedelta(hours=1))
    assert "no longer here" in add(browser, shown).content.decode(), "whoever brought it in did not come back"


def test_a_file_chosen_in_a_second_window_is_not_the_one_that_is_confirmed_in_the_first(
    content: bytes, otto: User, as_user: SignIn
) -> None:
    browser = as_user(otto)
    first = preview(browser, content)
    preview(browser, changed(content, lambda data: data["incident"].update(title="Another outage")))
    refused = add(browser, first)
    assert "This preview is no longer here" in refused.content.decode()
    assert nothing_in()


def test_nobody_confirms_what_somebody_else_was_shown(content: bytes, otto: User, mira: User, as_user: SignIn) -> None:
    shown = preview(as_user(otto), content)
    assert add(as_user(mira), shown).status_code == 422
    assert nothing_in()


def test_what_would_be_left_out_is_said_before(content: bytes, otto: User, mira: User, as_user: SignIn) -> None:
    def change(data: dict[str, Any]) -> None:
        data["timeline"][0]["perspective_of"] = 9_999
        data["follow_ups"][0]["tracked_at"] = "javascript:alert(1)"

    def broken(comments: dict[str, Any]) -> None:
        comments["first"]["items"][0]["body"] = ""

    bad = changed(changed(content, change), broken, "comments.jsonld")
    shown = preview(as_user(otto), bad).content.decode()
    assert "1 link that no page may show" in shown
    assert "1 reference within the file that leads nowhere" in shown
    assert "Comment 1: it says nothing" in shown


def test_of_a_series_that_is_not_known_to_somebody_nothing_is_said(
    content: bytes, ana: User, otto: User, as_user: SignIn
) -> None:
    """One that others look after is named where it is open; one of restricted reviews alone is passed over in silence."""
    series = Series.objects.create(name="=Tuesday")
    other = archive_case.document_case.review(ana)
    Review.objects.filter(pk=other.pk).update(series=series)
    assert "looked after by others" in preview(as_user(otto), content).content.decode()
    Review.objects.update(restricted=True)
    assert "=Tuesday" not in preview(as_user(otto), content).content.decode()


@pytest.mark.parametrize("breaks", ["reviews.actions.comments_in.bring_in", "reviews.actions.records.write"])
def test_what_breaks_in_the_middle_leaves_nothing_behind(
    content: bytes, otto: User, as_user: SignIn, monkeypatch: pytest.MonkeyPatch, breaks: str
) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("the machine stops")

    browser = as_user(otto)
    browser.raise_request_exception = False
    shown = preview(browser, content)
    monkeypatch.setattr(breaks, fails)
    assert add(browser, shown).status_code == 500
    assert nothing_in()
    assert "no longer here" in add(browser, shown).content.decode()


def test_a_preview_that_nobody_confirms_is_forgotten_after_a_day(content: bytes, otto: User, as_user: SignIn) -> None:
    preview(as_user(otto), content)
    archive_tasks.forget_previews()
    assert ArchivePreview.objects.exists()
    ArchivePreview.objects.update(made_at=timezone.now() - timedelta(days=2))
    archive_tasks.forget_previews()
    assert not ArchivePreview.objects.exists()


def test_only_the_data_and_the_comments_of_a_file_are_kept(content: bytes, otto: User, as_user: SignIn) -> None:
    preview(as_user(otto), content)
    kept = archive_case.opened(bytes(ArchivePreview.objects.get().packed))
    assert sorted(kept.namelist()) == ["comments.jsonld", "data.json"]
    assert json.loads(kept.read("data.json"))["incident"]["title"] == "Database outage"
