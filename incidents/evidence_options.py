"""The answers of the preview as they are kept with an import, and as readers want them. Plain rule."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from incidents.evidence_formats.found import Options


def options_of(kept: dict[str, Any], names: Iterable[str] = ()) -> Options:
    """names: of people with an account. Times are kept as ISO text; what was not asked or not answered has the reader's own value."""
    zone = ZoneInfo(str(kept.get("zone") or "UTC"))
    return Options(
        zone=zone,
        begins=_wall(kept.get("begins")),
        columns={name: int(at) for name, at in (kept.get("columns") or {}).items()},
        channels=tuple(kept.get("channels") or ()),
        since=_moment(kept.get("since"), zone),
        until=_moment(kept.get("until"), zone),
        day_first=bool(kept.get("day_first", True)),
        names=frozenset(names),
    )


def _wall(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _moment(text: str | None, zone: ZoneInfo) -> datetime | None:
    wall = _wall(text)
    return wall.replace(tzinfo=zone).astimezone(UTC) if wall else None
