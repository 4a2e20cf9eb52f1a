"""Who was in earlier meetings was there in one stretch, from the first sign of life to the last."""

from typing import Any

from django.db import migrations


def one_stretch(apps: Any, schema_editor: Any) -> None:
    span = apps.get_model("reviews", "AttendanceSpan")
    rows = apps.get_model("reviews", "Attendance").objects.filter(spans=None).iterator()
    span.objects.bulk_create(
        (span(attendance=row, from_at=row.came_at, to_at=max(row.came_at, row.last_seen_at)) for row in rows),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0011_room_people")]
    operations = [migrations.RunPython(one_stretch, migrations.RunPython.noop)]
