"""Addresses where themes and reviews meet."""

from django.urls import URLPattern, path

from reviews.views import themes

urlpatterns: list[URLPattern] = [
    path("themes/<int:pk>/offer/", themes.offer_theme, name="offer_theme"),
    path("<uuid:uid>/themes/", themes.passage_theme, name="passage_theme"),
]
