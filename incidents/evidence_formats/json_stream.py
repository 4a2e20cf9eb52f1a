"""The objects of a JSON array one after the other, so that memory holds one of them and not the file."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from incidents.evidence_formats.found import Refused
from incidents.evidence_formats.words import _

CHUNK = 65_536
MOST_OBJECT = 2_000_000  # characters of one object
NEXT_OBJECT = re.compile(r"\n\s{0,8}\{")
DECODER = json.JSONDecoder()


class Broken(str):
    """The beginning of an object that cannot be read."""


class _Text:
    """A window on the file: `here` is where reading goes on in `held`."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.held, self.here, self.ended = file, "", 0, False
        self.decode = codecs.getincrementaldecoder("utf-8-sig")(errors="replace").decode

    def more(self) -> bool:
        """Take in as much again as is held; False at the end of the file."""
        raw = self.file.read(max(CHUNK, len(self.held) - self.here))
        self.ended = self.ended or not raw
        self.held, self.here = self.held[self.here :] + self.decode(raw, final=not raw), 0
        return bool(raw)

    def find(self, what: str) -> bool:
        while (at := self.held.find(what, self.here)) < 0:
            self.here = max(self.here, len(self.held) - len(what))
            if not self.more():
                return False
        self.here = at + len(what)
        return True

    def skip(self, blanks: str = " \t\r\n,") -> str:
        """The next character that is not one of these; empty at the end."""
        while True:
            while self.here < len(self.held) and self.held[self.here] in blanks:
                self.here += 1
            if self.here < len(self.held):
                return self.held[self.here]
            if not self.more():
                return ""


def objects(file: BinaryIO, name: str = "") -> Iterator[Any]:
    """What the array holds; with `name` the array of that name in an object. Unreadable ones come as Broken.

    Raises Refused for what is no such array, or is nested too deeply.
    """
    text = _Text(file)
    if name and text.skip() == "{" and not (text.find(f'"{name}"') and text.skip(" \t\r\n:") == "["):
        raise Refused(_("The file has no list “%(name)s”.") % {"name": name})
    if text.skip() != "[":
        raise Refused(_("The file is not a JSON list."))
    text.here += 1
    while sign := text.skip():
        if sign == "]":
            return
        found = _one(text)
        yield found
        if isinstance(found, Broken) and not _resynchronised(text):
            return


def _one(text: _Text) -> Any:
    while True:
        try:
            found, text.here = DECODER.raw_decode(text.held, text.here)
            return found
        except RecursionError:
            raise Refused(_("The file is nested too deeply to be an export.")) from None
        except ValueError:
            if len(text.held) - text.here > MOST_OBJECT or not text.more():
                return Broken(text.held[text.here : text.here + 1000])


def _resynchronised(text: _Text) -> bool:
    """After an object that cannot be read: go on at the next line that begins one, if there is any nearby."""
    found = NEXT_OBJECT.search(text.held, text.here + 1)
    if found is None:
        return False
    text.here = found.end() - 1
    return True
