"""A Slack export as Slack hands it out: a ZIP with a folder for each channel and a JSON file for each day.

The form is that of Slack's help article 220556107 and its export files; see docs/evidence.md.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

from incidents.evidence_formats import json_stream, safe_zip
from incidents.evidence_formats.found import (
    YEARS,
    Found,
    Options,
    Refused,
    Row,
    clean,
    line,
    no_such_year,
    unreadable,
    without_tokens,
)
from incidents.evidence_formats.slack_text import decoder
from incidents.evidence_formats.words import _

# What Slack says by itself about the channel, not what people said.
SKIPPED = frozenset(
    [
        "channel_join",
        "channel_leave",
        "channel_topic",
        "channel_purpose",
        "channel_name",
        "channel_archive",
        "channel_unarchive",
        "group_join",
        "group_leave",
        "group_topic",
        "group_purpose",
        "group_name",
        "group_archive",
        "group_unarchive",
        "pinned_item",
        "unpinned_item",
        "bot_add",
        "bot_remove",
        "reminder_add",
        "channel_posting_permissions",
        "channel_convert_to_private",
        "sh_room_created",
    ]
)
# A tombstone stands in the place of a message that was deleted while its thread went on.
CHANGES = ("message_changed", "message_deleted", "tombstone")
LISTS = ("channels.json", "groups.json", "dms.json", "mpims.json")
MOST_PEOPLE = 200_000
ITS_OWN = ("USLACKBOT",)
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    is_bot: bool = False


def channels(file: BinaryIO) -> list[str]:
    """The folders with messages, by name. Raises Refused."""
    return sorted({folder for folder, _day in _days(safe_zip.opened(file))})


def read(file: BinaryIO, options: Options) -> Iterator[Row]:
    archive = safe_zip.opened(file)
    days = _days(archive)
    if not days:
        raise Refused(_("The ZIP has no channel with messages, so it is not a Slack export."))
    try:
        people, ids = _people(archive), _ids(archive)
    except DAMAGED:
        raise Refused(_("The ZIP is damaged. Download the export again.")) from None
    reader = _Reader(people, options)
    for (folder, day), entry in sorted(days.items()):
        if not options.channels or folder in options.channels:
            yield from reader.day(archive, entry, folder, ids.get(folder, folder), day)


def _days(archive: zipfile.ZipFile) -> dict[tuple[str, str], zipfile.ZipInfo]:
    """The day files by channel and name; a folder around all of it does not count."""
    found = {}
    for entry in archive.infolist():
        parts = entry.filename.split("/")
        if len(parts) >= 2 and parts[-1].endswith(".json") and parts[-1][:4].isdigit() and "__MACOSX" not in parts:
            found[parts[-2], parts[-1]] = entry
    return found


def _listed(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, Any]]:
    entry = next(
        (e for e in archive.infolist() if e.filename.split("/")[-1] == name and e.filename.count("/") < 2), None
    )
    if entry is None:
        return
    with archive.open(entry) as raw:
        for each in json_stream.objects(raw):  # type: ignore[arg-type]  # a ZipExtFile reads bytes like any file
            if isinstance(each, dict):
                yield each


def _people(archive: zipfile.ZipFile) -> dict[str, Person]:
    found: dict[str, Person] = {}
    for name in ("users.json", "org_users.json"):
        for each in _listed(archive, name):
            profile = _dict(each.get("profile"))
            shown = [profile.get("display_name"), profile.get("real_name"), each.get("real_name"), each.get("name")]
            known = next((line(value) for value in shown if line(value)), "")
            if known and len(found) < MOST_PEOPLE:
                found[str(each.get("id"))] = Person(
                    known, line(profile.get("email"), 254).lower(), bool(each.get("is_bot"))
                )
    return found


def _ids(archive: zipfile.ZipFile) -> dict[str, str]:
    """A channel's id by its name: the same message stays the same when the channel is renamed."""
    return {
        str(each.get("name") or each.get("id")): str(each.get("id"))[:40]
        for listed in LISTS
        for each in _listed(archive, listed)
    }


