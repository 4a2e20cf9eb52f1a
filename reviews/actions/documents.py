"""Begins, saves and restores the calibration document; every save makes an immutable revision and carries the anchors."""

from datetime import UTC, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext

from accounts.actions import audit
from accounts.models import User
from incidents.models import Incident
from reviews import markdown
from reviews.models import Document, Review, Revision
from reviews.template_text import FoundTheme, Moment, Story, starting_text


@transaction.atomic
def create(*, review: Review, by: User) -> Document:
    """The document of a new review, with revision 1 from the template filled from the incident."""
    text = starting_text(_story(review.incident), gettext, _day)
    document = Document.objects.create(review=review, latest_number=1)
    rendered = markdown.render(text)
    Revision.objects.create(document=document, number=1, text=text, html=rendered.html, made_by=by)
    audit.record(by=by, did="document.started", subject=document)
    return document


def _day(at: datetime) -> str:
    return date_format(at.astimezone(UTC), "l j F Y")


def _story(incident: Incident) -> Story:
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
            Moment(event.at, event.what, event.perspective_of.who if event.perspective_of else "") for event in events
        ],
        themes=_themes(incident),
    )


def _themes(incident: Incident) -> list[FoundTheme]:
    found: dict[int, FoundTheme] = {}
    for sighting in incident.sightings.select_related("theme", "event"):
        theme = found.get(sighting.theme_id) or FoundTheme(sighting.theme.title, sighting.theme.description)
        seen = (*theme.seen_at, sighting.event.at) if sighting.event else theme.seen_at
        found[sighting.theme_id] = FoundTheme(theme.title, theme.description, seen)
    return list(found.values())
