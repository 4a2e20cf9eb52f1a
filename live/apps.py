"""Django's registration of the app."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "live"
