"""Addresses of the page of all messages, for those who run the installation."""

from django.urls import path

from outbox.views import desk

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("<int:pk>/change/", desk.change, name="desk_change"),
    path("restored/", desk.restored, name="desk_restored"),
]
