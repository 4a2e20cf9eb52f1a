"""Finds "@Name" in rendered HTML and emphasises the names that are known. A plain rule without Django."""

import html as entities
import re
from collections import Counter
from collections.abc import Iterable

_PIECE = re.compile(r"<(/?)([a-z0-9]+)[^>]*>|[^<]+")
_QUIET = frozenset(("code", "pre", "a"))


def _known(names: list[str]) -> dict[str, str]:
    """By what may follow an @, in small letters: whose name that is."""
    first = [name.split()[0].casefold() for name in names]
    alone = {word for word, n in Counter(first).items() if n == 1}
    by_first = {word: name for word, name in zip(first, names, strict=True) if word in alone}
    return by_first | {name.casefold(): name for name in names}


def emphasise(html: str, names: Iterable[str]) -> tuple[str, set[str]]:
    """The HTML with `<b class="mention">@Name</b>` around each known name that follows an @, and the names found.

    `html` is the renderer's own output. A first name that only one of them has calls them too. Case does not matter; the
    longest name wins; code and links are left alone.
    """
    known = _known([name for name in names if name.strip()])
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
