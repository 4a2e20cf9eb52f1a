"""The addresses of the installation; each app owns those below its own name."""

from django.urls import include, path

urlpatterns = [
    path("", include("config.home_urls")),
    path("accounts/", include("accounts.urls")),
    path("incidents/", include("incidents.urls")),
    path("themes/", include("incidents.theme_urls")),
    path("search/", include("incidents.search_urls")),
    path("messages/", include("outbox.urls")),
    path("live/", include("live.urls")),
    path("reviews/", include("reviews.urls")),
    path("calendar/", include("reviews.calendar_urls")),
    path("surveys/", include("surveys.urls")),
    path("api/v1/", include("config.api_urls")),
    path("demo/", include("demo.urls")),
]

handler403 = "config.errors.refused"
handler500 = "config.errors.broken"
handler429 = "config.errors.too_many"
