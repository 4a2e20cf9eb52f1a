"""What changed between two revisions as they are read: whole blocks and single words, marked in valid HTML.

A plain rule without Django. Blocks are paired by the words they share, so a changed paragraph is one paragraph with
<ins> and <del> inside, and a removed or added block stands between its neighbours. Take every <del> out and the new
text is left; take every <ins> out and it is the old one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import accumulate, groupby, pairwise

from reviews.anchoring.diff import match
from reviews.anchoring.tokens import Tokens
from reviews.markdown.renderer import ATTRIBUTES, TAGS, clean
from reviews.rendered_tree import BLOCKS, Block, Mark, Node, Token, Words, opening, tree

MAX_CHARACTERS = 1_200_000  # of both pages' HTML together; a document at the renderer's limit is larger
ALIKE = 0.4  # of the words, by weight: from here on two blocks are one that was changed
IN_ORDER = frozenset(("", "td", "th", "thead", "tbody"))  # as many as before: the first is the first, however changed
CHANGE = "change-"  # the id of the n-th change is "change-<n>"
_CLASSES = {"ins": "added", "del": "removed"}


@dataclass(frozen=True)
class Part:
    """Neighbouring blocks of the page that are all untouched, or all changed. blocks: how many they are."""

    html: str
    same: bool
    blocks: int


@dataclass(frozen=True)
class Changes:
    """The new page with what came and what went, and the number of places where something did."""

    parts: tuple[Part, ...]
    count: int

    @property
    def html(self) -> str:
        return "".join(part.html for part in self.parts)


@lru_cache(maxsize=16)
def rendered_changes(old: str, new: str, added: str = "added", removed: str = "removed") -> Changes | None:
    """What changed between two rendered pages, None if they are too large to be laid side by side.

    added, removed: the words that a screen reader hears before each change. Kept, because revisions never change.
    """
    if len(old) + len(new) > MAX_CHARACTERS:
        return None
    writer = _Writer({"ins": added, "del": removed})
    pieces = []
    for before, after in _paired(tree(old).children, tree(new).children):
        same = before is not None and after is not None and before.keys == after.keys
        pieces.append((same, "".join(writer.both(before, after))))
    parts = [
        Part(sanitised("\n".join(html for _, html in group)), same, len(group))
        for same, found in groupby(pieces, key=lambda piece: piece[0])
        for group in [list(found)]
    ]
    return Changes(tuple(parts), writer.count)


def sanitised(html: str) -> str:
    """The renderer's allow-list, and what this module adds to it."""
    return clean(
        html,
        tags=TAGS | {"ins", "del", "span"},
        attributes={**ATTRIBUTES, "ins": {"id"}, "del": {"id"}},
        classes={**{tag: set(_CLASSES.values()) for tag in BLOCKS}, "span": {"visually-hidden"}},
    )


def _paired(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[Node | None, Node | None]]:
    """The children of two blocks side by side, in order; None where one has no partner."""
    done = begin = 0
    for place, there in [*_partners(old, new), (len(old), len(new))]:
        gone, came = old[done:place], new[begin:there]
        if len(gone) == len(came) and all(
            one.tag == other.tag and one.tag in IN_ORDER for one, other in zip(gone, came, strict=True)
        ):
            yield from zip(gone, came, strict=True)
        else:
            yield from ((one, None) for one in gone)
            yield from ((None, one) for one in came)
        if place < len(old):
            yield old[place], new[there]
        done, begin = place + 1, there + 1


def _partners(old: Sequence[Node], new: Sequence[Node]) -> list[tuple[int, int]]:
    """Places of blocks that share most of their words, rising on both sides because the words' pairing rises."""
    before, owners = _flat(old)
    after, others = _flat(new)
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for place, there in enumerate(match(before, after)):
        if there >= 0:
            shared[owners[place], others[there]] += before.weights[place]
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for (place, there), weight in sorted(shared.items(), key=lambda item: -item[1]):
        one, other = old[place], new[there]
        alike = 2 * weight >= ALIKE * (one.weight + other.weight)
        if one.tag == other.tag and alike and place not in chosen and there not in taken:
            chosen[place] = there
            taken.add(there)
    return sorted(chosen.items())


