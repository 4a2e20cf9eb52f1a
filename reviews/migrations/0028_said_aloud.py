from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0027_questions_at_moments")]

    operations = [
        migrations.AddField("recordinganswer", "aloud", models.BooleanField(default=False)),
        migrations.AddField("ruleagreement", "aloud_at", models.DateTimeField(null=True)),
        migrations.AddField("roomguest", "agreed_aloud_at", models.DateTimeField(null=True)),
    ]
