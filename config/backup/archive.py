"""The archive of a backup: a ZIP with a header that says what it is, members of JSON lines, and a manifest with their checksums."""

import json
import os
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from config.backup import sealing

FORMAT, FORMAT_VERSION = "debrief-backup", 1
HEADER, MANIFEST = "debrief-backup.json", "manifest"
# A row is at most a document with its rendering; more on one line is no row of ours.
MOST_LINE = 64 * 1024 * 1024
MOST_HEADER = 10_000


class Refused(Exception):
    """The file cannot be read back; the message says why in plain words."""


class Writer:
    """Writes members one after the other, then the manifest; the file has its name only when it is whole."""

    def __init__(self, path: Path, key: str) -> None:
        self.path, self.part = path, path.with_name(path.name + ".part")
        salt = os.urandom(16)
        self.main = sealing.main_key(key, salt) if key else b""
        # Whoever can read the file knows everything, so nobody but its owner can, from its first byte on.
        self.file = os.fdopen(os.open(self.part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
        self.zip = ZipFile(self.file, "w", ZIP_STORED)
        header = {"format": FORMAT, "version": FORMAT_VERSION, "encrypted": bool(key), "salt": b64encode(salt).decode()}
        self.zip.writestr(HEADER, json.dumps(header))

    def member(self, name: str, rows: Iterable[Any]) -> dict[str, Any]:
        """What the manifest says of it: how many rows, and the checksum of their JSON lines."""
        told: dict[str, Any] = {"rows": 0, "sha256": ""}
        pieces = self._packed(rows, told)
        with self.zip.open(name, "w", force_zip64=True) as target:
            for piece in sealing.seal(pieces, self.main, name) if self.main else pieces:
                target.write(piece)
        return told

    def _packed(self, rows: Iterable[Any], told: dict[str, Any]) -> Iterator[bytes]:
        packer, check = zlib.compressobj(), sha256()
        for row in rows:
            line = _line(row)
            check.update(line)
            told["rows"] += 1
            if piece := packer.compress(line):
                yield piece
        told["sha256"] = check.hexdigest()
        yield packer.flush()

    def close(self, manifest: dict[str, Any]) -> None:
        self.member(MANIFEST, [manifest])
        self.zip.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        self.part.replace(self.path)

    def abandon(self) -> None:
        """What is half written does not stay behind."""
        with suppress(OSError, ValueError):
            self.zip.close()
        with suppress(OSError):
            self.file.close()
        self.part.unlink(missing_ok=True)


def _line(row: Any) -> bytes:
    written = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_told)
    return written.encode() + b"\n"


def _told(value: Any) -> str:
    """Bytes as Django's BinaryField reads them back."""
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


class Reader:
    """Reads one; raises Refused with a plain word for what is no backup, is damaged, or has another key."""

    def __init__(self, path: Path, key: str) -> None:
        try:
            self.zip = ZipFile(path)
        except FileNotFoundError:
            raise Refused(f"There is no file {path}.") from None
        except OSError as error:
            raise Refused(f"{path} cannot be read: {error.strerror}.") from None
        except BadZipFile:
            raise Refused(f"{path} is not a backup of Debrief, or not all of it: it may have been cut off.") from None
        header = self._header(path)
        self.main = b""
        if header["encrypted"]:
            if not key:
                raise Refused("This backup is encrypted. Set DEBRIEF_BACKUP_KEY to the key it was made with.")
            self.main = sealing.main_key(key, b64decode(header["salt"]))
        self.manifest = self._manifest()

    def _header(self, path: Path) -> dict[str, Any]:
        try:
            if self.zip.getinfo(HEADER).file_size > MOST_HEADER:
                raise ValueError
            header = json.loads(self.zip.read(HEADER))
            known = header["format"] == FORMAT and isinstance(header["encrypted"], bool) and header["salt"]
            version = header["version"]
        except (KeyError, TypeError, ValueError, BadZipFile):
            known, version = False, 0
        if not known:
            raise Refused(f"{path} is not a backup of Debrief.")
        if version != FORMAT_VERSION:
            raise Refused(f"This backup has format {version}; this version of Debrief reads format {FORMAT_VERSION}.")
        return dict(header)

    def _manifest(self) -> dict[str, Any]:
        found = next(self.rows(MANIFEST), None)
        if not isinstance(found, dict) or not isinstance(found.get("members"), dict):
            raise Refused("The backup is damaged: it has no manifest.")
        names = [each for each in self.zip.namelist() if each not in (HEADER, MANIFEST)]
        if sorted(names) != sorted(found["members"]):
            raise Refused("The backup is damaged: its members are not those of its manifest.")
        return found

    def rows(self, name: str) -> Iterator[Any]:
        """The rows of one member, one at a time."""
        for line in self._lines(name):
            try:
                yield json.loads(line)
            except ValueError:
                raise Refused(f"The backup is damaged in {name}.") from None

    def check(self) -> None:
        """Reads everything once, before anything is written anywhere. Raises Refused at the first damage."""
        for name, told in self.manifest["members"].items():
            check, count = sha256(), 0
            for line in self._lines(name):
                check.update(line)
                count += 1
            if (count, check.hexdigest()) != (told["rows"], told["sha256"]):
                raise Refused(f"The backup is damaged in {name}: its checksum is another one.")

    def _lines(self, name: str) -> Iterator[bytes]:
        kept: list[bytes] = []
        size = 0
        for piece in self._pieces(name):
            *ended, rest = piece.split(b"\n")
            for each in ended:
                yield b"".join([*kept, each, b"\n"])
                kept, size = [], 0
            kept.append(rest)
            size += len(rest)
            if size > MOST_LINE:
                raise Refused(f"The backup is damaged in {name}: a row is too long.")
        if size:
            raise Refused(f"The backup is damaged in {name}: it breaks off.")

    def _pieces(self, name: str) -> Iterator[bytes]:
        """Unpacked in small pieces, so that a bomb is noticed by its first long line."""
        unpacker = zlib.decompressobj()
        try:
            for piece in self._sealed(name):
                left = piece
                while left:
                    yield unpacker.decompress(left, sealing.PIECE)
                    left = unpacker.unconsumed_tail
            yield unpacker.flush()
        except sealing.Unopened:
            raise Refused("The backup does not open: DEBRIEF_BACKUP_KEY is not its key, or it is damaged.") from None
        except (KeyError, EOFError, OSError, BadZipFile, zlib.error, NotImplementedError, RuntimeError):
            raise Refused(f"The backup is damaged in {name}.") from None
        if not unpacker.eof or unpacker.unused_data:
            raise Refused(f"The backup is damaged in {name}: it breaks off.")

    def _sealed(self, name: str) -> Iterator[bytes]:
        with self.zip.open(name) as source:
            if self.main:
                yield from sealing.unseal(source, self.main, name)  # type: ignore[arg-type]
            else:
                while piece := source.read(sealing.PIECE):
                    yield piece
