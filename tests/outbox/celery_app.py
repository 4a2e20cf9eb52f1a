"""The product's own Celery app, with the kinds of messages of these tests, for the worker and the beat that they start."""

from config.wsgi import application  # isort: skip — first: it sets up Django
from config.celery import app
from tests.outbox import samples

__all__ = ["app", "application"]

# Registered here and inherited by the worker's children.
samples.register()
