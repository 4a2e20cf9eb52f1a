"""Times on lines of their own in what was copied from a channel: whose they are, which half of the day, and what cannot be told."""

from datetime import datetime

import pytest

from incidents.evidence_formats import pasted_channel
from incidents.evidence_formats.found import Options
from tests.incidents.evidence_formats.cases import both

DAY = Options(begins=datetime(2026, 3, 2))
SLACK = "Ben Okafor\n  1:48 PM\npushing v212\n{}\nrollback done\n\nPriya N.\n  2:50 PM\ngreen again"
THREE = [("13:48", "Ben Okafor"), ("14:31", "Ben Okafor"), ("14:50", "Priya N.")]


def told(text: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    found, problems = both(pasted_channel.read, text.encode(), DAY)
    return [(f"{each.at:%H:%M}", each.author, each.text) for each in found if each.at], [each.why for each in problems]


@pytest.mark.parametrize(
    "time", ["2:31", "2:31 PM", "2:31\u202fPM", "[2:31 PM]", "Today at 2:31 PM", "14:31", "2:31:05 PM"]
)
def test_a_bare_time_is_the_same_persons_next_message(time: str) -> None:
    found, problems = told(SLACK.format(time))
    assert [(at, who) for at, who, _text in found] == THREE
    assert [text for _at, _who, text in found] == ["pushing v212", "rollback done", "green again"]
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        SLACK.replace("1:48 PM", "13:48").replace("2:50 PM", "14:50").format("14:31"),
        SLACK.replace("  1:48 PM", "1:48 PM").replace("  2:50 PM", "2:50 PM").format("2:31 PM"),
        "Ben Okafor  1:48 PM\npushing v212\n2:31\nrollback done\nPriya N.  2:50 PM\ngreen again",
        "Ben Okafor Today at 1:48 PM\npushing v212\nToday at 2:31 PM\nrollback done\nPriya N. — Today at 2:50 PM\ngreen again",
        "Ben Okafor [13:48]\npushing v212\n[14:31]\nrollback done\nPriya N. [14:50]\ngreen again",
    ],
)
def test_near_ways_of_copying_are_read_alike(text: str) -> None:
    found, problems = told(text)
    assert [(at, who) for at, who, _text in found] == THREE
    assert problems == []


def test_a_bare_time_goes_on_over_noon_and_midnight() -> None:
    text = "Ben\n  11:58 AM\na\n12:03\nb\n\nCleo\n  11:58 PM\nc\n12:03\nd"
    found, _ = both(pasted_channel.read, text.encode(), DAY)
    assert [f"{each.at:%d %H:%M}" for each in found] == ["02 11:58", "02 12:03", "02 23:58", "03 00:03"]


def test_today_follows_yesterday() -> None:
    text = "Ben  Yesterday at 1:48 PM\na\n\nBen  Today at 2:31 PM\nb"
    assert [each.at.day for each in both(pasted_channel.read, text.encode(), DAY)[0] if each.at] == [2, 3]


@pytest.mark.parametrize(
    ("text", "why", "kept"),
    [
        ("Ben\n  1:48 PM\na\n1:40\nearlier\n\nCleo\n  2:50 PM\nb", "before or after noon", ["a", "b"]),
        ("Ben\n13:48\na\nb\nDone\n14:01\nc", "a name or a message", ["a\nb\nDone"]),
        ("who knows\nhello\nBen\n13:48\na", "no time stands before it", ["a"]),
        ("Ben  1:48 PM\nCleo  1:50 PM\nb", "no words", ["b"]),
    ],
)
def test_what_cannot_be_told_is_listed_and_no_other_message_swallows_it(text: str, why: str, kept: list[str]) -> None:
    found, problems = told(text)
    assert [words for _at, _who, words in found] == kept
    assert any(why in each for each in problems)


def test_a_sentence_that_ends_with_a_time_is_no_name() -> None:
    assert told("Ben  1:48 PM\nwe restart at 14:05")[0] == [("13:48", "Ben", "we restart at 14:05")]
