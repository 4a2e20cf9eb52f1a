"""Brings a case in as an incident with its people, evidence, timeline and themes."""

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from incidents.actions import incidents, index, themes
from incidents.cases import Case
from incidents.models import Evidence, Incident, Involvement, Sighting, TimelineEvent
from incidents.permissions import visible_incidents


@transaction.atomic
def import_case(*, case: Case, by: User, accounts: dict[str, User] | None = None) -> tuple[Incident, bool]:
    """The incident, and whether it is new: the same case a second time adds nothing.

    `accounts` maps the case's keys of people to their accounts; others stay names.
    """
    origin = _origin(case, by)
    known = visible_incidents(by).filter(origin=origin).first()
    if known:
        return known, False
    incident = incidents.open_incident(
        by=by,
        services=list(case.services),
        title=case.title,
        severity=case.severity,
        impact=case.impact,
        impact_started_at=case.impact_started_at,
        detected_at=case.detected_at,
        resolved_at=case.resolved_at,
        time_zone=case.time_zone,
        origin=origin,
    )
    people = _people(incident, case, accounts or {})
    _timeline(incident, case, people, by)
    _themes(incident, case, by)
    index.touch("incident", incident.pk)
    audit.record(by=by, did="incident.imported", subject=incident, events=len(case.timeline))
    return incident, True


def _origin(case: Case, by: User) -> str:
    """The case's own key, or this person's when the case lies in an incident that must not be known to them."""
    taken = Incident.objects.filter(origin=case.origin)
    if not taken.exists() or visible_incidents(by).filter(origin=case.origin).exists():
        return case.origin
    return f"by:{by.pk}|{case.origin}"[:200]


def _people(incident: Incident, case: Case, accounts: dict[str, User]) -> dict[str, Involvement]:
    return {
        person.key: Involvement.objects.create(
            incident=incident,
            key=person.key,
            user=accounts.get(person.key),
            name=person.name,
            part=person.part,
            perspective=person.perspective,
        )
        for person in case.people
    }


def _timeline(incident: Incident, case: Case, people: dict[str, Involvement], by: User) -> None:
    titles = dict.fromkeys(moment.source for moment in case.timeline if moment.source)
    evidence = {
        title: Evidence.objects.create(incident=incident, title=title, kind=_kind(title), added_by=by)
        for title in titles
    }
    TimelineEvent.objects.bulk_create(
        TimelineEvent(
            incident=incident,
            at=moment.at,
            position=position,
            what=moment.what,
            known_then=moment.known_then,
            perspective_of=people.get(moment.who),
            teller=people.get(moment.who),
            evidence=evidence.get(moment.source),
            added_by=by,
        )
        for position, moment in enumerate(case.timeline)
    )


def _kind(title: str) -> str:
    """A kind of evidence from its title; "document" when the title is none."""
    return title if title in Evidence.Kind.values else str(Evidence.Kind.DOCUMENT)


def _themes(incident: Incident, case: Case, by: User) -> None:
    """A theme of that title may exist from other incidents; it then has one more sighting."""
    events = {event.at: event for event in incident.events.all()}
    for found in case.themes:
        theme = themes.known_or_new(title=found.title, by=by)
        here: list[TimelineEvent | None] = [events[at] for at in found.points_at if at in events]
        for event in here or [None]:
            Sighting.objects.get_or_create(theme=theme, incident=incident, event=event, defaults={"added_by": by})
