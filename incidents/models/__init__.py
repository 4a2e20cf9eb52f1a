"""Incidents and all that is known of them."""

from incidents.models.evidence import Evidence, EvidenceAuthor, EvidenceItem
from incidents.models.evidence_import import EvidenceChunk, EvidenceImport, EvidenceProblem
from incidents.models.incident import Incident, IncidentMember, Service, Severity
from incidents.models.involvement import WANTED_PARTS, Involvement, Part
from incidents.models.theme import Sighting, Theme
from incidents.models.timeline import TimelineEvent

__all__ = [
    "WANTED_PARTS",
    "Evidence",
    "EvidenceAuthor",
    "EvidenceChunk",
    "EvidenceImport",
    "EvidenceItem",
    "EvidenceProblem",
    "Incident",
    "IncidentMember",
    "Involvement",
    "Part",
    "Service",
    "Severity",
    "Sighting",
    "Theme",
    "TimelineEvent",
]
