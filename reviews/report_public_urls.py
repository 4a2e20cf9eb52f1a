"""Addresses by which people outside read a report; the token in them is all that they need."""

from django.urls import URLPattern, path

from reviews.views import report_public

urlpatterns: list[URLPattern] = [
    path("<str:token>/", report_public.report_public, name="report_public"),
    path("<str:token>/report.pdf", report_public.report_public_file, name="report_public_file"),
]
