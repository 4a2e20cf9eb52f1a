"""Addresses of what a person decides about their messages."""

from django.urls import path

from outbox.views.stop import stop
from outbox.views.wanted import wanted

urlpatterns = [
    path("wanted/", wanted, name="wanted"),
    path("stop/<str:token>/", stop, name="stop"),
]
