"""Addresses of the room pages of a review."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
