"""Addresses for coming into a room by its short code."""

from django.urls import URLPattern, path

from reviews.views import guests, joining

urlpatterns: list[URLPattern] = [
    path("", joining.join, name="join"),
    path("guest/room/", guests.guest_room, name="guest_room"),
    path("guest/regions/", guests.guest_regions, name="guest_regions"),
    path("guest/vote/", guests.guest_vote, name="guest_vote"),
    path("guest/vote/mine/", guests.guest_mine, name="guest_mine"),
    path("<str:code>/guest/", guests.guest_come, name="guest_come"),
    path("<str:code>/", joining.join_code, name="join_code"),
]
