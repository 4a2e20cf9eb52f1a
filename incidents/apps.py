"""Django's registration of the app; here it hands what can be found by words to the search, and its gettext to the readers of files."""

from django.apps import AppConfig
from django.utils.translation import gettext

from incidents.evidence_formats import words


class IncidentsConfig(AppConfig):
    name = "incidents"

    def ready(self) -> None:
        # Models can only be imported once the apps are loaded, so registration imports here (Django's documented place).
        from incidents import registration  # noqa: PLC0415

        registration.searched_kinds()
        words.speak(gettext)
