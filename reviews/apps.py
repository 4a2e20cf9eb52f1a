"""Django's registration of the app; here it hands its message kinds and live regions to the apps below."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self) -> None:
        # Models can only be imported once the apps are loaded, so registration imports here (Django's documented place).
        from reviews import chat_registration, document_region, interview_mails, registration, room_region  # noqa: PLC0415

        registration.message_kinds()
        chat_registration.chat_kinds()
        interview_mails.kinds()
        document_region.regions()
        room_region.regions()
