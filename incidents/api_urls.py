"""Addresses of incidents and timelines in the JSON interface."""

from django.urls import path

from accounts.api import endpoint
from incidents import api

urlpatterns = [
    path("incidents", endpoint(api.list_incidents, api.create_incident), name="incidents"),
    path("incidents/<uuid:uid>", endpoint(api.read_incident), name="incident"),
    path("incidents/<uuid:uid>/events", endpoint(api.list_events, api.create_event), name="events"),
    path("incidents/<uuid:uid>/events/<int:number>", endpoint(api.read_event), name="event"),
]
