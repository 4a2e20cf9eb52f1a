"""An import may be taken out again; and of an author it can be said that it is no person."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [
    ("preview", "preview"),
    ("queued", "waits for its turn"),
    ("running", "is being brought in"),
    ("done", "brought in"),
    ("cancelled", "cancelled"),
    ("failed", "could not be brought in"),
    ("out", "taken out again"),
]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("incidents", "0009_event_reference_once"),
    ]

    operations = [
        migrations.AddField("evidenceauthor", "is_person", models.BooleanField(default=True)),
        migrations.AddField("evidenceimport", "taken_out_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "evidenceimport",
            "taken_out_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "evidenceimport", "state", models.CharField(choices=STATES, default="preview", max_length=20)
        ),
    ]
