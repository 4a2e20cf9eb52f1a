"""Addresses of the list before a review, and of what facilitators do around one."""

from django.urls import URLPattern, path

from reviews.views import facilitator, from_last, look_back, readiness

urlpatterns: list[URLPattern] = [
    path("readiness/", readiness.readiness, name="readiness"),
    path("readiness/list/", readiness.readiness_list, name="readiness_list"),
    path("readiness/ask/", readiness.readiness_ask, name="readiness_ask"),
    path("readiness/<int:pk>/answer/", readiness.readiness_answer, name="readiness_answer"),
    path("readiness/<int:pk>/take-back/", readiness.readiness_take_back, name="readiness_take_back"),
    path("facilitator/", facilitator.facilitator, name="facilitator"),
    path("facilitator/take-back/", facilitator.facilitator_take_back, name="facilitator_take_back"),
    path("from-last/agenda/", from_last.from_last_agenda, name="from_last_agenda"),
    path("look-back/", look_back.look_back, name="look_back"),
    path("look-back/save/", look_back.look_back_save, name="look_back_save"),
]
