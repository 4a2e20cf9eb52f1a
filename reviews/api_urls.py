"""Addresses of reviews and follow-ups in the JSON interface."""

from django.urls import path

from accounts.api import endpoint
from reviews import api

urlpatterns = [
    path("reviews", endpoint(api.list_reviews, api.create_review), name="reviews"),
    path("reviews/<uuid:uid>", endpoint(api.read_review), name="review"),
    path(
        "reviews/<uuid:uid>/follow-ups",
        endpoint(api.list_follow_ups_of_review, api.create_follow_up),
        name="review_follow_ups",
    ),
    path("follow-ups", endpoint(api.list_follow_ups), name="follow_ups"),
    path("follow-ups/<int:number>", endpoint(api.read_follow_up), name="follow_up"),
]
