"""Follow-ups: why, settled when, where tracked; the group that chooses among ideas, and what each says."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0021_series_and_readiness"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="followup",
            name="settled_at",
            field=models.DateTimeField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name="followup",
            name="why",
            field=models.CharField(blank=True, default="", max_length=500, verbose_name="why"),
        ),
        migrations.AlterField(
            model_name="parkeditem",
            name="fate",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "not decided yet"),
                    ("follow_up", "follow-up"),
                    ("let_go", "let go"),
                    ("meeting", "a meeting is planned"),
                    ("soak", "chosen after two working days"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Tracked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.CharField(max_length=500, verbose_name="where it is tracked")),
                ("state", models.CharField(blank=True, default="", max_length=80)),
                ("is_closed", models.BooleanField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("trouble", models.CharField(blank=True, default="", max_length=300)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "follow_up",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tracked", to="reviews.followup"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Chooser",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("named_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "named_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="choosers", to="reviews.review"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("review", "person"), name="chooser_once")],
            },
        ),
        migrations.CreateModel(
            name="IdeaWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[("do_it", "do it"), ("not_now", "not now")],
                        max_length=7,
                        verbose_name="what you would do",
                    ),
                ),
                ("word", models.CharField(blank=True, default="", max_length=300, verbose_name="a word about it")),
                ("said_at", models.DateTimeField(auto_now=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="reviews.parkeditem"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("item", "person"), name="idea_word_once")],
            },
        ),
    ]
