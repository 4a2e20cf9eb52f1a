"""Addresses of the agenda in the room of a review."""

from django.urls import URLPattern, path

from reviews.views import room_agenda as views

urlpatterns: list[URLPattern] = [
    path("parts/", views.parts_mine, name="parts_mine"),
    path("parts/<int:pk>/", views.part_come, name="part_come"),
    path("desk/agenda/", views.agenda_desk, name="agenda_desk"),
    path("desk/agenda/new/", views.agenda_desk_edit, name="agenda_desk_add"),
    path("desk/agenda/<int:pk>/", views.agenda_desk_edit, name="agenda_desk_edit"),
    path("desk/agenda/<int:pk>/change/", views.agenda_desk_change, name="agenda_desk_change"),
]
