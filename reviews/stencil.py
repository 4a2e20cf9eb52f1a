"""A template rendered once with holes in it and then filled many times, for pages that show a thousand rows alike.

The HTML stays in the template, with its translations, addresses and forms; only what differs from row to row is filled in.
"""

import re
import secrets
from collections.abc import Hashable, Mapping
from functools import lru_cache
from html import escape

from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

Cut = tuple[list[str], list[str]]
Cuts = dict[tuple[str, ...], Cut]

# Digits alone, so that a hole also passes {% url %} where a key stands. Nobody can type one: it is drawn when the process starts.
_MARK = str(10**29 + secrets.randbelow(10**29))
_HOLE = re.compile(_MARK + r"(\d{4})")

_BETWEEN = re.compile(r">\s{2,}<")  # no text that anybody typed: there these two are escaped

FORMS = "csrf_token"


@lru_cache(maxsize=256)
def _kept(*alike: Hashable) -> Cuts:
    """The cuts of one template, in one language, for pages alike."""
    return {}


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

    No filter may stand on a hole: what a row shows is made ready before it is filled in. `alike`: what the template shows of
    its context beside rows and states (the token of its forms is filled in too); pages with the same share their cuts. None: it
    shows what is of this page alone.
    """

    def __init__(self, template: Template, context: Context, alike: tuple[Hashable, ...] | None = None) -> None:
        self.template, self.context = template, context
        self.token = str(context.get("csrf_token", ""))
        self.kept: Cuts = {} if alike is None else _kept(template, get_language(), *alike)
        self.cuts: Cuts = {}

    def fill(self, states: tuple[str, ...], row: Mapping[str, object]) -> SafeString:
        """The row's HTML; every value is escaped unless it is a SafeString. Raises KeyError for a value that is missing."""
        cut = self.cuts.get(states)
        if cut is None:
            cut = self.cuts[states] = self._with_token(*self._cut(states))
        pieces, names = cut
        filled = pieces.copy()
        filled[1::2] = [one if type(one := row[name]) is SafeString else escape(str(one)) for name in names]
        return SafeString("".join(filled))

    def _cut(self, states: tuple[str, ...]) -> Cut:
        """The HTML in pieces, every second one a hole, and the names of the holes."""
        if states not in self.kept:
            holes = _Holes()
            with self.context.push(row=holes, state=dict.fromkeys(states, True), csrf_token=holes[FORMS]):
                html = self.template.render(self.context)
            pieces = _HOLE.split(_BETWEEN.sub("> <", html.strip()))
            self.kept[states] = pieces, [holes.names[int(at)] for at in pieces[1::2]]
        return self.kept[states]

    def _with_token(self, pieces: list[str], names: list[str]) -> Cut:
        """The token of this page's forms is the same in all rows; it belongs to one person, so it is never kept."""
        own, wanted = [pieces[0]], []
        for name, after in zip(names, pieces[2::2], strict=True):
            if name == FORMS:
                own[-1] += self.token + after
            else:
                wanted.append(name)
                own += ["", after]
        return own, wanted
