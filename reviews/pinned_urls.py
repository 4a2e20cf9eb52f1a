"""Addresses of questions at moments of the narrative."""

from django.urls import URLPattern, path

from reviews.views import pinned

urlpatterns: list[URLPattern] = [
    path("<uuid:uid>/moments/", pinned.pinned, name="pinned"),
    path("<uuid:uid>/moments/<int:event>/ask/", pinned.pinned_ask, name="pinned_ask"),
    path("of/<uuid:uid>/questions/", pinned.pinned_slot, name="pinned_slot"),
]
