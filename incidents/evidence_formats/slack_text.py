"""Slack's way of writing turned into words: people, channels, links and groups by their names, then the three escapes and the emoji."""

import re
from collections.abc import Callable, Mapping

from incidents.evidence_formats.emoji import shown
from incidents.evidence_formats.found import without_tokens

MARK = re.compile(r"<([^<>\n]{1,4000})>")


def decoder(names: Mapping[str, str]) -> Callable[[str], str]:
    """For one export: `names` are people's names by their Slack id."""

    def mark(found: re.Match[str]) -> str:
        inner = found.group(1)
        target, _bar, label = inner.partition("|")
        if target.startswith("@"):
            return "@" + (names.get(target[1:]) or label or target[1:])
        if target.startswith("#"):
            return "#" + (label or target[1:])
        if target.startswith("!"):
            return _special(target[1:], label)
        bare = target.removeprefix("mailto:")
        return f"{label} ({bare})" if label and label not in (bare, target) else bare

    def decode(text: str) -> str:
        if "<" in text:
            text = MARK.sub(mark, text)
        if "&" in text:
            text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        return shown(without_tokens(text))

    return decode


def _special(target: str, label: str) -> str:
    if target.startswith("date^"):
        return label or "a date"
    if target.startswith("subteam^"):
        return label if label.startswith("@") else f"@{label or 'a group'}"
    return "@" + (label or target.split("^")[0]).lstrip("@")
