"""What an analysis rests on, in a paragraph: how many interviews, channels, tickets and calls, and what was not looked at.

A plain rule without Django. It counts and never names: who was asked, and who would rather not, stays with the facilitators.
Words come through `_` (gettext) and `ngettext`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Say = Callable[[str], str]
Count = Callable[[str, str, int], str]


@dataclass(frozen=True)
class Looked:
    """interviews: those that took place; left: how many involved people had none; evidence: how many of each kind."""

    interviews: int = 0
    left: int = 0
    evidence: Mapping[str, int] = field(default_factory=dict)
    unheard: Sequence[str] = ()  # parts of which nobody was spoken with, as they are read


def beginning(_: Say) -> str:
    """The words by which the paragraph is found again in a document."""
    return _("This analysis rests on")


def overview(looked: Looked, _: Say, ngettext: Count) -> str:
    """Two or three sentences in one paragraph."""
    n = looked.interviews
    seen = [ngettext("{n} interview", "{n} interviews", n).format(n=n)] if n else []
    seen += [word.format(n=m) for kind, word in _kinds(looked, ngettext) if (m := looked.evidence.get(kind, 0))]
    sentences = [f"{beginning(_)} {_listed(seen, _) or _('what is written down in the timeline alone')}."]
    missing = [*([] if n else [_("interviews")]), *_missing(looked, _)]
    if missing:
        sentences.append(_("Not looked at: {kinds}.").format(kinds=", ".join(missing)))
    if looked.unheard:
        sentences.append(_("Not spoken with: {parts}.").format(parts=", ".join(looked.unheard)))
    left = looked.left
    if n and left:
        sentences.append(
            ngettext(
                "{n} person who had a part in it was not interviewed.",
                "{n} people who had a part in it were not interviewed.",
                left,
            ).format(n=left)
        )
    return " ".join(sentences)


def placed(text: str, paragraph: str, heading: str, begins: str) -> str:
    """The document's text with the paragraph in it: in the place of the earlier one, else below the heading, else at the end."""
    lines = text.split("\n")
    at = next((number for number, line in enumerate(lines) if line.startswith(begins)), None)
    if at is not None:
        return "\n".join([*lines[:at], paragraph, *lines[at + 1 :]])
    at = next((number for number, line in enumerate(lines) if line.strip() == f"# {heading}"), None)
    if at is not None:
        return "\n".join([*lines[: at + 1], "", paragraph, *lines[at + 1 :]])
    return f"{text.rstrip()}\n\n{paragraph}\n"


def _kinds(looked: Looked, ngettext: Count) -> list[tuple[str, str]]:
    words = {
        "channel": ("{n} channel", "{n} channels"),
        "ticket": ("{n} ticket", "{n} tickets"),
        "call": ("{n} call", "{n} calls"),
        "alert": ("{n} alert", "{n} alerts"),
        "document": ("{n} document", "{n} documents"),
        "report": ("{n} earlier report", "{n} earlier reports"),
    }
    return [(kind, ngettext(*pair, looked.evidence.get(kind, 0))) for kind, pair in words.items()]


def _missing(looked: Looked, _: Say) -> list[str]:
    words = {"channel": _("channels"), "ticket": _("tickets"), "call": _("calls")}
    return [word for kind, word in words.items() if not looked.evidence.get(kind)]


def _listed(words: Sequence[str], _: Say) -> str:
    """ "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return _("{these} and {last}").format(these=", ".join(words[:-1]), last=words[-1])
