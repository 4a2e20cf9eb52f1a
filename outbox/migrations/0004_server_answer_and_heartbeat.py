
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0003_switched_off'),
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='message',
            name='answer',
            field=models.CharField(default='', max_length=300),
        ),
    ]
