"""The moments of the timeline that a text speaks of, as they are now, and what they rest on; three queries whatever there is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from incidents.models import EvidenceItem, Incident, TimelineEvent
from incidents.models.timeline import MOST_REFERENCES
from reviews import references
from reviews.models import Edition
from reviews.references import Cited, Moment, Note, Say, shortened
from reviews.template_text import times

QUOTED = 600  # characters of a message in a note
OFFERED = 500  # moments in the editor's list


@dataclass(frozen=True)
class Page:
    """A rendered text with its moments, and the notes below it. gone: references that lead to no moment; stale: those that tell
    another time or another thing than the timeline by now."""

    html: SafeString
    notes: list[Note]
    gone: int
    stale: int = 0


def dress(html: str, incident: Incident, *, writes: bool = False, source: str = "") -> Page:
    """A rendered text, marked or not. writes: the reader may mend what leads to no moment, and is told; source: its Markdown."""
    known = spoken_of(html, incident)
    say = Say(
        label=_("Moment of the timeline: %(now)s. Note %(number)s"),
        now=_("now %s"),
        gone=_("not on the timeline any more") if writes else "",
        timeline=f"{reverse('incidents:incident', args=[incident.uid])}#narrative",
    )
    made = references.dressed(html, known, say)
    html = mark_safe(made.html)  # noqa: S308  the renderer's allow-listed HTML, with links only
    return Page(html, made.notes, made.gone, references.refreshed(source, known)[1] if source else 0)


def spoken_of(html: str, incident: Incident, *, quoting: bool = True) -> dict[int, Moment]:
    """The moments that a rendered text speaks of."""
    return moments(incident, references.found(html), quoting=quoting)


def moments(incident: Incident, wanted: Iterable[int], *, quoting: bool = True) -> dict[int, Moment]:
    """By reference. Words that were withdrawn or deleted are never among them; without quoting, nobody's are."""
    keys = references.most(wanted, MOST_REFERENCES)
    if not keys:
        return {}
    items = EvidenceItem.objects.visible().select_related("writer__user", "evidence").order_by("at", "pk")
    rows = incident.events.filter(reference__in=keys).select_related("evidence")
    page = reverse("incidents:incident", args=[incident.uid])
    return {
        each.reference: moment(each, incident, page, quoting=quoting)
        for each in rows.prefetch_related(Prefetch("items", items))
    }


def moment(event: TimelineEvent, incident: Incident, page: str, *, quoting: bool) -> Moment:
    clock, when = _times(event.known_at, incident.zone)
    return Moment(
        reference=event.reference,
        clock=clock,
        when=when,
        what=" ".join(event.what.split()),
        url=f"{page}#event-{event.pk}",
        cited=_cited(event, incident, quoting=quoting),
        known_then=" ".join(event.known_then.split()),
    )


def all_words(found: Iterable[Moment]) -> str:
    """All that is read of them, for finding who is named in it."""
    return "".join(
        f"\n{each.what}\n{each.known_then}\n" + "\n".join(f"{one.who} {one.words}" for one in each.cited)
        for each in found
    )


def of_edition(edition: Edition, incident: Incident, zone: ZoneInfo, *, quoting: bool) -> dict[int, Moment]:
    """The moments that a published text speaks of, with time, clock and words as they were then; what they rest on is asked anew."""
    wanted = references.found(edition.html)
    if not wanted:
        return {}
    now = moments(incident, wanted, quoting=quoting)
    kept = {each["reference"]: each for each in edition.moments if each.get("reference") in wanted}
    return now | {reference: _then(each, now.get(reference), zone) for reference, each in kept.items()}


def _then(kept: dict[str, Any], now: Moment | None, zone: ZoneInfo) -> Moment:
    clock, when = _times(datetime.fromisoformat(kept["at"]) if kept.get("timed", True) else None, zone)
    found = now or Moment(kept["reference"], clock, when, kept["what"], "")
    return replace(found, clock=clock, when=when, what=kept["what"], known_then=kept.get("known_then", ""))


def _times(at: datetime | None, zone: ZoneInfo) -> tuple[str, str]:
    if at is None:
        return "", _("time not known")
    clock = times(at, zone)
    return clock, f"{date_format(at.astimezone(UTC), 'j F Y')}, {clock}"


def _cited(event: TimelineEvent, incident: Incident, *, quoting: bool) -> tuple[Cited, ...]:
    """The messages; where there are none, the evidence that was named."""
    found = [_item(item, incident, quoting=quoting) for item in event.items.all()]
    if not found and event.evidence:
        found = [Cited(event.evidence.title)]
    return tuple(found)


def _item(item: EvidenceItem, incident: Incident, *, quoting: bool) -> Cited:
    where = item.evidence.title
    if item.place and item.place not in where:
        where = f"{where}, {item.place}"
    at = times(item.at, incident.zone) if item.at else ""
    if not item.may_be_cited:
        return Cited(where, gone=_("withdrawn by its author") if item.withdrawn_at else _("deleted by its author"))
    return Cited(where, at, item.author if quoting else "", shortened(item.text, QUOTED) if quoting else "")


def taken_away(text: str, incident: Incident) -> str:
    """Markdown with a footnote for each of its moments. It cannot be called back, so nobody's message is quoted."""
    known = moments(incident, references.found_in_source(text), quoting=False)
    return references.with_footnotes(text, known, {key: footnote(each) for key, each in known.items()})


def refreshed(text: str, incident: Incident) -> tuple[str, int]:
    """Markdown in which the timeline's words are those of now, and in how many places they were not."""
    return references.refreshed(text, moments(incident, references.found_in_source(text), quoting=False))


def taken_over(text: str, incident: Incident) -> str:
    """The Markdown with the timeline's words of now; a list of moments alone stands by the timeline's order again."""
    now = refreshed(text, incident)[0]
    order = incident.events.values_list("reference", flat=True)
    return references.in_order(now, text, {reference: place for place, reference in enumerate(order)})


def footnote(each: Moment) -> str:
    """A moment's note as a line of Markdown."""
    basis = "; ".join(", ".join(filter(None, (one.where, one.at, one.gone))) for one in each.cited)
    then = " " + _("Known then: %(words)s") % {"words": each.known_then} if each.known_then else ""
    return f"{each.when}: {each.what}{then}" + (f" ({basis})" if basis else "")


@dataclass(frozen=True)
class Offered:
    """A moment that the editor may put into the text. label: how it is listed; words: how the text would begin to speak of it."""

    reference: int
    label: str
    words: str
    markdown: str


def offered(incident: Incident) -> list[Offered]:
    """In their order; one query."""
    rows = incident.events.only("at", "timed", "what", "reference", "incident_id")[:OFFERED]
    return [_offer(each, incident) for each in rows]


def _offer(event: TimelineEvent, incident: Incident) -> Offered:
    words = shortened(event.what, 160)
    when = _times(event.known_at, incident.zone)[1]
    return Offered(
        event.reference, f"{when}: {shortened(event.what)}", words, references.written(words, event.reference)
    )
