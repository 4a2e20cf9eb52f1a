"""Addresses of the installation's own pages."""

from django.urls import path

from config import views, watch

urlpatterns = [
    path("", views.home, name="home"),
    path("first-review/", views.first_review, name="first_review"),
    path("healthz", views.alive, name="healthz"),
    path("readyz", watch.ready, name="readyz"),
    path("metrics", watch.metrics, name="metrics"),
]
