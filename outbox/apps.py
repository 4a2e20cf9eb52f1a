"""Django's registration of the app; here it hands accounts the way out for their mails."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"

    def ready(self) -> None:
        # Models can only be imported once the apps are loaded, so registration imports here (Django's documented place).
        from outbox import account_mails  # noqa: PLC0415

        account_mails.everything()
