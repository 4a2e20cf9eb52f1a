"""Addresses of talking points and votes beside the plain ones."""

from django.urls import URLPattern, path

from reviews.views import room_points as views

urlpatterns: list[URLPattern] = [
    path("vote/too/", views.vote_too, name="poll_vote_too"),
    path("desk/vote/each/", views.votes_each, name="poll_votes_each"),
    path("desk/points/again/", views.point_carry, name="point_carry"),
    path("desk/points/<int:pk>/aside/", views.point_aside, name="point_aside"),
    path("desk/points/<int:pk>/back/", views.point_back, name="point_back"),
]