class _Reader:
    def __init__(self, people: dict[str, Person], options: Options) -> None:
        self.people, self.options = people, options
        self.decode = decoder({key: person.name for key, person in people.items()})

    def day(
        self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: str, channel: str, day: str
    ) -> Iterator[Row]:
        place = line(folder)
        try:
            with archive.open(entry) as raw:
                for number, each in enumerate(json_stream.objects(raw), 1):  # type: ignore[arg-type]  # see _listed
                    row = self._row(each, place, channel, f"{place}/{day}, message {number}")
                    if row is not None:
                        yield row
        except Refused as refusal:
            if "deeply" in str(refusal):
                raise
            yield unreadable(f"{place}/{day}", str(refusal), "")
        except DAMAGED as error:
            yield unreadable(f"{place}/{day}", _("this day's file is damaged"), error)

    def _row(self, each: Any, place: str, channel: str, where: str) -> Row | None:
        if not isinstance(each, dict):
            return unreadable(where, _("it is not a message"), each)
        kind = each.get("subtype")
        if kind in SKIPPED:
            return None
        if kind in CHANGES:
            return self._change(each, place, channel, where)
        try:
            return self._message(each, place, channel)
        except (ValueError, OverflowError, OSError) as error:
            return unreadable(where, str(error), each)

    def _message(self, each: dict[str, Any], place: str, channel: str) -> Found | None:
        stamp = each.get("ts")
        at = _time(stamp)
        if not self.options.wants(at):
            return None
        key, name, email = self._author(each)
        text = self._text(each)
        if not text:
            raise ValueError(_("it has no text"))
        thread = each.get("thread_ts")
        parent = f"slack:{channel}:{line(thread, 30)}" if thread and thread != stamp else ""
        edited, machine = bool(each.get("edited")), self._is_machine(each.get("user"))
        return Found(
            f"slack:{channel}:{stamp}", at, name, text, key, email, parent, place, edited=edited, machine=machine
        )

    def _change(self, each: dict[str, Any], place: str, channel: str, where: str) -> Row | None:
        """An export that keeps edits tells of them as messages of their own."""
        try:
            if each.get("subtype") != "message_changed":
                stamp = each.get("deleted_ts") if each.get("subtype") == "message_deleted" else each.get("ts")
                return Found(
                    f"slack:{channel}:{line(stamp, 30)}", _time(stamp), "", "", place=place, deleted=True, change=True
                )
            inner = each.get("message")
            found = self._message(inner, place, channel) if isinstance(inner, dict) else None
            if found:
                found.edited = found.change = True
            return found
        except (ValueError, OverflowError, OSError) as error:
            return unreadable(where, str(error), each)

    def _author(self, each: dict[str, Any]) -> tuple[str, str, str]:
        """Key, name and address. A person missing from the list is named by what the message says of them."""
        user = each.get("user")
        if isinstance(user, str) and user:
            known = self.people.get(user)
            if known:
                return f"slack:{user}", known.name, known.email
            told = _dict(each.get("user_profile"))
            shown = line(told.get("display_name")) or line(told.get("real_name")) or line(told.get("name"))
            return f"slack:{user[:40]}", shown or ("Slackbot" if user in ITS_OWN else line(user)), ""
        name = line(each.get("username")) or line(each.get("bot_id")) or "a bot"
        return f"slack:{line(each.get('bot_id'), 40) or name}", name, ""

    def _is_machine(self, user: object) -> bool:
        """Messages of bots name no user, or one that the list says is a bot."""
        known = self.people.get(user) if isinstance(user, str) else None
        return not user or user in ITS_OWN or bool(known and known.is_bot)

    def _text(self, each: dict[str, Any]) -> str:
        raw = each.get("text")
        text = self.decode(clean(raw)) if isinstance(raw, str) else ""
        extra = [*self._attached(each)] if not text else []
        files = each.get("files")
        if isinstance(files, list):
            extra += [_file(one) for one in files[:50] if isinstance(one, dict)]
        return "\n".join([text, *extra]).strip() if extra else text.strip()

    def _attached(self, each: dict[str, Any]) -> Iterator[str]:
        """What bots write: their words are in the attachments."""
        given = each.get("attachments")
        for one in given[:20] if isinstance(given, list) else []:
            words = [one.get(name) for name in ("pretext", "title", "text")] if isinstance(one, dict) else []
            said = [self.decode(clean(word)) for word in words if isinstance(word, str) and word]
            if not said and isinstance(one, dict) and isinstance(one.get("fallback"), str):
                said = [self.decode(clean(one["fallback"]))]
            yield "\n".join(said)


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _file(one: dict[str, Any]) -> str:
    name = line(one.get("title"), 200) or line(one.get("name"), 200) or "a file"
    address = next((one[key] for key in ("permalink", "url_private") if isinstance(one.get(key), str)), "")
    return f"[{name}] {without_tokens(clean(address))}".strip() if address.startswith("https://") else f"[{name}]"


def _time(stamp: object) -> datetime:
    """Raises ValueError in words."""
    if not isinstance(stamp, str) or len(stamp) > 30:
        raise ValueError(_("it has no time"))
    try:
        at = datetime.fromtimestamp(float(stamp), UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(_("“%(word)s” is not a time") % {"word": line(stamp, 40)}) from None
    if at.year not in YEARS:
        raise ValueError(no_such_year(at.year))
    return at
