"""Incidents and their timelines in the JSON interface: to read, and to create for importers."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import zones
from accounts.access import require
from accounts.api import Call, Created, Rows, Shape, creation, known, listing, one
from accounts.api_schema import (
    choice,
    fields,
    flag,
    line,
    many,
    moment,
    moment_of,
    or_null,
    says,
    text,
    uid,
    whole,
)
from accounts.api_told import Problem
from accounts.models import User
from incidents import api_examples, permissions
from incidents.actions import contents, incidents
from incidents.models import Incident, Involvement, Part, Severity, TimelineEvent

MOST_NUMBER = 2**53 - 1
TITLE = line(200)
SEVERITY = choice(list(Severity.values))
ZONE = choice(list(zones.names()), "The zone of those who responded, by its IANA name.")
TIMES = ("impact_started_at", "detected_at", "resolved_at")

PERSON = fields(
    {
        "id": whole(1, MOST_NUMBER),
        "name": {"type": "string"},
        "part": choice(list(Part.values)),
        "perspective": {"type": "string", "description": "What they saw of it."},
    }
)
BRIEF = {
    "uid": uid(),
    "title": {"type": "string"},
    "severity": SEVERITY,
    "services": many({"type": "string"}, 1000),
    "impact": {"type": "string"},
    **{name: or_null(moment()) for name in TIMES},
    "time_zone": {"type": "string"},
    "restricted": flag("Whether its members alone know of it."),
    "created_at": moment(),
}
INCIDENT = Shape("Incident", fields(BRIEF), api_examples.INCIDENT)
INCIDENT_WITH_PEOPLE = Shape(
    "IncidentWithPeople", fields(BRIEF | {"people": many(PERSON, 10_000)}), api_examples.INCIDENT_WITH_PEOPLE
)
NEW_INCIDENT = Shape(
    "NewIncident",
    fields(
        {
            "title": TITLE,
            "severity": SEVERITY | {"default": str(Severity.SEV2)},
            "services": many(line(120), 20),
            "impact": text(20_000),
            **{name: or_null(moment()) for name in TIMES},
            "time_zone": ZONE | {"default": "UTC"},
        },
        ["title"],
    ),
    api_examples.NEW_INCIDENT,
)
EVENT = Shape(
    "TimelineEvent",
    fields(
        {
            "id": whole(1, MOST_NUMBER),
            "at": or_null(moment("Null where nobody knows the time; its place is then where it stands in the list.")),
            "what": {"type": "string"},
            "known_then": {
                "type": "string",
                "description": "What was known then, before anyone knew how it would end.",
            },
            "perspective_of": or_null({"type": "string", "description": "Whose perspective it is."}),
            "evidence": or_null({"type": "string", "description": "The title of the evidence it is from."}),
        }
    ),
    api_examples.EVENT,
)
NEW_EVENT = Shape(
    "NewTimelineEvent",
    fields(
        {
            "at": or_null(moment()),
            "what": says(5000),
            "known_then": text(20_000),
            "perspective_of": or_null(whole(1, MOST_NUMBER, "The id of one of the incident's people.")),
            "evidence": or_null(
                line(200, "The title of the evidence it is from; made when there is none of this title.")
            ),
        },
        ["at", "what"],
    ),
    api_examples.NEW_EVENT,
)


def _brief(incident: Incident) -> dict[str, Any]:
    return {
        "uid": str(incident.uid),
        "title": incident.title,
        "severity": incident.severity,
        "services": [service.name for service in incident.services.all()],
        "impact": incident.impact,
        **{name: at.isoformat() if (at := getattr(incident, name)) else None for name in TIMES},
        "time_zone": incident.time_zone,
        "restricted": incident.restricted,
        "created_at": incident.created_at.isoformat(),
    }


def _full(incident: Incident) -> dict[str, Any]:
    return _brief(incident) | {"people": [_person(each) for each in incident.involvements.select_related("user")]}


def _person(person: Involvement) -> dict[str, Any]:
    return {"id": person.pk, "name": person.who, "part": person.part, "perspective": person.perspective}


def _event(event: TimelineEvent) -> dict[str, Any]:
    return {
        "id": event.pk,
        "at": event.at.isoformat() if event.timed else None,
        "what": event.what,
        "known_then": event.known_then,
        "perspective_of": event.perspective_of.who if event.perspective_of else None,
        "evidence": event.evidence.title if event.evidence else None,
    }


def the_incident(person: User, uid: UUID | str) -> Incident:
    """404 for one that this person may not know of."""
    found: Incident = known(permissions.visible_incidents(person).filter(uid=uid))
    return found


def _events(call: Call, uid: UUID | str) -> QuerySet[TimelineEvent]:
    return the_incident(call.person, uid).events.select_related("perspective_of__user", "evidence")


@listing(INCIDENT)
def list_incidents(call: Call) -> Rows:
    """All incidents that you may know of, in the order in which they were written down."""
    found = permissions.visible_incidents(call.person).prefetch_related("services").order_by("pk")
    return Rows(found, _brief)


@one(INCIDENT_WITH_PEOPLE)
def read_incident(call: Call, uid: UUID | str) -> dict[str, Any]:
    """One incident with the people involved."""
    return _full(the_incident(call.person, uid))


@creation(NEW_INCIDENT, INCIDENT_WITH_PEOPLE)
def create_incident(call: Call) -> Created:
    """Write down an incident; you may edit it. 409 when it was resolved before its impact began or before it was detected."""
    require(permissions.open_incident(call.person))
    sent = {"severity": Severity.SEV2, "impact": "", "time_zone": "UTC", "services": []} | call.sent
    sent |= {name: moment_of(sent[name]) for name in TIMES if sent.get(name)}
    ended = sent.get("resolved_at")
    for name in ("impact_started_at", "detected_at"):
        if ended and sent.get(name) and ended < sent[name]:
            raise Problem(409, _("resolved_at lies before %(name)s.") % {"name": name})
    made = incidents.open_incident(by=call.person, **sent)
    made.refresh_from_db()
    return Created(reverse("api:incident", args=[made.uid]), _full(made))


@listing(EVENT)
def list_events(call: Call, uid: UUID | str) -> Rows:
    """The timeline of an incident, by time."""
    return Rows(_events(call, uid), _event)


@one(EVENT)
def read_event(call: Call, uid: UUID | str, number: int) -> dict[str, Any]:
    """One moment of the timeline."""
    return _event(known(_events(call, uid).filter(pk=number)))


@creation(NEW_EVENT, EVENT)
def create_event(call: Call, uid: UUID | str) -> Created:
    """Add a moment to the timeline, as those who write the incident up may. 409 for a person of another incident."""
    incident = the_incident(call.person, uid)
    require(permissions.edit(call.person, incident))
    number = call.sent.get("perspective_of")
    who = incident.involvements.filter(pk=number).first() if number else None
    if number and who is None:
        raise Problem(409, _("perspective_of is nobody of this incident."))
    made = contents.write_event(
        incident=incident,
        by=call.person,
        at=moment_of(call.sent["at"]).astimezone(timezone.get_default_timezone()) if call.sent["at"] else None,
        what=call.sent["what"],
        known_then=call.sent.get("known_then") or "",
        people=(who, None),
        evidence=call.sent.get("evidence") or "",
    )
    made = _events(call, uid).get(pk=made.pk)
    return Created(reverse("api:event", args=[incident.uid, made.pk]), _event(made))
