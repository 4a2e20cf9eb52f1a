"""Pasted channels, transcripts of calls, alerts and tables: what each gives, and what it cannot read."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from incidents.evidence_formats import any_csv, formats, jira_csv, note, pagerduty, pasted_channel, webvtt
from incidents.evidence_formats.found import Options, Refused
from tests.incidents.evidence_formats.cases import both

BERLIN = Options(zone=ZoneInfo("Europe/Berlin"), begins=datetime(2026, 3, 2, 22, 0))
AT = datetime(2026, 3, 2, 21, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Ben  10:32 PM\nThe queue is long",
        "Ben\n  22:32\nThe queue is long",
        "[22:32] <ben> The queue is long",
        "22:32:00 <@ben> The queue is long",
        "2026-03-02T21:32:00Z ben: The queue is long",
        "[2026-03-02 22:32] <ben> The queue is long",
        "- 22:32 Ben: The queue is long",
        "* **22:32** – ben: The queue is long",
        "Monday, March 2nd, 2026\nBen [10:32 PM]\nThe queue is long (edited)",
    ],
)
def test_a_channel_is_read_as_people_copy_it(text: str) -> None:
    (found,), problems = both(pasted_channel.read, text.encode(), BERLIN)
    assert (found.at, found.author.lower(), found.text) == (AT, "ben", "The queue is long")
    assert problems == []


def test_a_pasted_night_goes_on_into_the_next_day_and_long_messages_stay_whole() -> None:
    text = "[23:59] <ben> one\ntwo\n\nthree\n[00:05] <cleo> later"
    first, second = both(pasted_channel.read, text.encode(), BERLIN)[0]
    assert first.text == "one\ntwo\n\nthree"
    assert second.at == datetime(2026, 3, 2, 23, 5, tzinfo=UTC)


def test_what_stands_before_the_first_time_is_listed() -> None:
    found, problems = both(pasted_channel.read, b"we saw this, and that.\n[22:32] <ben> fine", BERLIN)
    assert ([each.text for each in found], [each.where for each in problems]) == (["fine"], ["line 1"])


def test_equal_rows_have_keys_of_their_own_and_the_same_ones_each_time() -> None:
    text = b"[22:32] <ben> up\n[22:32] <ben> up\n[22:33] <ben> up"
    keys = [each.key for each in both(pasted_channel.read, text, BERLIN)[0]]
    assert len(set(keys)) == 3
    assert keys == [each.key for each in both(pasted_channel.read, text, BERLIN)[0]]


def test_a_transcript_counts_from_the_beginning_of_the_recording() -> None:
    text = """WEBVTT

NOTE made by a machine

1
00:32:00.000 --> 00:32:02.000
<v Ben>The queue</v>

00:32:03.000 --> 00:32:05.000
<v Ben>is &lt;long&gt;</v>

32:10.000 --> 32:12.000 align:start
Cleo Moss: I look

