"""Incidents and all that is known of them."""

from incidents.models.evidence import Evidence, EvidenceAuthor, EvidenceItem
from incidents.models.evidence_import import EvidenceChunk, EvidenceImport, EvidenceProblem
from incidents.models.incident import Incident, IncidentMember, Service, Severity
from incidents.models.involvement import WANTED_PARTS, Involvement, Part
from incidents.models.search import SearchEntry
from incidents.models.theme import DistinctThemes, Sighting, Theme, ThemeChange, ThemeName
from incidents.models.timeline import TimelineEvent

__all__ = [
    "WANTED_PARTS",
    "DistinctThemes",
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
    "SearchEntry",
    "Service",
    "Severity",
    "Sighting",
    "Theme",
    "ThemeChange",
    "ThemeName",
    "TimelineEvent",
]
