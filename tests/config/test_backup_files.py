"""The file of a backup: for its owner and its key alone, refused when damaged or foreign, made with flat memory."""

import json
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import AuditEntry, User
from config.backup import archive, whole

KEY = "sixteen characters or more"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "debrief.backup"


@pytest.mark.parametrize(("key", "words"), [("", "is encrypted"), ("another key of some length", "not its key")])
def test_another_key_opens_nothing(key: str, words: str, db: None, file: Path, settings: Any) -> None:
    settings.BACKUP_KEY = KEY
    whole.back_up(file)
    settings.BACKUP_KEY = key
    with pytest.raises(CommandError, match=words):
        call_command("restore", str(file))


def test_a_short_key_is_not_taken(db: None, file: Path, settings: Any) -> None:
    settings.BACKUP_KEY = "short"
    with pytest.raises(CommandError, match="at least 16"):
        call_command("backup", str(file))
    assert not file.exists()


def test_the_file_is_for_its_owner_alone_and_never_half_there(db: None, file: Path, monkeypatch: Any) -> None:
    whole.back_up(file)
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="already"):
        call_command("backup", str(file))
    monkeypatch.setattr(whole.tables, "rows", lambda _model: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        whole.back_up(file.with_name("second.backup"))
    assert [each.name for each in file.parent.iterdir()] == [file.name]


# ---- damaged and foreign


def rewritten(path: Path, change: dict[str, bytes | None]) -> None:
    """The archive with these members replaced, or left out."""
    with zipfile.ZipFile(path) as found:
        held = {name: found.read(name) for name in found.namelist()} | change
    with zipfile.ZipFile(path, "w") as target:
        for name, content in held.items():
            if content is not None:
                target.writestr(name, content)


def flipped(path: Path) -> None:
    """In the middle of a table's rows: what stands between the members, their times for one, is no part of the backup."""
    with zipfile.ZipFile(path) as packed:
        rows = packed.getinfo("tables/accounts.User")
    content = bytearray(path.read_bytes())
    name, extra = (
        int.from_bytes(content[rows.header_offset + at : rows.header_offset + at + 2], "little") for at in (26, 28)
    )
    content[rows.header_offset + 30 + name + extra + rows.compress_size // 2] ^= 1
    path.write_bytes(bytes(content))


DAMAGE = {
    "no archive": lambda path: path.write_text("-- PostgreSQL database dump"),
    "an archive of another kind": lambda path: rewritten(path, {archive.HEADER: None}),
    "a later format": lambda path: rewritten(
        path,
        {
            archive.HEADER: json.dumps(
                {"format": archive.FORMAT, "version": 9, "encrypted": False, "salt": "x"}
            ).encode()
        },
    ),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-1000]),
    "one bit": flipped,
    "a table too few": lambda path: rewritten(path, {"tables/accounts.User": None}),
    "a member too many": lambda path: rewritten(path, {"../evil": b"x"}),
    "another table's rows": lambda path: rewritten(
        path, {"tables/accounts.User": zipfile.ZipFile(path).read("tables/accounts.Team")}
    ),
}


@pytest.mark.parametrize("key", ["", KEY], ids=["plain", "encrypted"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_or_foreign_is_refused_before_anything_is_written(
    damage: str, key: str, ana: User, file: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BACKUP_KEY = key
    whole.back_up(file)
    DAMAGE[damage](file)
    monkeypatch.setattr(whole, "put_back", lambda _reader: pytest.fail("something was written"))
    with pytest.raises(CommandError):
        call_command("restore", str(file), "--replace", "--yes")
    assert User.objects.get() == ana


@pytest.mark.parametrize(
    ("steps", "words"),
    [(["accounts.9999_of_tomorrow"], "newer version"), (None, "older version")],
    ids=["newer", "older"],
)
def test_another_version_is_refused(
    steps: list[str] | None, words: str, db: None, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = whole._steps()
    monkeypatch.setattr(whole, "_steps", lambda: known + steps if steps else known[:-1])
    whole.back_up(file)
    monkeypatch.setattr(whole, "_steps", lambda: known)
    with pytest.raises(CommandError, match=words):
        call_command("restore", str(file))


def test_what_is_no_file_is_cut_off_or_comes_too_early_is_told_in_plain_words(
    db: None, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", str(file))
    whole.back_up(file)
    monkeypatch.setattr(whole, "_steps", list)
    with pytest.raises(CommandError, match="migrate"):
        call_command("restore", str(file))
    file.write_bytes(file.read_bytes()[:-1000])
    with pytest.raises(CommandError, match="cut off"):
        call_command("restore", str(file))


def test_rows_that_do_not_fit_change_nothing(ana: User, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole.back_up(file)
    told = archive.Reader.rows
    monkeypatch.setattr(
        archive.Reader,
        "rows",
        lambda self, name: (
            iter([[1, "not a time", None, "x", "y", "1", {}]])
            if name == f"tables/{AuditEntry._meta.label}"
            else told(self, name)
        ),
    )
    with transaction.atomic(), pytest.raises(CommandError, match="nothing was changed"):
        call_command("restore", str(file), "--replace", "--yes")
    assert User.objects.get() == ana


def test_another_secret_key_is_told(db: None, file: Path, settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    whole.back_up(file)
    settings.SECRET_KEY = "another" * 8
    call_command("restore", str(file))
    assert "another DEBRIEF_SECRET_KEY" in capsys.readouterr().out


# ---- large


def test_memory_stays_flat(ana: User, file: Path) -> None:
    """Rows are read, packed and written some at a time: ten times the rows do not take ten times the memory."""
    peaks = []
    for count in (2_000, 20_000):
        AuditEntry.objects.bulk_create(
            (AuditEntry(by=ana, did="x", subject_kind="y", subject_id=str(n), detail={"n": n}) for n in range(count)),
            batch_size=500,
        )
        peaks.append(_peak(file.with_name(f"{count}.backup")))
    assert peaks[1] < 2 * peaks[0]


def _peak(path: Path) -> int:
    tracemalloc.start()
    try:
        whole.back_up(path)
        whole.open_backup(path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
