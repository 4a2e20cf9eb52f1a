"""Reports that are published already keep what stands above their text from now on: what is written on the incident later is not published with them."""

from datetime import UTC, datetime
from typing import Any

from django.apps.registry import Apps
from django.db import migrations


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None


def _head(incident: Any) -> dict[str, Any]:
    """As reviews.queries.report_head has it."""
    return {
        "title": incident.title,
        "severity": incident.severity,
        "services": sorted((each.name for each in incident.services.all()), key=str.casefold),
        "themes": sorted(set(incident.sightings.values_list("theme__title", flat=True)), key=str.casefold),
        "impact": incident.impact,
        "impact_started_at": _iso(incident.impact_started_at),
        "detected_at": _iso(incident.detected_at),
        "resolved_at": _iso(incident.resolved_at),
        "time_zone": incident.time_zone,
    }


def keep(apps: Apps, _schema: object) -> None:
    reports = apps.get_model("reviews", "Report").objects.filter(latest_number__gt=0)
    for report in reports.select_related("review__incident").iterator(chunk_size=200):
        report.editions.filter(head={}).update(head=_head(report.review.incident))


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0010_taken_out_and_not_a_person"),
        ("reviews", "0033_report_drafts"),
    ]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
