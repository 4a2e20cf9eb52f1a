"""Django's registration of the app; here it hands its message kind and its station to the apps below."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"

    def ready(self) -> None:
        # Models can only be imported once the apps are loaded, so registration imports here (Django's documented place).
        from surveys import registration  # noqa: PLC0415

        registration.everything()
