"""What is said in chat: nothing in a title calls people, hides a link or breaks a line (attack 28); and how a program checks who wrote."""

import hmac
import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox import signing
from outbox.chat import SIGNED, Door, ToChat, pack
from outbox.chat_words import Line, Note, for_mattermost, for_program, for_slack, mattermost, plain, slack

NASTY = [
    "<!channel>",
    "<!here|x>",
    "<@U012AB3CD>",
    "<#C024BE7LR>",
    "<http://x|bank>",
    "<!subteam^S1>",
    "&lt;!channel&gt;",
]
LINK = "https://debrief.example.org/reviews/1/?a=1&b=2"


def note(words: str) -> Note:
    return Note(
        event="room.open", headline=words, lines=[Line(words, LINK, f"Open {words}")], data={"review": {"title": words}}
    )


@pytest.mark.parametrize("title", NASTY)
def test_slack_is_shown_the_title_as_it_was_written(title: str) -> None:
    assert slack(title) == title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@given(st.text())
def test_no_title_opens_anything_in_slack(title: str) -> None:
    """The only pointed brackets are those of our own link, and its address comes first."""
    text = for_slack(note(title))["text"]
    assert text.count("<") == text.count(">") == 1
    assert "<https://debrief.example.org/reviews/1/?a=1&amp;b=2|" in text
    assert text.count("\n") == 1


def test_slack_reads_no_names_and_no_links_of_its_own_accord() -> None:
    said = for_slack(note("@channel #general"))
    assert (said["parse"], said["link_names"], said["unfurl_links"]) == ("none", False, False)


def test_slack_shows_a_time_in_the_readers_zone_and_others_the_meetings() -> None:
    at = datetime(2026, 3, 3, 14, tzinfo=UTC)
    said = Note(event="x", headline="x", lines=[Line("Meeting:", moment=at, moment_words="Tue 3 Mar 2026, 15:00 CET")])
    assert "Meeting: <!date^1772546400^{date_long}, {time}|Tue 3 Mar 2026, 15:00 CET>" in for_slack(said)["text"]
    assert "Tue 3 Mar 2026, 15:00 CET" in for_mattermost(said)["text"]


@pytest.mark.parametrize(
    "title", [*NASTY, "@channel", "@all now", "[bank](http://x)", "![](http://x/p.png)", "a | b", "# Big"]
)
def test_mattermost_calls_nobody_and_makes_no_link(title: str) -> None:
    text = mattermost(title)
    assert "<" not in text
    assert "@c" not in text
    assert "@a" not in text
    for mark in "[]()!#|":
        assert text.count(mark) == text.count(f"\\{mark}"), mark


def test_what_is_not_seen_is_not_passed_on() -> None:
    assert plain("a\r\nb\u202ec\u200bd\x00e") == "a b c d e"
    assert len(plain("x" * 5000)) == 300


def test_a_program_gets_json_with_the_words_as_they_were_written() -> None:
    said = for_program(note("<!channel> & co"), "id-1", datetime(2026, 3, 3, tzinfo=UTC))
    assert said["event"] == "room.open"
    assert said["review"] == {"title": "<!channel> & co"}
    assert said["text"].startswith("<!channel> & co\n")


def test_a_program_can_check_who_wrote_and_when() -> None:
    """As any library of Standard Webhooks does it: HMAC-SHA256 over id, time and the very bytes of the body."""
    secret = signing.new_secret()
    parcel = pack("<one@debrief>", ToChat(Door(SIGNED, "https://x.example/", secret), note("Outage")))
    told = parcel.headers
    signed = f"{told['Webhook-Id']}.{told['Webhook-Timestamp']}.".encode() + parcel.body
    expected = b64encode(hmac.new(b64decode(secret[6:]), signed, "sha256").digest()).decode()
    assert told["Webhook-Signature"] == f"v1,{expected}"
    assert told["Webhook-Id"] == "one@debrief" == json.loads(parcel.body)["id"]


def test_the_signature_is_that_of_the_standards_own_example() -> None:
    """From the specification of Standard Webhooks."""
    assert (
        signing.signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            b'{"test": 2432232314}',
        )
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


def test_neither_the_address_nor_the_secret_shows_in_a_log() -> None:
    door = Door(SIGNED, "https://x.example/s3cr3t", "whsec_czNjcjN0")
    shown = repr(pack("<one@debrief>", ToChat(door, note("Outage"))))
    assert "s3cr3t" not in shown
    assert "czNjcjN0" not in shown
