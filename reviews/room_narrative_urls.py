"""Addresses of the narrative in the room of a review."""

from django.urls import URLPattern, path

from reviews.views import room_narrative as views

urlpatterns: list[URLPattern] = [
    path("narrative/mine/", views.narrative_mine, name="narrative_mine"),
    path("narrative/notes/", views.narrative_note, name="narrative_note"),
    path("narrative/notes/<int:pk>/take-back/", views.narrative_note_take_back, name="narrative_note_take_back"),
    path("narrative/events/<int:pk>/rather-not/", views.narrative_decline, name="narrative_decline"),
    path("desk/narrative/", views.narrative_desk, name="narrative_desk"),
    path("desk/narrative/show/", views.narrative_show, name="narrative_show"),
    path("desk/narrative/asked/<int:pk>/", views.narrative_asked, name="narrative_asked"),
]