broken cue
with words
"""
    (first, second), problems = both(webvtt.read, text.encode(), BERLIN)
    assert (first.at, first.author, first.text) == (AT.replace(hour=21), "Ben", "The queue is <long>")
    assert (second.author, second.text) == ("Cleo Moss", "I look")
    assert [each.raw for each in problems] == ["broken cue\nwith words"]


def entry(number: int, kind: str, **more: object) -> dict[str, object]:
    return {
        "id": f"Q{number}",
        "type": f"{kind}_log_entry",
        "summary": f"{kind} {number}",
        "created_at": f"2026-03-02T21:{number:02}:00Z",
        "agent": {"id": "P1", "summary": "Ben"},
        "incident": {"summary": "[#12] Queue"},
        **more,
    }


def test_alerts_keep_what_a_timeline_needs_and_say_how_many_were_paged() -> None:
    entries = [
        entry(1, "trigger", channel={"type": "api", "details": "queue > 1000"}),
        entry(2, "notify", user={"summary": "Ben"}),
        entry(3, "notify", user={"summary": "Cleo"}),
        entry(4, "notify", user={"summary": "Ben"}),
        entry(5, "annotate", channel={"note": "seen https://x.example/?token=abc"}),
        entry(6, "reach_ack_limit"),
        entry(7, "surprise"),
    ]
    text = json.dumps({"log_entries": entries, "limit": 100, "more": False}).encode()
    found, problems = both(pagerduty.read, text)
    assert [each.text for each in found] == [
        "trigger 1\nqueue > 1000",
        "2 people were paged: Ben, Cleo",
        "annotate 5\nseen https://x.example/",
    ]
    assert found[0].key == "pagerduty:Q1"
    assert {each.author_key for each in found} == {"pagerduty:P1", "pagerduty:service"}
    assert [each.where for each in problems] == ["log entry 7"]


def test_services_that_speak_among_alerts_are_told_apart_from_people() -> None:
    people = [{"id": "P1", "summary": "Ben", "type": "user_reference"}]
    services = [
        {"id": f"S{n}", "summary": "Database", "type": f"{kind}_reference"}
        for n, kind in enumerate(("service", "inbound_integration"))
    ]
    entries = [entry(n, "trigger", agent=agent) for n, agent in enumerate([*people, *services])]
    found, _problems = both(pagerduty.read, json.dumps({"log_entries": entries, "more": False}).encode())
    assert [each.author_key for each in found] == ["pagerduty:P1", "pagerduty:service:S0", "pagerduty:service:S1"]


def test_tickets_have_their_comments_as_replies_in_the_zone_of_the_export() -> None:
    text = (
        "Issue key,Summary,Created,Reporter,Labels,Labels,Comment,Comment,Comment\n"
        'OPS-7,Queue is long,02/Mar/26 10:32 PM,Ben,queue,night,"02/Mar/26 10:40 PM;cleo;looking; now",someday;x;y,\n'
        "OPS-8,,02/Mar/26 10:32 PM,Ben,,,,,\n"
    )
    found, problems = both(jira_csv.read, text.encode(), BERLIN)
    assert (found[0].at, found[0].author, found[0].text) == (AT, "Ben", "OPS-7 Queue is long\nLabels: queue, night")
    assert (found[1].author, found[1].text, found[1].parent) == ("cleo", "looking; now", "jira:OPS-7")
    assert [each.where for each in problems] == ["row 2, comment 2 of OPS-7", "row 3"]


def test_any_table_is_read_by_its_columns() -> None:
    text = "Zeit;Wer;Was\n2.3.2026 22:32;Ben;Die Schlange ist lang\n;Ben;x\nnie;Ben;x\n".encode("cp1252")
    head = ["timestamp", "user", "message"]
    assert any_csv.guessed(head) == {"at": 0, "author": 1, "text": 2}
    told = Options(zone=ZoneInfo("Europe/Berlin"), columns={"at": 0, "author": 1, "text": 2})
    (found,), problems = both(any_csv.read, text, told)
    assert (found.at, found.author, found.text) == (AT, "Ben", "Die Schlange ist lang")
    assert [each.why for each in problems] == ["it has no time", "“nie” is not a time that can be read"]


def test_days_and_months_stand_in_the_order_that_was_told() -> None:
    columns = {"at": 0, "text": 1}
    for day_first, month in ((True, 3), (False, 2)):
        (found,), _ = both(any_csv.read, b"t,x\n02/03/2026 10:00,y", Options(columns=columns, day_first=day_first))
        assert found.at is not None
        assert found.at.month == month


def test_a_note_loses_its_tokens_too() -> None:
    assert note.kept(AT, " Ben ", "see https://x.example/?token=abc\x00").text == "see https://x.example/"


@pytest.mark.parametrize(
    ("head", "name", "told"),
    [
        (b"PK\x03\x04", "x.zip", "slack"),
        (b"\xef\xbb\xbfWEBVTT\n", "x.txt", "webvtt"),
        (b'{"log_entries": []}', "x.json", "pagerduty"),
        (b"Issue key,Summary,Created\n", "x.csv", "jira"),
        (b"time,who,what\n", "x.csv", "csv"),
        (b"[10:32] <ben> hi", "x.txt", "pasted"),
    ],
)
def test_a_file_tells_its_format(head: bytes, name: str, told: str) -> None:
    assert formats.told(io.BytesIO(head), name) == told


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("webvtt", b"hello", "WEBVTT"),
        ("pagerduty", b'{"incidents": []}', "no list"),
        ("pagerduty", b'{"log_entries": ' + b'[{"a":' * 100_000, "too deeply"),
        ("jira", b"a,b\n1,2", "lacks the columns"),
        ("csv", b"a,b\n1,2", "which column"),
        ("pasted", b"\xff\xfeh\x00", "UTF-8"),
        ("pasted", b"a\x00b", "not text"),
        ("csv", b"," * 3000, "columns"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_a_sentence(name: str, text: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        list(formats.FORMATS[name].read(io.BytesIO(text), Options()))


SLACK = """Cleo Martin
  10:34 AM
