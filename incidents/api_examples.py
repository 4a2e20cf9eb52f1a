"""What importers see in the description of the JSON interface: an incident and a moment, as they are sent and as they are told."""

from typing import Any

UID = "7b1c2f5e-8d1a-4f0e-9c55-2f4f7a3f8f10"
NEW_INCIDENT: dict[str, Any] = {
    "title": "Checkout stood still for an hour",
    "severity": "SEV-1",
    "services": ["Checkout", "Queue"],
    "impact": "Four hundred orders waited for an hour.",
    "impact_started_at": "2026-03-02T08:50:00Z",
    "detected_at": "2026-03-02T09:00:00Z",
    "resolved_at": "2026-03-02T10:05:00Z",
    "time_zone": "Europe/Berlin",
}
INCIDENT: dict[str, Any] = {
    "uid": UID,
    **NEW_INCIDENT,
    "impact_started_at": "2026-03-02T08:50:00+00:00",
    "detected_at": "2026-03-02T09:00:00+00:00",
    "resolved_at": "2026-03-02T10:05:00+00:00",
    "restricted": False,
    "created_at": "2026-03-03T07:30:00.120000+00:00",
}
INCIDENT_WITH_PEOPLE: dict[str, Any] = INCIDENT | {
    "people": [{"id": 4, "name": "Ben", "part": "on_call", "perspective": "saw the graph first"}]
}
NEW_EVENT: dict[str, Any] = {
    "at": "2026-03-02T09:05:00Z",
    "what": "The queue is longer than usual.",
    "known_then": "Only one graph was red.",
    "perspective_of": 4,
    "evidence": "Alert 4711",
}
EVENT: dict[str, Any] = {
    "id": 12,
    **NEW_EVENT,
    "at": "2026-03-02T09:05:00+00:00",
    "perspective_of": "Ben",
}
