"""Lines of a text file of any encoding people save in, one at a time, however long the file and its lines are."""

from collections.abc import Iterator
from typing import BinaryIO

from incidents.evidence_formats.found import Refused
from incidents.evidence_formats.words import _

MOST_LINE = 200_000  # bytes


def decoded(raw: bytes) -> str:
    """UTF-8, or what Windows writes when it is not."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def lines(file: BinaryIO) -> Iterator[str]:
    """Each line with its end. Raises Refused for a file that is no text; a line over MOST_LINE comes in several."""
    first = True
    while raw := file.readline(MOST_LINE):
        if first:
            first = False
            if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise Refused(_("The file is UTF-16 text. Save it as UTF-8 and choose it again."))
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if b"\x00" in raw:
            raise Refused(_("The file is not text."))
        yield decoded(raw)
