"""Addresses for coming into a room by its short code."""

from django.urls import URLPattern, path

from reviews.views import guest_part, guests, joining

urlpatterns: list[URLPattern] = [
    path("", joining.join, name="join"),
    path("guest/room/", guests.guest_room, name="guest_room"),
    path("guest/here/", guests.guest_here, name="guest_here"),
    path("guest/regions/", guests.guest_regions, name="guest_regions"),
    path("guest/vote/", guests.guest_vote, name="guest_vote"),
    path("guest/vote/mine/", guests.guest_mine, name="guest_mine"),
    path("guest/opening/", guest_part.guest_opening, name="guest_opening"),
    path("guest/agree/", guest_part.guest_agree, name="guest_agree"),
    path("guest/recorded/", guest_part.guest_recorded, name="guest_recorded"),
    path("guest/questions/", guest_part.guest_ask, name="guest_ask"),
    path("guest/questions/mine/", guest_part.guest_questions, name="guest_questions"),
    path("guest/questions/<int:pk>/change/", guest_part.guest_question_change, name="guest_question_change"),
    path("guest/questions/vote/", guest_part.guest_question_vote, name="guest_question_vote"),
    path("guest/rabbit/", guest_part.guest_rabbit, name="guest_rabbit"),
    path("guest/rabbit/answer/", guest_part.guest_rabbit_answer, name="guest_rabbit_answer"),
    path("<str:code>/guest/", guests.guest_come, name="guest_come"),
    path("<str:code>/", joining.join_code, name="join_code"),
]
