"""Opens a ZIP that somebody sent, or refuses it kindly: bombs, paths that lead out of it, links, too many or too deep entries (attack 30)."""

import stat
import zipfile
from typing import BinaryIO

from incidents.evidence_formats.found import Refused
from incidents.evidence_formats.words import _

MOST_ENTRIES = 30_000
MOST_DIRECTORY = 8_000_000  # bytes of its table of contents, which Python reads as a whole
MOST_BYTES = 2_000_000_000  # unpacked
MOST_RATIO = 150
UNSUSPICIOUS = 20_000_000  # bytes; below, text may repeat itself as it likes
DEEPEST = 6
END = b"PK\x05\x06"


def opened(file: BinaryIO) -> zipfile.ZipFile:
    """The archive, after its table of contents was looked through. Nothing is ever unpacked to disk. Raises Refused."""
    _directory_is_small(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Refused(_("The file is not a ZIP, or is damaged. Download the export again.")) from None
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Refused(
            _("The ZIP has more than %(n)s files. Export fewer channels or fewer days.") % {"n": f"{MOST_ENTRIES:,}"}
        )
    for entry in entries:
        _look_at(entry)
    unpacked, packed = sum(each.file_size for each in entries), sum(each.compress_size for each in entries)
    if unpacked > MOST_BYTES:
        raise Refused(_("Unpacked, the ZIP would be larger than 2 GB. Export fewer channels or fewer days."))
    if unpacked > UNSUSPICIOUS and unpacked > MOST_RATIO * max(packed, 1):
        raise Refused(_("The ZIP unpacks to far more than an export does, so it is not opened."))
    return archive


def _directory_is_small(file: BinaryIO) -> None:
    """From the record at the end, before Python reads the whole table of contents into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + 22:
        raise Refused(_("The file is not a ZIP, or is damaged. Download the export again."))
    count, length = int.from_bytes(tail[at + 10 : at + 12], "little"), int.from_bytes(tail[at + 12 : at + 16], "little")
    if count > MOST_ENTRIES or length > MOST_DIRECTORY:
        raise Refused(
            _("The ZIP has more than %(n)s files. Export fewer channels or fewer days.") % {"n": f"{MOST_ENTRIES:,}"}
        )


def _look_at(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename.replace("\\", "/")
    parts = [part for part in name.split("/") if part]
    if name.startswith("/") or ".." in parts or ":" in name.split("/")[0] or "\x00" in name:
        raise Refused(_("The ZIP has a path that leads out of it, so it is not opened."))
    if len(parts) > DEEPEST:
        raise Refused(_("The ZIP has folders within folders deeper than an export has, so it is not opened."))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused(_("The ZIP has a link in it, so it is not opened."))
    if entry.flag_bits & 0x1:
        raise Refused(_("The ZIP is locked with a password. Bring in one without."))
    if name.lower().endswith((".zip", ".gz", ".7z", ".rar", ".xz", ".bz2")):
        raise Refused(_("The ZIP has another archive in it, so it is not opened."))
