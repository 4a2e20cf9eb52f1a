"""Addresses of series: the standing meetings, attendance, claiming a review, and one's own log."""

from django.urls import URLPattern, path

from reviews.views import facilitator, look_back, series, series_attendance

urlpatterns: list[URLPattern] = [
    path("", series.series_list, name="series_list"),
    path("new/", series.series_new, name="series_new"),
    path("log/", look_back.facilitator_log, name="facilitator_log"),
    path("claim/<str:token>/", facilitator.claim, name="claim"),
    path("<int:pk>/", series.series, name="series"),
    path("<int:pk>/format/", series.series_edit, name="series_edit"),
    path("<int:pk>/rotation/", series.rotation_add, name="rotation_add"),
    path("<int:pk>/rotation/<int:place>/out/", series.rotation_out, name="rotation_out"),
    path("<int:pk>/attendance/", series_attendance.series_attendance, name="series_attendance"),
    path("<int:pk>/attendance/<int:person>/back/", series_attendance.invite_back, name="invite_back"),
]
