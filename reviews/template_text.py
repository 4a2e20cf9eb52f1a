"""The text a calibration document begins with, filled from what is known of the incident. A plain rule without Django.

The parts and their order follow the learning-review guides: opening, how we looked into it, narrative, themes, steps
taken, open questions. Words come through `say` (gettext), days through `day`, so that the rule itself speaks no language.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from reviews.references import as_told

_HINT = re.compile(r"\*[^*]+\*")
Say = Callable[[str], str]
Day = Callable[[datetime], str]


@dataclass(frozen=True)
class Moment:
    """One timeline event: the instant (aware), what happened, whose perspective it is ("" if nobody's), how texts speak of it."""

    at: datetime
    what: str
    who: str = ""
    reference: int = 0
    timed: bool = True  # else `at` is the instant at whose place it stands


@dataclass(frozen=True)
class FoundTheme:
    """A theme seen in this incident, and the instants where it was seen."""

    title: str
    description: str = ""
    seen_at: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Story:
    """What is known of an incident when its review begins; `zone` is where those who responded live."""

    title: str
    severity: str
    zone: ZoneInfo
    services: Sequence[str] = ()
    impact: str = ""
    began: datetime | None = None
    detected: datetime | None = None
    resolved: datetime | None = None
    people: Sequence[tuple[str, str]] = ()  # who, part
    evidence: Sequence[str] = ()
    moments: Sequence[Moment] = ()
    themes: Sequence[FoundTheme] = field(default_factory=tuple)
    overview: str = ""  # what the analysis rests on so far, by reviews.overview_text


def starting_text(story: Story, say: Say, day: Day) -> str:
    """The Markdown of revision 1; level-one headings are the document's parts."""
    parts = (_opening, _how, _narrative, _themes, _steps, _questions)
    return "\n\n".join("\n\n".join(part(story, say, day)) for part in parts) + "\n"


def hint(words: str) -> str:
    """A question to the writer, in the text until it is answered; the report leaves unanswered ones out."""
    return f"*{words}*"


def hints(say: Say) -> list[str]:
    """Every hint a starting text may hold, without its markup."""
    empty = Story("", "", ZoneInfo("UTC"), themes=(FoundTheme(""),))
    bare = Story("", "", ZoneInfo("UTC"))
    texts = [starting_text(story, say, str) for story in (empty, bare)]
    return [line.strip("*") for text in texts for line in text.split("\n") if _HINT.fullmatch(line)]


def times(at: datetime, zone: ZoneInfo) -> str:
    """The clock in UTC with the local one beside it: "23:27 UTC (00:27 CET)"."""
    local = at.astimezone(zone)
    there = f"{at.astimezone(UTC):%H:%M} UTC"
    if local.utcoffset() == at.astimezone(UTC).utcoffset():
        return there
    return f"{there} ({local:%H:%M} {local.tzname()})"


def one_line(text: str) -> str:
    """A pasted text as one line, so that it stays in its list item."""
    return " ".join(text.split())


def _opening(story: Story, _: Say, day: Day) -> Iterator[str]:
    yield "# " + _("Opening")
    yield _(
        "This document tells how {title} looked to the people who were there, and what can be learned from it."
        " It is about how the work made sense at the time, not about who should have done otherwise."
    ).format(title=f"**{one_line(story.title)}**")
    if story.impact:
        yield one_line(story.impact)
    facts = [(_("Severity"), story.severity), (_("Services"), ", ".join(story.services))]
    known = [
        (at, name)
        for at, name in (
            (story.began, _("Impact began")),
            (story.detected, _("Detected")),
            (story.resolved, _("Resolved")),
        )
        if at
    ]
    facts += [(name, f"{day(at)}, {times(at, story.zone)}") for at, name in sorted(known, key=lambda pair: pair[0])]
    yield "\n".join(f"- **{name}:** {value}" for name, value in facts if value)


def _how(story: Story, _: Say, day: Day) -> Iterator[str]:
    yield "# " + _("How we looked into it")
    if story.overview:
        yield story.overview
    if story.people:
        yield _("These people had a part in it:")
        yield "\n".join(f"- {one_line(who)}, {part}" for who, part in story.people)
    if story.evidence:
        yield _("We looked at:")
        yield "\n".join(f"- {one_line(title)}" for title in story.evidence)
    yield hint(_("Say whom you spoke with, what you read, and what you could not find out."))


def _narrative(story: Story, _: Say, day: Day) -> Iterator[str]:
    yield "# " + _("Narrative")
    if not story.moments:
        yield hint(_("Tell what happened in the order in which people met it, and what each of them saw and knew."))
    moments = sorted(story.moments, key=lambda moment: moment.at)
    for title, events in groupby(moments, key=lambda moment: day(moment.at)):
        yield f"## {title}"
        yield "\n".join(_told(event, story.zone) for event in events)


def _told(moment: Moment, zone: ZoneInfo) -> str:
    who = f" *{one_line(moment.who)}*" if moment.who else ""
    when = times(moment.at, zone) if moment.timed else ""
    if moment.reference:
        return f"- {as_told(when, moment.what, moment.reference)}{who}"
    lead = f"**{when}** " if when else ""
    return f"- {lead}{one_line(moment.what)}{who}"


def _themes(story: Story, _: Say, day: Day) -> Iterator[str]:
    yield "# " + _("Themes")
    if not story.themes:
        yield hint(_("What surprised people, what was hard, what went well against the odds?"))
    for theme in story.themes:
        yield f"## {one_line(theme.title)}"
        if theme.description:
            yield theme.description.strip()
        if theme.seen_at:
            seen = ", ".join(times(at, story.zone) for at in sorted(theme.seen_at))
            yield _("Seen at {times}.").format(times=seen)
        yield hint(_("What made this hard to see at the time? Where else does it show?"))


def _steps(story: Story, _: Say, day: Day) -> Iterator[str]:
    yield "# " + _("Steps taken")
    yield hint(_("What has been done already, by whom, and why just that."))


def _questions(story: Story, _: Say, day: Day) -> Iterator[str]:
    yield "# " + _("Open questions")
    yield hint(_("What do we still not understand? Who could tell us?"))
