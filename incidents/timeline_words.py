"""What the figure of a timeline and its gaps say in words, on the clock of those who responded."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents import nights
from incidents.gaps import Gap
from incidents.timeline_figure import Figure, Mark, figure


@dataclass(frozen=True)
class Picture:
    """A figure with its title and what else it shows, for templates/incidents/figure/timeline.html."""

    figure: Figure
    words: str
    more: str


def picture(marks: Sequence[Mark], zone: ZoneInfo, gaps: Sequence[Gap] = ()) -> Picture | None:
    """None for fewer than two marks: there is no line between one and itself."""
    drawn = figure(marks, zone, gaps)
    return Picture(drawn, _title(marks, zone), _more(drawn)) if drawn else None


def _title(marks: Sequence[Mark], zone: ZoneInfo) -> str:
    first, last = (found.astimezone(zone) for found in (min(m.at for m in marks), max(m.at for m in marks)))
    until = date_format(last, "H:i") if first.date() == last.date() else date_format(last, "D j M Y, H:i")
    said = ngettext(
        "%(n)d moment from %(since)s to %(until)s %(zone)s",
        "%(n)d moments from %(since)s to %(until)s %(zone)s",
        len(marks),
    )
    return said % {
        "n": len(marks),
        "since": date_format(first, "D j M Y, H:i"),
        "until": until,
        "zone": last.tzname(),
    }


def _more(drawn: Figure) -> str:
    """Of the signs in it those that it has."""
    signs = [
        (drawn.nights, _("Shaded: night, from 22:00 to 6:00.")),
        (drawn.gaps, _("Dotted: nothing is written for long.")),
        (not all(dot.mark.timed for dot in drawn.dots), _("Broken outline: nobody knows the time.")),
        (drawn.current, _("With a ring: where the meeting is.")),
    ]
    return " ".join(words for there, words in signs if there)


def gap(found: Gap, zone: ZoneInfo, *, with_evidence: bool) -> str:
    """ "Nothing is written between 02:10 and 03:40 CET. It was night." """
    since, until = found.since.astimezone(zone), found.until.astimezone(zone)
    other = "D j M, H:i" if since.year == until.year else "D j M Y, H:i"
    form = "H:i" if since.date() == until.date() else other
    said = (
        _("Nothing is written between %(since)s and %(until)s %(zone)s.")
        if with_evidence
        else _("No moment is told between %(since)s and %(until)s %(zone)s.")
    )
    words = said % {"since": date_format(since, form), "until": date_format(until, form), "zone": until.tzname()}
    night = {"all": _("It was night."), "part": _("Part of it was night."), "none": ""}
    return f"{words} {night[nights.share(found.since, found.until, zone)]}".strip()
