"""What importers see in the description of the JSON interface: a review and a follow-up, as they are sent and as they are told."""

from typing import Any

from incidents.api_examples import UID as INCIDENT

UID = "0f0a7c1e-3b1d-4c9f-8a63-5d0f5b0f6a21"
NEW_REVIEW: dict[str, Any] = {
    "incident": INCIDENT,
    "meets_at": "2026-03-10T14:00:00Z",
    "time_zone": "Europe/Berlin",
    "minutes": 60,
    "series": "Tuesday review",
    "restricted": False,
    "short_notice_reason": "It was held before this installation was set up.",
}
REVIEW: dict[str, Any] = {
    "uid": UID,
    "incident": INCIDENT,
    "title": "Checkout stood still for an hour",
    "series": "Tuesday review",
    "stage": "held",
    "meets_at": "2026-03-10T14:00:00+00:00",
    "time_zone": "Europe/Berlin",
    "minutes": 60,
    "restricted": False,
    "document_ready_at": "2026-03-09T12:10:00+00:00",
    "started_at": "2026-03-10T14:01:10+00:00",
    "ended_at": "2026-03-10T14:58:40+00:00",
    "cancelled_at": None,
}
NEW_FOLLOW_UP: dict[str, Any] = {
    "what": "Let the copy tool say how much it has copied",
    "why": "Its silence looked like failure.",
    "owner": "ben@example.org",
    "due": "2026-04-01",
    "tracked_at": "https://github.com/acme/infra/issues/7",
}
FOLLOW_UP: dict[str, Any] = {
    "id": 31,
    "review": UID,
    "what": "Let the copy tool say how much it has copied",
    "why": "Its silence looked like failure.",
    "owner": "Ben",
    "due": "2026-04-01",
    "state": "open",
    "chosen_not_because": None,
    "tracked_at": "https://github.com/acme/infra/issues/7",
    "agreed_at": "2026-03-10T14:55:02.310000+00:00",
    "settled_at": None,
}
