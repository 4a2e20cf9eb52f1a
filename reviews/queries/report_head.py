"""The head of a published report: what is told of the incident above the text, kept with each edition as it was."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from reviews.models import Edition, Review

MOMENTS = ("impact_started_at", "detected_at", "resolved_at")


@dataclass(frozen=True)
class Head:
    """Times in ISO 8601, or None; nothing in it has gone through naming."""

    title: str
    severity: str
    services: list[str]
    themes: list[str]
    impact: str
    impact_started_at: str | None
    detected_at: str | None
    resolved_at: str | None
    time_zone: str

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def began(self) -> datetime | None:
        return _moment(self.impact_started_at)

    @property
    def detected(self) -> datetime | None:
        return _moment(self.detected_at)

    @property
    def resolved(self) -> datetime | None:
        return _moment(self.resolved_at)

    @property
    def words(self) -> str:
        """All that may name somebody."""
        return "\n".join([self.title, self.impact, *self.services, *self.themes])


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def now(review: Review) -> Head:
    """As the incident is now."""
    incident = review.incident
    titles = incident.sightings.values_list("theme__title", flat=True)
    times = {name: getattr(incident, name) for name in MOMENTS}
    return Head(
        title=incident.title,
        severity=incident.severity,
        services=sorted((each.name for each in incident.services.all()), key=str.casefold),
        themes=sorted(set(titles), key=str.casefold),
        impact=incident.impact,
        time_zone=incident.time_zone,
        **{name: at.astimezone(UTC).isoformat() if at else None for name, at in times.items()},
    )


def to_keep(review: Review) -> dict[str, Any]:
    """What an edition keeps when it is published."""
    return asdict(now(review))


def of(edition: Edition) -> Head:
    """As it was published; where nobody kept it, in a backup of earlier say, as the incident is now."""
    return Head(**edition.head) if edition.head else now(edition.report.review)


def changed(edition: Edition) -> bool:
    """Whether the incident says something else above the text by now."""
    return of(edition) != now(edition.report.review)
