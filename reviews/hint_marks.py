"""Puts a quiet mark on the words that a hint is about, on the writer's own preview. A plain rule without Django."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reviews.marking import Marker, Span


def mark_hints(html: str, spans: Iterable[Span], kinds: Mapping[int, str]) -> str:
    """The HTML with a link to the hint's line in the list around the first piece of each span.

    kinds: of each key; what is said about a kind stands in the list under `why-…` and `consider-…`.
    """
    waiting = sorted(spans, reverse=True)
    return "".join(_HintMarker(waiting, {}, kinds=kinds).run(html)) if waiting else html


@dataclass
class _HintMarker(Marker):
    """Hints never overlap, so a piece has one key."""

    kinds: Mapping[int, str] = field(default_factory=dict)

    def _piece(self, piece: str, keys: list[int]) -> Iterator[str]:
        key, kind = keys[0], self.kinds[keys[0]]
        if key in self.started:
            yield f'<mark class="hint" data-hint="{kind}">{piece}</mark>'
            return
        self.started.add(key)
        about = f'class="hint" id="hint-{key}" data-hint="{kind}" aria-describedby="why-{kind} consider-{kind}"'
        # A link inside the document's own link is none.
        if self.inside_link:
            yield f'<mark {about} tabindex="0">{piece}</mark>'
        else:
            yield f'<a {about} href="#wording-{key}">{piece}</a>'
