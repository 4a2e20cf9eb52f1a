"""The page of a format change: before and after, from frozen points alone, and no word too many."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reviews.models import Series
from surveys.models import FormatChange, ScoreSpan, Statement
from surveys.queries import changes

WEEK = timedelta(days=7)
MONDAY = date(2026, 6, 1)


@pytest.fixture
def tuesday(db: None) -> Series:
    return Series.objects.create(name="Tuesday review")


def points(series: Series, means: dict[int, float], n: int = 9, slug: str = "safe") -> None:
    """Frozen points so many weeks from the Monday of the change."""
    Statement.objects.get_or_create(slug=slug, defaults={"text": f"I say {slug}."})
    for week, mean in means.items():
        monday = MONDAY + WEEK * week
        span = {"scope": f"s{series.pk}", "first_week": monday, "last_week": monday}
        row, _new = ScoreSpan.objects.get_or_create(**span, defaults={"answers_n": n, "told": {}})
        row.told |= {"score": [mean, n, False], slug: [mean, n, False]}
        row.save()


def change(series: Series, since: date = MONDAY, what: str = "Vote at the start") -> FormatChange:
    return FormatChange.objects.create(series=series, since=since, what=what, why="the loudest chose")


def page(client: Client, mira: User, found: FormatChange) -> str:
    client.force_login(mira)
    return client.get(reverse("surveys:change", args=[found.pk])).content.decode()


LOW = {-1: 3.0, -2: 3.1, -3: 2.9, -4: 3.0, -5: 3.1}
HIGH = {0: 4.0, 1: 4.1, 2: 3.9, 3: 4.0, 4: 4.1}


def test_a_clear_difference_is_told_with_both_numbers_and_its_interval(
    tuesday: Series, mira: User, client: Client
) -> None:
    points(tuesday, LOW | HIGH)
    told = page(client, mira, change(tuesday))
    assert "rated higher afterwards" in told
    assert "up from 3.02" in told
    assert "likely between" in told
    assert "because the loudest chose" in told
    assert told.count("45 answers") == 4


def test_too_few_answers_to_tell_says_so(tuesday: Series, mira: User, client: Client) -> None:
    points(tuesday, LOW | {0: 5.0, 1: 5.0})
    told = page(client, mira, change(tuesday))
    assert "Too few answers to tell" in told
    assert "too few answers to tell" in told
    assert "likely between" not in told


def test_a_difference_that_may_be_chance_is_called_so(tuesday: Series, mira: User, client: Client) -> None:
    points(tuesday, {-1: 3.0, -2: 4.0, -3: 3.5, -4: 3.9, 0: 3.2, 1: 4.1, 2: 3.6, 3: 3.9})
    assert "it may as well be chance" in page(client, mira, change(tuesday))


def test_a_point_with_the_day_of_the_change_in_it_is_of_neither_side(tuesday: Series) -> None:
    points(tuesday, LOW | HIGH)
    found = changes.page(change(tuesday, since=MONDAY + timedelta(days=2)))
    assert (found.score.before.points, found.score.after.points) == (5, 4)


def test_the_time_ends_at_another_change_of_the_series_and_not_at_one_of_another(tuesday: Series) -> None:
    points(tuesday, LOW | HIGH)
    mine = change(tuesday)
    change(Series.objects.create(name="Other"), since=MONDAY + WEEK * 2, what="Other")
    assert changes.page(mine).score.after.points == 5
    assert not changes.page(mine).shortened
    change(tuesday, since=MONDAY + WEEK * 3, what="Shorter")
    change(tuesday, since=MONDAY - WEEK * 2, what="Earlier")
    found = changes.page(mine)
    assert (found.score.before.points, found.score.after.points, found.shortened) == (2, 3, True)


def test_only_statements_of_both_times_are_compared(tuesday: Series) -> None:
    points(tuesday, LOW)
    points(tuesday, HIGH, slug="felt-safe")
    assert [line.text for line in changes.page(change(tuesday)).lines] == [""]


def test_a_change_of_today_has_a_page(tuesday: Series, mira: User, client: Client) -> None:
    told = page(client, mira, change(tuesday, since=timezone.localdate()))
    assert "0 before and 0 after" in told


def test_the_page_is_for_managers(tuesday: Series, ana: User, otto: User, client: Client) -> None:
    made: Callable[..., str] = reverse
    for user in (ana, otto):
        client.force_login(user)
        assert client.get(made("surveys:change", args=[change(tuesday).pk])).status_code == 403
