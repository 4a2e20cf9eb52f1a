"""Addresses for coming into a room by its short code."""

from django.urls import URLPattern, path

from reviews.views import joining

urlpatterns: list[URLPattern] = [
    path("", joining.join, name="join"),
    path("<str:code>/", joining.join_code, name="join_code"),
]
