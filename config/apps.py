"""Django's registration of the installation itself: home page, health, errors."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
