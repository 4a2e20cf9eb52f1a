"""Interviews with people who have no account, and passages that they agreed to by word of mouth."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0005_evidence_in"),
        ("reviews", "0024_report"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="interview",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="interviews",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="interview",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "no answer yet"),
                    ("time", "a time is agreed"),
                    ("none_fits", "no time fits"),
                    ("no", "would rather not"),
                    ("yes", "said yes"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="interview", name="name", field=models.CharField(blank=True, default="", max_length=100)
        ),
        migrations.AddField(
            model_name="interview",
            name="involvement",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="incidents.involvement",
            ),
        ),
        migrations.AddField(
            model_name="interview",
            name="said_on",
            field=models.DateField(null=True, verbose_name="when they said so"),
        ),
        migrations.AddField(
            model_name="interviewquote",
            name="noted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(model_name="interviewquote", name="said_on", field=models.DateField(null=True)),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("involvement__isnull", False)),
                fields=("review", "involvement"),
                name="interview_without_account_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), ("person__isnull", False)),
                    models.Q(("person__isnull", True), models.Q(("name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="interview_of_somebody",
            ),
        ),
    ]
