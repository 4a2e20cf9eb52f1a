"""How times and names are written on pages."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.utils import timezone

from accounts.templatetags import face

MEETING = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)


def rendered(source: str, **context: object) -> str:
    return str(engines["django"].from_string(source).render(context)).strip()


def test_a_time_is_shown_in_the_readers_zone_with_the_meetings_beside_it() -> None:
    with timezone.override(ZoneInfo("America/New_York")):
        text = rendered('{% include "components/time.html" %}', value=MEETING, zone="Europe/Berlin")
    assert "Tue 3 Mar 2026, 09:00 EST" in text
    assert "(15:00 CET there)" in text


def test_programs_read_a_time_in_the_readers_zone_too() -> None:
    with timezone.override(ZoneInfo("America/New_York")):
        assert rendered("{{ at|instant }}, {{ none|instant }}", at=MEETING, none=None) == "2026-03-03T09:00:00-05:00,"
        assert rendered("{{ at|instant }}", at=MEETING) == rendered("{{ at|date:'c' }}", at=MEETING)


def test_nothing_stands_beside_it_when_the_clocks_agree() -> None:
    with timezone.override(ZoneInfo("Europe/Paris")):
        text = rendered('{% include "components/time.html" %}', value=MEETING, zone="Europe/Berlin")
    assert "there" not in text


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(0), "now"),
        (timedelta(minutes=10), "in 10 minutes"),
        (timedelta(hours=26), "in 26 hours"),
        (timedelta(days=3), "in 3 days"),
        (-timedelta(hours=3), "3 hours ago"),
    ],
)
def test_how_far_away_a_time_is(away: timedelta, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face.timezone, "now", lambda: MEETING)
    assert face.until(MEETING + away) == words


def test_a_day_names_its_year_only_when_it_is_another() -> None:
    this_year = timezone.localdate().year
    assert face.day(date(this_year, 3, 3)).endswith("3 Mar")
    assert face.day(date(2017, 1, 31)) == "Tue 31 Jan 2017"


def test_initials() -> None:
    assert [face.initials(name) for name in ("Ana", "Ana de Sá", "")] == ["A", "AS", ""]


def test_a_refused_button_stands_beside_its_reason() -> None:
    source = '{% include "components/verdict_button.html" with label="Send it" %}'
    from_no = rendered(source, verdict=face_no("Only Ana may send it."))
    assert "disabled" in from_no
    assert '<span class="reason">Only Ana may send it.</span>' in from_no
    assert "disabled" not in rendered(source, verdict=True)


def face_no(reason: str) -> object:
    class No:
        def __bool__(self) -> bool:
            return False

    verdict = No()
    verdict.reason = reason  # type: ignore[attr-defined]
    return verdict
