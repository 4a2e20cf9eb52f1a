"""Making a backup of the whole installation, and putting one back: checked to the last byte before the first row is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User
from config.backup import sealed, sealing, tables
from config.backup.archive import Reader, Refused, Writer
from incidents.models import Incident
from outbox.actions import messages


@dataclass(frozen=True)
class PutBack:
    """rows: how many were written; held: messages that wait for a person; resealed: surveys that stayed sealed.

    same_secret: whether the links and tokens in it are good under this installation's secret key.
    """

    rows: int
    held: int
    resealed: int
    same_secret: bool


def key() -> str:
    """The setting, or "" for a backup that is not encrypted. Raises Refused for one that is guessed too easily."""
    found: str = settings.BACKUP_KEY
    if found and len(found) < sealing.LEAST_KEY:
        raise Refused(f"DEBRIEF_BACKUP_KEY must have at least {sealing.LEAST_KEY} characters.")
    return found


def _steps() -> list[str]:
    """The version of the schema: every migration that was applied, those of packages too."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _mark() -> str:
    return salted_hmac("config.backup", "the same secret key", algorithm="sha256").hexdigest()


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything is read as it was at one moment, and nobody who writes has to wait."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django begins IMMEDIATE here, which would keep writers out for as long as it takes.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")


def back_up(path: Path) -> dict[str, Any]:
    """The manifest of the file that was written. Raises Refused."""
    try:
        writer = Writer(path, key())
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from None
    try:
        with _one_moment():
            manifest = {
                "made_at": timezone.now(),
                "debrief": settings.VERSION,
                "schema": _steps(),
                "secret": _mark(),
                "columns": {each._meta.label: tables.columns(each) for each in tables.models()},
                "members": {
                    f"tables/{each._meta.label}": writer.member(f"tables/{each._meta.label}", tables.rows(each))
                    for each in tables.models()
                },
            }
        writer.close(manifest)
    except BaseException:
        writer.abandon()
        raise
    return manifest


def open_backup(path: Path) -> Reader:
    """A backup that this version can put back, read to its last byte. Raises Refused; nothing is written."""
    reader = Reader(path, key())
    theirs, ours = set(reader.manifest.get("schema") or []), set(_steps())
    if not ours:
        raise Refused("This database has no tables yet. Say “manage.py migrate” first, then restore.")
    if theirs - ours:
        raise Refused(
            f"This backup is from a newer version of Debrief ({reader.manifest.get('debrief')}). "
            "Install that version first, then restore."
        )
    if ours - theirs:
        raise Refused(
            f"This backup is from an older version of Debrief ({reader.manifest.get('debrief')}). "
            "Restore it with that version, then update."
        )
    columns = {each._meta.label: tables.columns(each) for each in tables.models()}
    members = {f"tables/{label}" for label in columns}
    if reader.manifest.get("columns") != columns or set(reader.manifest["members"]) != members:
        raise Refused("The tables of this backup are not those of this version of Debrief.")
    reader.check()
    return reader


def is_empty() -> bool:
    """Whether nobody works here yet; what `migrate` wrote does not count."""
    return not (User.objects.exists() or Incident.objects.exists())


def put_back(reader: Reader) -> PutBack:
    """All or nothing, in one transaction; what is here is replaced. Raises Refused."""
    try:
        with transaction.atomic():
            kept = sealed.keep()
            tables.empty()
            for model in tables.models():
                tables.fill(model, reader.rows(f"tables/{model._meta.label}"))
            tables.count_on()
            connection.check_constraints()
            resealed = sealed.put_back(kept)
            # What was due until now may have been sent since the backup was made (F23): a person decides.
            held = messages.hold_before(timezone.now())
    except (DatabaseError, ValidationError, ValueError, TypeError) as error:
        raise Refused(f"The rows of this backup do not fit, so nothing was changed: {error}") from None
    rows = sum(each["rows"] for each in reader.manifest["members"].values())
    same = constant_time_compare(str(reader.manifest.get("secret")), _mark())
    return PutBack(rows, held, resealed, same)
