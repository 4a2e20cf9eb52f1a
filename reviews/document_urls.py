"""Addresses of the document pages of a review."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
