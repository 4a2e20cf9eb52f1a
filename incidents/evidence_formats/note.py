"""A single note or link that somebody keeps: cleaned as everything else is, one item."""

from datetime import datetime

from incidents.evidence_formats.found import Found, Keys, clean, line, without_tokens


def kept(at: datetime | None, author: str, text: str) -> Found:
    name, words = line(author), without_tokens(clean(text)).strip()
    return Found(Keys("note").of(at, name, words), at, name, words, f"name:{name.lower()}" if name else "")
