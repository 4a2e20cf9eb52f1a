"""Points that were drawn before get the number of people asked, from their surveys."""

from django.db import migrations
from django.db.models import Sum


def fill(apps, schema_editor):
    TrendPoint = apps.get_model("surveys", "TrendPoint")
    for point in TrendPoint.objects.annotate(asked=Sum("surveys__asked_n")).exclude(asked=None):
        TrendPoint.objects.filter(pk=point.pk).update(asked_n=point.asked)


class Migration(migrations.Migration):
    dependencies = [("surveys", "0004_formats_and_facts")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
