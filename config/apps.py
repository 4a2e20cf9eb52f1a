"""Django's registration of the installation itself: home page, health, errors."""

from django.apps import AppConfig

from config.celery import app as celery_app

__all__ = ["ConfigConfig", "celery_app"]  # the Celery app exists in every process, so that tasks and the bell find it


class ConfigConfig(AppConfig):
    name = "config"
