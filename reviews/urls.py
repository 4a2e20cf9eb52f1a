"""Addresses of the reviews app; each area owns a module of its own."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "reviews"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("reviews.plan_urls")),
    path("join/", include("reviews.join_urls")),
    path("chat/", include("reviews.chat_urls")),
    path("", include("reviews.answer_urls")),
    path("", include("reviews.theme_urls")),
    path("", include("reviews.pinned_urls")),
    path("", include("reviews.interview_urls")),
    path("series/", include("reviews.series_urls")),
    path("", include("reviews.follow_up_urls")),
    path("<uuid:uid>/", include("reviews.sign_off_urls")),
    path("<uuid:uid>/", include("reviews.readiness_urls")),
    path("<uuid:uid>/document/", include("reviews.document_urls")),
    path("<uuid:uid>/room/", include("reviews.room_urls")),
    path("<uuid:uid>/room/opening/", include("reviews.room_opening_urls")),
    path("<uuid:uid>/room/", include("reviews.room_people_urls")),
    path("<uuid:uid>/room/", include("reviews.room_questions_urls")),
    path("<uuid:uid>/report/", include("reviews.report_urls")),
    path("report/", include("reviews.report_public_urls")),
    path("<uuid:uid>/proof/", include("reviews.proof_urls")),
]
