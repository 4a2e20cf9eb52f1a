"""Addresses of the live app; /live/stream/<topic> is answered beside Django by `live.stream`."""

from django.urls import path

from live.views.regions import regions

app_name = "live"
urlpatterns = [
    path("regions/<str:topic>", regions, name="regions"),
]
