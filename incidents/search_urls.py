"""The address of the search over everything."""

from django.urls import URLPattern, path

from incidents.views import search

urlpatterns: list[URLPattern] = [path("", search.search, name="search")]
