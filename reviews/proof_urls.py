"""The address of the proof of what was sent."""

from django.urls import URLPattern, path

from reviews.views import proof

urlpatterns: list[URLPattern] = [path("", proof.proof, name="proof")]
