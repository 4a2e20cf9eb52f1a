"""Addresses of sign-in and the account."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
]
