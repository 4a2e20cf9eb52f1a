"""A template rendered once with holes in it and then filled many times, for pages that show a thousand rows alike.

The HTML stays in the template, with its translations, addresses and forms; only what differs from row to row is filled in.
"""

import re
import secrets
from collections.abc import Mapping
from html import escape

from django.template import Context, Template
from django.utils.safestring import SafeString

# Digits alone, so that a hole also passes {% url %} where a key stands. Nobody can type one: it is drawn when the process starts.
_MARK = str(10**29 + secrets.randbelow(10**29))
_HOLE = re.compile(_MARK + r"(\d{4})")

_BETWEEN = re.compile(r">\s{2,}<")  # no text that anybody typed: there these two are escaped


class _Holes:
    """Gives each name asked for a hole of its own; templates ask by `row.name`."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __getitem__(self, name: str) -> SafeString:
        if name not in self.names:
            self.names.append(name)
        return SafeString(f"{_MARK}{self.names.index(name):04}")


class Stencil:
    """A template whose `{{ row.name }}` are holes, cut once for each set of `{% if state.name %}` that holds.

    No filter may stand on a hole: what a row shows is made ready before it is filled in.
    """

    def __init__(self, template: Template, context: Context) -> None:
        self.template, self.context = template, context
        self.cut: dict[tuple[str, ...], tuple[list[str], list[str]]] = {}

    def fill(self, states: tuple[str, ...], row: Mapping[str, object]) -> SafeString:
        """The row's HTML; every value is escaped unless it is a SafeString. Raises KeyError for a value that is missing."""
        cut = self.cut.get(states)
        if cut is None:
            cut = self.cut[states] = self._cut(states)
        pieces, names = cut
        filled = pieces.copy()
        filled[1::2] = [one if type(one := row[name]) is SafeString else escape(str(one)) for name in names]
        return SafeString("".join(filled))

    def _cut(self, states: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """The HTML in pieces, every second one a hole, and the names of the holes."""
        holes = _Holes()
        with self.context.push(row=holes, state=dict.fromkeys(states, True)):
            pieces = _HOLE.split(_BETWEEN.sub("> <", self.template.render(self.context).strip()))
        return pieces, [holes.names[int(at)] for at in pieces[1::2]]
