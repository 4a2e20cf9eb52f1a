"""Addresses of the list before a review, and of what facilitators do around one."""

from django.urls import URLPattern, path

from reviews.views import readiness

urlpatterns: list[URLPattern] = [
    path("readiness/", readiness.readiness, name="readiness"),
    path("readiness/list/", readiness.readiness_list, name="readiness_list"),
    path("readiness/ask/", readiness.readiness_ask, name="readiness_ask"),
    path("readiness/<int:pk>/answer/", readiness.readiness_answer, name="readiness_answer"),
    path("readiness/<int:pk>/take-back/", readiness.readiness_take_back, name="readiness_take_back"),
]
