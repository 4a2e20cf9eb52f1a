"""Begins, saves and restores the calibration document; every save makes an immutable revision and carries the anchors."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

import live
from accounts.actions import audit
from accounts.models import User
from incidents.actions import index
from incidents.models import Incident
from reviews import markdown, overview_text
from reviews.actions import anchors, theme_passages
from reviews.merge import Merge, merge3
from reviews.models import Document, Draft, Participation, Review, Revision
from reviews.queries import interviews
from reviews.template_text import FoundTheme, Moment, Story, starting_text


@dataclass(frozen=True)
class Saved:
    """The revision that is now the latest. new: made by this save; merged: with what was saved meanwhile; met_own: by its own writer."""

    revision: Revision
    new: bool = True
    merged: bool = False
    met_own: bool = False


@dataclass(frozen=True)
class Conflict:
    """Two people changed the same words. `mine` is kept as a draft, `theirs` is the latest revision's text.

    `suggestion` holds both where they differ, between lines that say whose is whose.
    """

    base: Revision
    theirs: Revision
    mine: str
    suggestion: str


@transaction.atomic
def create(*, review: Review, by: User) -> Document:
    """The document of a new review, with revision 1 from the template filled from the incident."""
    text = starting_text(_story(review.incident, _overview(review)), gettext, _day)
    document = Document.objects.create(review=review, latest_number=1)
    rendered = markdown.render(text)
    Revision.objects.create(document=document, number=1, text=text, html=rendered.html, made_by=by)
    audit.record(by=by, did="document.started", subject=document)
    index.touch("document", document.pk)
    return document


@transaction.atomic
def save(*, document: Document, by: User, base_number: int, text: str) -> Saved | Conflict:
    """Make `text` the next revision. If others saved since `base_number`, their words and these are merged.

    Where both changed the same words nothing is made: the text is kept as the writer's draft and a Conflict returned.
    Raises markdown.TooBig, Revision.DoesNotExist for a base that never was.
    """
    locked = Document.objects.select_for_update().get(pk=document.pk)
    latest = locked.latest
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    base = latest if base_number == latest.number else locked.revisions.get(number=base_number)
    merged = base.number != latest.number and text not in (base.text, latest.text)
    if merged:
        both = _merge(base.text, text, latest.text)
        if not both.clean:
            keep_draft(document=locked, by=by, base_number=base_number, text=text)
            return Conflict(base, latest, text, both.text)
        text = both.text
    locked.drafts.filter(user=by).delete()
    if text == latest.text or (text == base.text and base.number != latest.number):
        return Saved(latest, new=False)
    met_own = merged and not locked.revisions.filter(number__gt=base.number).exclude(made_by=by).exists()
    return Saved(_add(locked, by, base_number, text, merged=merged), merged=merged, met_own=met_own)


@transaction.atomic
def replace(*, document: Document, by: User, text: str, suggested_by: User | None) -> Revision:
    """A text with somebody's suggestion taken in as the next revision; `by` keeps their draft. Call it with the document
    locked and a text made from its latest. Raises markdown.TooBig."""
    credited = suggested_by if suggested_by != by else None
    return _add(document, by, document.latest_number, text, suggested_by=credited)


def _add(
    document: Document, by: User, base_number: int, text: str, *, merged: bool = False, suggested_by: User | None = None
) -> Revision:
    """The next revision of a locked document, with every passage carried along."""
    html = markdown.render(text).html
    number = document.latest_number + 1
    revision = Revision.objects.create(
        document=document,
        number=number,
        base_number=base_number,
        text=text,
        html=html,
        made_by=by,
        merged=merged,
        suggested_by=suggested_by,
    )
    document.latest_number = number
    document.save(update_fields=["latest_number"])
    anchors.carry(document=document, to=revision)
    anchors.carry_marked(document=document, to=revision)
    theme_passages.keep_up(document=document, to=revision)
    index.touch("document", document.pk)
    audit.record(by=by, did="document.saved", subject=document, revision=number)
    live.publish(f"document:{document.review.uid}", "revision")
    return revision


@transaction.atomic
def restore(*, revision: Revision, by: User) -> Saved:
    """An earlier text as the newest revision; all revisions between stay."""
    locked = Document.objects.select_for_update().get(pk=revision.document_id)
    latest = locked.latest
    if latest.text == revision.text:
        return Saved(latest, new=False)
    return Saved(_add(locked, by, revision.number, revision.text))


@transaction.atomic
def keep_draft(*, document: Document, by: User, base_number: int, text: str) -> Draft:
    """Keep what somebody typed and could not save; no revision, seen by them alone."""
    draft, _ = Draft.objects.update_or_create(
        document=document, user=by, defaults={"base_number": base_number, "text": text}
    )
    return draft


def compare(*, document: Document, draft: Draft) -> Conflict:
    """A kept draft beside the latest revision, as when it could not be saved."""
    base, latest = document.revisions.get(number=draft.base_number), document.latest
    return Conflict(base, latest, draft.text, _merge(base.text, draft.text, latest.text).text)


@transaction.atomic
def drop_draft(*, document: Document, by: User) -> None:
    """The writer goes on with the saved text; theirs alone is dropped."""
    document.drafts.filter(user=by).delete()
    audit.record(by=by, did="document.draft_dropped", subject=document)


def opened(*, document: Document, by: User) -> None:
    """Somebody invited reads the document that was marked ready: the first time is kept."""
    if document.ready_at:
        place = Participation.objects.filter(review=document.review_id, user=by, removed_at=None, read_at=None)
        place.update(read_at=timezone.now())


def _overview(review: Review) -> str:
    """Where nothing was looked at yet there is nothing to say; the page of interviews puts it in later."""
    looked = interviews.looked(review)
    return overview_text.overview(looked, gettext, ngettext) if looked.evidence else ""


def _day(at: datetime) -> str:
    return date_format(at.astimezone(UTC), "l j F Y")


def _story(incident: Incident, overview: str) -> Story:
    events = incident.events.select_related("perspective_of__user")
    return Story(
        title=incident.title,
        severity=incident.severity,
        zone=incident.zone,
        services=[service.name for service in incident.services.all()],
        impact=incident.impact,
        began=incident.impact_started_at,
        detected=incident.detected_at,
        resolved=incident.resolved_at,
        people=[(one.who, one.get_part_display()) for one in incident.involvements.select_related("user")],
        evidence=[evidence.title for evidence in incident.evidence.all()],
        moments=[
            Moment(
                event.at,
                event.what,
                event.perspective_of.who if event.perspective_of else "",
                reference=event.reference,
                timed=event.timed,
            )
            for event in events
        ],
        themes=_themes(incident),
        overview=overview,
    )


def _themes(incident: Incident) -> list[FoundTheme]:
    found: dict[int, FoundTheme] = {}
    for sighting in incident.sightings.filter(theme__merged_into=None).select_related("theme", "event"):
        theme = found.get(sighting.theme_id) or FoundTheme(sighting.theme.title, sighting.theme.description)
        at = sighting.event.known_at if sighting.event else None
        seen = (*theme.seen_at, at) if at else theme.seen_at
        found[sighting.theme_id] = FoundTheme(theme.title, theme.description, seen)
    return list(found.values())


def _merge(base: str, mine: str, theirs: str) -> Merge:
    """Both edits in one text; where they contradict each other, a line before each says whose it is."""
    return merge3(base, mine, theirs, labels=(gettext("*Saved meanwhile:*"), gettext("*What you wrote:*")))
