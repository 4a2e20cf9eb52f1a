"""The words a hint is about, as its line quotes them and as a dismissal remembers them. A plain rule without Django."""

import re
from dataclasses import dataclass

LONGEST_KEY = 250
_AHEAD = 4  # words that tell one "should have" from the next
_REACH = 60
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‑": "-"})


@dataclass(frozen=True)
class Quote:
    """Words of a text with a few of the same line before and after."""

    before: str
    words: str
    after: str


def quote(text: str, start: int, end: int) -> Quote:
    """start, end: code points of `text`."""
    ahead, tail = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    before = ahead.rpartition("\n")[2]
    after = tail.partition("\n")[0]
    if before == ahead and start > _REACH:
        before = "… " + before.partition(" ")[2]
    if after == tail and end + _REACH < len(text):
        after = after.rpartition(" ")[0] + " …"
    return Quote(before.lstrip(), " ".join(text[start:end].split()), after.rstrip())


def key(source: str, start: int, end: int) -> str:
    """What a dismissal keeps of a hint: its words and those just before, without capitals, markup and punctuation.

    So another place with the same few words stays, and typing on behind it brings nothing back.
    """
    ahead = _PARAGRAPH.split(source[max(0, start - _REACH) : start])[-1]
    return " ".join([*_words(ahead)[-_AHEAD:], *_words(source[start:end])])[:LONGEST_KEY].rstrip()


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_PLAIN).casefold())