Payments look slow
:eyes:
3
3 replies
Last reply today at 10:40 AM
Zoë Brandt
:palm_tree:
  10:35 AM
We turned on the new retry policy
10:36
and it is on since ten
PagerDuty
APP
  10:37 AM
Triggered: checkout is slow
Ben Okafor :fire:  10:38 AM
I look
:+1::skin-tone-3:
1
Ben Okafor
🌴
  10:39 AM
👀
"""


def test_what_slack_puts_beside_a_name_or_below_a_message_is_nobodys_words() -> None:
    found, problems = both(pasted_channel.read, SLACK.encode(), BERLIN)
    assert [(each.author, each.text) for each in found] == [
        ("Cleo Martin", "Payments look slow"),
        ("Zoë Brandt", "We turned on the new retry policy"),
        ("Zoë Brandt", "and it is on since ten"),
        ("PagerDuty", "Triggered: checkout is slow"),
        ("Ben Okafor", "I look"),
        ("Ben Okafor", "👀"),
    ]
    assert problems == []


def test_a_message_of_a_sign_or_a_number_alone_stays() -> None:
    text = "Cleo Martin\n  10:34 AM\n:eyes:\nBen Okafor\n  10:35 AM\n3\n10:36\n3 replies\n"
    found, _problems = both(pasted_channel.read, text.encode(), BERLIN)
    assert [each.text for each in found] == [":eyes:", "3", "3 replies"]


@pytest.mark.parametrize(
    "text",
    [
        "[10:31 PM] Ben Okafor\nThe queue is long\n[10:33 PM] Cleo Martin\nSince ten",
        "Ben Okafor, 10:31 PM\nThe queue is long\nCleo Martin, 10:33 PM\nSince ten",
        "Ben Okafor\n02.03.2026 22:31\nThe queue is long\nCleo Martin\n2.3.2026 22:33\nSince ten",
        "Ben Okafor — 2.3.2026 10:31 PM\nThe queue is long\nCleo Martin — 2.3.2026 10:33 PM\nSince ten",
        "[2.3.2026, 22:31:00] Ben Okafor: The queue is long\n[2.3.2026, 22:33:00] Cleo Martin: Since ten",
        "Ben Okafor\n2026-03-02 22:31\nThe queue is long\nCleo Martin\n2026-03-02 22:33\nSince ten",
    ],
)
def test_other_programs_channels_are_read_by_their_speakers(text: str) -> None:
    found, problems = both(pasted_channel.read, text.encode(), BERLIN)
    assert [(f"{each.at:%d %H:%M}", each.author, each.text) for each in found if each.at] == [
        ("02 21:31", "Ben Okafor", "The queue is long"),
        ("02 21:33", "Cleo Martin", "Since ten"),
    ]
    assert problems == []


def test_days_in_numbers_are_told_by_themselves_or_set_aside() -> None:
    found, problems = both(
        pasted_channel.read,
        b"[20/11/2026, 10:31] Ben: one\n[11/21/2026, 10:31] Ben: two\n[5/6/2026, 10:31] Ben: three",
        BERLIN,
    )
    assert [f"{each.at:%d %b}" for each in found if each.at] == ["20 Nov", "21 Nov"]
    assert ["which number of" in each.why for each in problems] == [True]


def test_a_line_that_is_the_name_of_an_account_is_nobodys_words() -> None:
    text = "Ben Okafor\n22:31\nThe queue is long\nCleo Martin\n22:33\nSince ten\nZo\u00eb B\n22:35\nYes"
    named = replace(BERLIN, names=frozenset({"Ben Okafor", "Cleo Martin", "Zo\u00eb B"}))
    found, problems = both(pasted_channel.read, text.encode(), named)
    assert [each.author for each in found] == ["Ben Okafor", "Cleo Martin", "Zo\u00eb B"]
    assert [each.text for each in found] == ["The queue is long", "Since ten", "Yes"]
    assert problems == []
