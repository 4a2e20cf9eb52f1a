"""Changes what is known of an incident: people involved, moments of the timeline, themes seen in it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.actions import audit
from accounts.models import User
from incidents import news
from incidents.actions import index, themes
from incidents.models import Evidence, Incident, Involvement, Sighting, TimelineEvent


class AlreadyInvolved(Exception):
    """The account has a part in this incident already."""


@transaction.atomic
def involve(
    *, incident: Incident, by: User, user: User | None, name: str, part: str, perspective: str = ""
) -> Involvement:
    """Write down somebody's part. Raises AlreadyInvolved."""
    if user and incident.involvements.filter(user=user).exists():
        raise AlreadyInvolved
    found = Involvement.objects.create(
        incident=incident, user=user, name=name or str(user), part=part, perspective=perspective
    )
    audit.record(by=by, did="incident.involved", subject=incident, involvement=found.pk)
    index.touch("incident", incident.pk)
    return found


@transaction.atomic
def change_involvement(
    *, involvement: Involvement, by: User, user: User | None, name: str, part: str, perspective: str = ""
) -> Involvement:
    """Raises AlreadyInvolved when that account has another entry."""
    others = involvement.incident.involvements.exclude(pk=involvement.pk)
    if user and others.filter(user=user).exists():
        raise AlreadyInvolved
    involvement.user, involvement.name = user, name or str(user)
    involvement.part, involvement.perspective = part, perspective
    involvement.save()
    audit.record(by=by, did="incident.involvement_changed", subject=involvement.incident, involvement=involvement.pk)
    index.touch("incident", involvement.incident_id)
    news.timeline_changed(involvement.incident_id)
    return involvement


@transaction.atomic
def release(*, involvement: Involvement, by: User) -> None:
    audit.record(by=by, did="incident.released", subject=involvement.incident, involvement=involvement.pk)
    involvement.delete()
    index.touch("incident", involvement.incident_id)
    news.timeline_changed(involvement.incident_id)


@transaction.atomic
def write_event(  # noqa: PLR0913 — the parts of a moment, each by name
    *,
    incident: Incident,
    by: User,
    at: datetime | None,
    what: str,
    people: tuple[Involvement | None, Involvement | None] = (None, None),
    evidence: str = "",
    known_then: str = "",
    event: TimelineEvent | None = None,
) -> TimelineEvent:
    """A new moment, or `event` written anew. `people`: whose perspective it is, and who tells it; `at`: None if nobody knows."""
    found = event or TimelineEvent(incident=incident, added_by=by)
    _put(found, at)
    found.what, found.known_then = what, known_then
    found.perspective_of, found.teller = people
    found.evidence = (
        Evidence.objects.get_or_create(incident=incident, title=evidence, defaults={"added_by": by})[0]
        if evidence
        else None
    )
    found.save()
    audit.record(by=by, did="incident.event_written", subject=incident, event=found.pk)
    index.touch("incident", incident.pk)
    news.timeline_changed(incident.pk)
    return found


def _put(event: TimelineEvent, at: datetime | None) -> None:
    """At its time, behind others of that instant. Without a time it stays where it stands; a new one goes to the end."""
    incident, was = event.incident, event.at
    event.timed = at is not None
    if at is None and event.pk is None:
        last = incident.events.last()
        at = last.at if last else incident.impact_started_at or incident.detected_at or incident.created_at
    if at is None or (event.pk and at == was):
        return
    event.at = at
    last_position = incident.events.filter(at=at).exclude(pk=event.pk).aggregate(last=Max("position"))["last"]
    event.position = 0 if last_position is None else last_position + 1


@transaction.atomic
def remove_event(*, event: TimelineEvent, by: User) -> None:
    """Its themes stay with the incident as a whole, once each."""
    audit.record(by=by, did="incident.event_removed", subject=event.incident, event=event.pk)
    elsewhere = event.incident.sightings.exclude(event=event)
    event.sightings.filter(theme__in=elsewhere.values("theme"), quote="").delete()
    event.delete()
    index.touch("incident", event.incident_id)
    news.timeline_changed(event.incident_id)


def see_theme(*, incident: Incident, by: User, title: str, event: TimelineEvent | None) -> Sighting:
    """Tie a theme to this incident or one of its events; the theme is made when no other incident has it yet."""
    theme = themes.known_or_new(title=title, by=by)
    return themes.see(theme=theme, incident=incident, by=by, spot=themes.Spot(event=event))


@transaction.atomic
def unsee_theme(*, sighting: Sighting, by: User) -> None:
    audit.record(by=by, did="incident.theme_unseen", subject=sighting.incident, sighting=sighting.pk)
    sighting.delete()
