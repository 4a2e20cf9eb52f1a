"""A Slack export: who said what when, in which thread; what Slack itself says, links that open files, and rows that cannot be read."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from incidents.evidence_formats import emoji, safe_zip, slack_zip
from incidents.evidence_formats.found import Options, Refused, without_tokens
from tests.incidents.evidence_formats.cases import both, said, slack

DAY = "outage/2026-03-02.json"


def texts(*messages: object) -> list[str]:
    return [found.text for found in both(slack_zip.read, slack({DAY: list(messages)}))[0]]


def test_a_message_has_its_person_time_channel_and_thread() -> None:
    root = said("1772442300.000100", "The queue is long")
    reply = said("1772442360.000200", "Looking", "U2", thread_ts="1772442300.000100", edited={"ts": "1"})
    (first, second), problems = both(slack_zip.read, slack({DAY: [root, reply]}))
    assert (first.author, first.email, first.place) == ("Ben", "ben@example.org", "outage")
    assert first.at == datetime(2026, 3, 2, 9, 5, 0, 100, tzinfo=UTC)
    assert (second.author, second.parent, second.edited) == ("Cleo", first.key, True)
    assert first.key == "slack:C1:1772442300.000100"
    assert problems == []


def test_names_links_groups_and_escapes_are_turned_into_words() -> None:
    text = "<@U2> see <#C9|billing> <https://x.example/a|the graph> <!here> <!subteam^S1|@ops> 1 &lt; 2 &amp;&amp; &gt;"
    assert texts(said("1772442300.1", text)) == [
        "@Cleo see #billing the graph (https://x.example/a) @here @ops 1 < 2 && >"
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("thanks :heart: :wave::skin-tone-3:", "thanks ❤️ 👋"),
        (":eyes::+1:", "👀👍"),
        ("our own :party-parrot: stays", "our own :party-parrot: stays"),
        ("at 10:100:00 in std::x::y", "at 10:100:00 in std::x::y"),
    ],
)
def test_the_common_emoji_are_shown_and_unknown_codes_stay(written: str, read: str) -> None:
    assert emoji.shown(written) == read
    assert texts(said("1772442300.1", written)) == [read]


def test_what_slack_says_by_itself_is_left_out_and_bots_are_kept() -> None:
    joined = said("1772442300.1", "<@U1> has joined", subtype="channel_join")
    gone = said("1772442301.1", "This message was deleted.", subtype="tombstone")
    bot = {"ts": "1772442302.1", "subtype": "bot_message", "bot_id": "B1", "username": "pager", "text": "",
           "attachments": [{"title": "Disk full", "text": "on db1"}]}  # fmt: skip
    (away, found), _problems = both(slack_zip.read, slack({DAY: [joined, gone, bot]}))
    assert (away.text, away.deleted) == ("", True)  # only that it is gone, if an earlier export had it
    assert (found.author, found.text) == ("pager", "Disk full\non db1")


def test_links_to_files_lose_what_opens_them() -> None:
    shared = said(
        "1772442300.1",
        "",
        files=[{"title": "graph", "url_private": "https://files.slack.com/g.png?t=xoxe-12345678-abc"}],
    )
    assert texts(shared) == ["[graph] https://files.slack.com/g.png"]


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://a.example/x?t=xoxe-1&page=2", "https://a.example/x?page=2"),
        ("https://a.example/x?page=2&access_token=abc#top", "https://a.example/x?page=2#top"),
        ("https://s3.example/o?X-Amz-Signature=ff&X-Amz-Date=1", "https://s3.example/o"),
        ("https://me:secret@a.example/x", "https://a.example/x"),
        ("(see https://a.example/a_(b)?token=abc)", "(see https://a.example/a_(b))"),
        ("use xoxb-123456789-abc there", "use … there"),
        ("https://a.example/search?q=t&token=", "https://a.example/search?q=t"),
    ],
)
def test_tokens_are_taken_off_links(link: str, kept: str) -> None:
    assert without_tokens(link) == kept


def test_an_edit_or_a_deletion_that_the_export_tells_of_is_a_change_of_that_message() -> None:
    edit = {"ts": "9.1", "subtype": "message_changed", "message": said("1772442300.1", "The queue is empty")}
    deletion = {"ts": "9.2", "subtype": "message_deleted", "deleted_ts": "1772442301.1"}
    changed, deleted = both(slack_zip.read, slack({DAY: [edit, deletion]}))[0]
    assert (changed.key, changed.text, changed.change) == ("slack:C1:1772442300.1", "The queue is empty", True)
    assert (deleted.key, deleted.deleted) == ("slack:C1:1772442301.1", True)


def test_rows_that_cannot_be_read_are_kept_with_where_and_why_and_the_rest_is_read() -> None:
    bad = [
        said("soon", "when?"),
        said("99999999999999.1", "far"),
        {"ts": "1772442300.1"},
        "text",
        said("1772442300.2", "fine"),
    ]
    found, problems = both(slack_zip.read, slack({DAY: bad}))
    assert [each.text for each in found] == ["fine"]
    assert (problems[0].where, problems[0].why) == (
        "outage/2026-03-02.json, message 1",
        "“soon” is not a time",
    )
    assert len(problems) == 4


def test_a_damaged_message_does_not_take_the_rest_of_the_day_along() -> None:
    file = slack({})
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(DAY, '[\n {"ts": nonsense},\n {"ts": "1772442300.2", "user": "U1", "text": "fine"}\n]')
    found, problems = both(slack_zip.read, file)
    assert ([each.text for each in found], len(problems)) == (["fine"], 1)


def test_only_the_channels_and_the_time_asked_for_are_read() -> None:
    days = {
        DAY: [said("1772442300.1", "early"), said("1772452300.1", "late")],
        "random/2026-03-02.json": [said("1772442300.1", "lunch")],
    }
    assert slack_zip.channels(slack(days)) == ["outage", "random"]
    wanted = Options(channels=("outage",), since=datetime(2026, 3, 2, 10, tzinfo=UTC))
    assert [each.text for each in both(slack_zip.read, slack(days), wanted)[0]] == ["late"]


# ---- attack 30


def archive(*entries: zipfile.ZipInfo | str, text: str = "[]") -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in entries:
            made.writestr(entry, text)
    file.seek(0)
    return file


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("outage/2026-03-02.json")
    entry.external_attr = 0o120777 << 16
    return entry


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (archive("../outage/2026-03-02.json"), "leads out"),
        (archive("/etc/2026-03-02.json"), "leads out"),
        (archive("C:/x/2026-03-02.json"), "leads out"),
        (archive("..\\x\\2026-03-02.json"), "leads out"),
        (archive(link()), "a link"),
        (archive("a/b/c/d/e/f/g/2026-03-02.json"), "deeper"),
        (archive("outage/more.zip"), "another archive"),
        (archive("outage/2026-03-02.json", text="[" + " " * 30_000_000 + "]"), "far more"),
        (archive("outage/2026-03-02.json", text="[" + '{"a":' * 200_000), "too deeply"),
        (archive("readme.txt"), "no channel"),
        (io.BytesIO(b"PK not a zip"), "not a ZIP"),
        (io.BytesIO(b""), "not a ZIP"),
    ],
)
def test_what_no_export_holds_is_refused_in_a_sentence(file: io.BytesIO, says: str) -> None:
    with pytest.raises(Refused, match=says):
        list(slack_zip.read(file, Options()))


def test_a_million_files_are_refused_before_their_names_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_zip, "MOST_ENTRIES", 3)
    monkeypatch.setattr(zipfile, "ZipFile", None)  # not even opened
    many = io.BytesIO(b"PK\x05\x06" + bytes(4) + (4).to_bytes(2, "little") * 2 + bytes(10))
    with pytest.raises(Refused, match="more than 3 files"):
        safe_zip.opened(many)
