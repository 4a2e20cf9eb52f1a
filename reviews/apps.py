"""Django's registration of the app; here it hands its message kinds and live regions to the apps below."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self) -> None:
        # Models can only be imported once the apps are loaded, so registration imports here (Django's documented place).
        from reviews import (  # noqa: PLC0415
            chat_registration,
            document_region,
            follow_up_registration,
            interview_mails,
            message_choices,
            registration,
            report_registration,
            room_region,
            searched,
            series_registration,
        )

        registration.message_kinds()
        registration.texts_with_moments()
        registration.needed_incidents()
        chat_registration.chat_kinds()
        message_choices.everything()
        interview_mails.kinds()
        series_registration.series_kinds()
        document_region.regions()
        room_region.regions()
        report_registration.report_kinds()
        searched.searched_kinds()
        follow_up_registration.everything()
