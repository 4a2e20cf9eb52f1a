"""Finds "@Name" in rendered HTML and emphasises the names that are known. A plain rule without Django."""

import html as entities
import re
from collections.abc import Iterable

_PIECE = re.compile(r"<(/?)([a-z0-9]+)[^>]*>|[^<]+")
_QUIET = frozenset(("code", "pre", "a"))


def emphasise(html: str, names: Iterable[str]) -> tuple[str, set[str]]:
    """The HTML with `<b class="mention">@Name</b>` around each known name that follows an @, and the names found.

    `html` is the renderer's own output. Case does not matter; the longest name wins; code and links are left alone.
    """
    known = {name.casefold(): name for name in names if name.strip()}
    if not known or "@" not in html:
        return html, set()
    longest_first = "|".join(
        re.escape(entities.escape(name, quote=False)) for name in sorted(known, key=len, reverse=True)
    )
    calls = re.compile(rf"(?<![\w@.])@({longest_first})(?!\w)", re.IGNORECASE)
    found: set[str] = set()

    def one(match: re.Match[str]) -> str:
        found.add(known[entities.unescape(match.group(1)).casefold()])
        return f'<b class="mention">{match.group()}</b>'

    parts, quiet = list[str](), 0
    for piece in _PIECE.finditer(html):
        tag = piece.group(2)
        if tag in _QUIET:
            quiet += -1 if piece.group(1) else 1
        parts.append(piece.group() if tag or quiet else calls.sub(one, piece.group()))
    return "".join(parts), found