def _flat(nodes: Sequence[Node]) -> tuple[Tokens, list[int]]:
    """The words of all nodes in one row, and whose each is."""
    keys = [key for node in nodes for key in node.keys]
    owners = [number for number, node in enumerate(nodes) for _ in node.keys]
    return _tokens([key for key, _ in keys], [weight for _, weight in keys]), owners


def _tokens(keys: list[str], weights: list[float]) -> Tokens:
    starts = list(accumulate(map(len, keys), initial=0))
    return Tokens("", keys, starts[:-1], starts[1:], weights)


class _Writer:
    """Writes nodes as HTML and counts the places of change; neighbouring ones are one."""

    def __init__(self, labels: dict[str, str]) -> None:
        self.labels = labels
        self.count = 0
        self.changing = False

    def both(self, old: Node | None, new: Node | None) -> Iterator[str]:
        if old is None or new is None:
            yield from self.whole(new, "ins") if new else self.whole(old, "del") if old else ()
        elif isinstance(old, Words) and isinstance(new, Words):
            yield from self.words(old, new)
        elif isinstance(old, Block) and isinstance(new, Block):
            self.changing = False
            yield opening(new.tag, new.attributes)
            for one, other in _paired(old.children, new.children):
                yield from self.both(one, other)
            yield closing(new.tag)
            self.changing = False

    def whole(self, node: Node, kind: str, outermost: bool = True) -> Iterator[str]:
        """A node that came or went with all it holds; the outermost block says so by its class."""
        if isinstance(node, Words):
            yield from self.run(kind, node.tokens)
            return
        attributes = [pair for pair in node.attributes if kind == "ins" or pair[0] != "id"]
        if not node.children:
            self.change()
        yield opening(node.tag, tuple(attributes), f' class="{_CLASSES[kind]}"' if outermost else "")
        for child in node.children:
            yield from self.whole(child, kind, outermost=False)
        yield closing(node.tag)

    def words(self, old: Words, new: Words) -> Iterator[str]:
        pairs = match(_tokens(*_unzipped(old)), _tokens(*_unzipped(new)))
        done = begin = same = 0  # `same`: where in the new words the present unchanged stretch began
        ends = [(place, there) for place, there in enumerate(pairs) if there >= 0]
        for place, there in [*ends, (len(old.tokens), len(new.tokens))]:
            if done < place or begin < there or place == len(old.tokens):
                yield from self.run("", new.tokens[same:begin])
                yield from self.run("del", old.tokens[done:place])
                yield from self.run("ins", new.tokens[begin:there])
                same = there
            done, begin = place + 1, there + 1

    def run(self, kind: str, tokens: list[Token]) -> Iterator[str]:
        if not tokens:
            return
        if not kind:
            self.changing = False
            yield from _inline(tokens)
            return
        yield f"<{kind}{self.change()}>"
        yield f'<span class="visually-hidden">{escape(self.labels[kind])}: </span>'
        yield from _inline(tokens)
        yield f"</{kind}>"

    def change(self) -> str:
        """Note a change; the first piece of each carries its id."""
        if self.changing:
            return ""
        self.changing = True
        self.count += 1
        return f' id="{CHANGE}{self.count}"'


def closing(tag: str) -> str:
    return "" if tag == "hr" else f"</{tag}>"


def _unzipped(words: Words) -> tuple[list[str], list[float]]:
    return [key for key, _ in words.keys], [weight for _, weight in words.keys]


def _inline(tokens: list[Token]) -> Iterator[str]:
    """Words with their inline elements; one element goes around all neighbours that share it."""
    around: tuple[Mark, ...] = ()
    for before, token in pairwise([None, *tokens]):
        marks = token.marks if token else ()
        broken = bool(marks) and marks[-1][0] == "br"
        marks = marks[:-1] if broken else marks
        shared = 0
        while before and shared < min(len(around), len(marks)) and around[shared] == marks[shared]:
            shared += 1
        yield from (f"</{tag}>" for tag, _ in reversed(around[shared:]))
        yield from (opening(*mark) for mark in marks[shared:])
        around = marks
        yield "<br>" if broken else escape(token.text, quote=False) if token else ""
    yield from (f"</{tag}>" for tag, _ in reversed(around))
