"""Addresses of the narrative's order and of its points of view; they belong to the incidents app."""

from django.urls import URLPattern, path

from incidents.views import lanes, order

urlpatterns: list[URLPattern] = [
    path("<uuid:uid>/events/<int:pk>/move/", order.event_move, name="event_move"),
    path("<uuid:uid>/lanes/", lanes.lanes, name="lanes"),
]
