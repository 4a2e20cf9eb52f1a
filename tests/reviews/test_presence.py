"""Who has the document open now, by name, for those who may read it and nobody else."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from live import regions
from reviews import document_region
from reviews.actions import looks, presence
from reviews.models import Review
from reviews.queries import presence as queries
from tests.reviews import document_case as case

AsUser = Callable[[User], Client]


def open_page(browser: Client, review: Review, doing: str = "reading") -> int:
    """As the page and its script do: load it, then say that it is open."""
    browser.get(reverse("reviews:document", args=[review.uid]))
    return browser.post(reverse("reviews:document_here", args=[review.uid]), {"doing": doing}).status_code


def shown(review: Review) -> str:
    return document_region.render_people(str(review.uid))


def test_people_are_shown_by_name_writers_first(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    assert open_page(as_user(ben), review) == 204
    assert open_page(as_user(ana), review, "writing") == 204
    html = shown(review)
    assert html.index("Ana is writing") < html.index("Ben is reading")


def test_who_may_not_write_is_never_shown_as_writing(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    open_page(as_user(ben), review, "writing")
    assert "Ben is reading" in shown(review)


def test_who_leaves_is_gone_and_who_only_loaded_the_page_was_never_there(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    as_user(ana).get(reverse("reviews:document", args=[review.uid]))
    assert "Ana" not in shown(review)
    open_page(as_user(ben), review)
    open_page(as_user(ben), review, "left")
    assert "Ben" not in shown(review)


def test_it_asks_the_database_as_often_for_2_people_as_for_9(ana: User, person: Callable[..., User]) -> None:
    people = [person(f"P{number}") for number in range(8)]
    review = case.review(ana, *people)

    def asked(present: list[User]) -> int:
        for one in present:
            looks.looked(document=case.latest(review), by=one)
            presence.present(document=case.latest(review), by=one, doing="reading")
        document = case.latest(review)
        with CaptureQueriesContext(connection) as queried:
            assert len(queries.here(document)) == len(present)
        return len(queried)

    assert asked([ana, people[0]]) == asked([ana, *people])


def test_who_is_not_heard_of_is_forgotten_by_the_cache(
    ana: User, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    review = case.review(ana)
    monkeypatch.setattr(presence.cache, "set", lambda name, value, timeout: kept.append(timeout))
    open_page(as_user(ana), review)
    assert presence.FORGET_AFTER in kept
    assert presence.EVERY * 2 < presence.FORGET_AFTER <= 60


def test_pages_are_told_when_somebody_comes_and_not_at_every_beat(
    ana: User, ben: User, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = case.review(ana, ben)
    told: list[str] = []
    monkeypatch.setattr("live.publish", lambda topic, name: told.append(name))
    for _ in range(3):
        open_page(as_user(ana), review)
    assert told == ["people"]
    open_page(as_user(ben), review)
    assert told == ["people", "people"]
    cache.delete(queries.key(case.latest(review), ben.pk))  # his browser died, and the cache forgot him
    open_page(as_user(ana), review)
    assert told == ["people"] * 3


def test_strangers_neither_say_nor_hear_anything_of_a_restricted_review(ana: User, otto: User, as_user: AsUser) -> None:
    review = case.review(ana, restricted=True)
    open_page(as_user(ana), review)
    answer = as_user(otto).post(reverse("reviews:document_here", args=[review.uid]), {"doing": "reading"})
    assert answer.status_code == 404
    assert regions.heard_by(otto, f"document:{review.uid}") == frozenset()
    assert regions.heard_by(ana, f"document:{review.uid}") == {"revision", "people"}


def test_readers_of_an_open_review_hear_who_is_here_and_no_comments(ana: User, otto: User, as_user: AsUser) -> None:
    review = case.review(ana)
    topic = f"document:{review.uid}"
    assert regions.heard_by(otto, topic) == frozenset()
    document = case.latest(review)
    document.ready_at = timezone.now()
    document.save()
    assert regions.heard_by(otto, topic) == {"people"}


def test_who_was_removed_is_no_longer_named(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben, restricted=True)
    open_page(as_user(ben), review)
    assert "Ben" in shown(review)
    review.participations.filter(user=ben).update(removed_at=timezone.now())
    assert "Ben" not in shown(review)


def test_without_scripts_nobody_is_shown(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    open_page(as_user(ben), review)
    page = as_user(ana).get(reverse("reviews:document", args=[review.uid])).content.decode()
    assert "Ben is reading" not in page
    assert 'data-region="people"' in page
