"""Production's worker and beat: `celery -A config.celery worker` and `celery -A config.celery beat`.

Celery only says "look now". Nothing is kept in the broker that would be missed: flush it, and the next sweep finds everything.
"""

import os

from celery import Celery

from config.timetable import SWEEPS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("debrief")
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=600,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    # A page that rings the bell must not wait for a broker that is gone.
    broker_transport_options={
        "visibility_timeout": 900,
        "socket_connect_timeout": 2,
        "socket_timeout": 10,
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0.1,
        "interval_max": 0.1,
    },
    # A "look now" that nobody took before the next one is not worth keeping.
    beat_schedule={
        sweep.name: {"task": sweep.task, "schedule": sweep.every, "options": {"expires": sweep.every}}
        for sweep in SWEEPS
    },
    # autodiscover_tasks looks into modules called "tasks" alone; sweeps may live in others.
    imports=sorted({sweep.task.rpartition(".")[0] for sweep in SWEEPS}),
    beat_max_loop_interval=5,
    timezone="UTC",
)
app.autodiscover_tasks()
