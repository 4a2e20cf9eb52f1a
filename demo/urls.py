"""Addresses of the demo app."""

from django.urls import URLPattern, path

from demo import views

app_name = "demo"
urlpatterns: list[URLPattern] = [
    path("become/", views.become, name="become"),
    path("step/", views.step, name="step"),
]
