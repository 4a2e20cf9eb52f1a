"""Addresses of the plan pages of a review."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
