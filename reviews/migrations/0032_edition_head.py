"""A published report keeps what stood above its text; earlier editions go on telling the incident as it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0031_not_a_person")]

    operations = [migrations.AddField("edition", "head", models.JSONField(default=dict))]
