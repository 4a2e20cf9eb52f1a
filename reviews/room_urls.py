"""Addresses of the room pages of a review."""

from django.urls import URLPattern, URLResolver, include, path

from reviews.views import room, room_desk

urlpatterns: list[URLPattern | URLResolver] = [
    path("", room.room, name="room"),
    path("stage/", room.stage, name="stage"),
    path("arrive/", room.arrive, name="room_arrive"),
    path("vote/", room.vote, name="poll_vote"),
    path("vote/mine/", room.my_vote, name="poll_mine"),
    path("vote/other/", room.write_in, name="poll_write_in"),
    path("desk/", room_desk.desk, name="desk"),
    path("desk/mine/", room_desk.desk_mine, name="desk_mine"),
    path("desk/next/", room_desk.desk_next, name="desk_next"),
    path("desk/open/", room_desk.room_open, name="room_open"),
    path("desk/on/", room_desk.room_move_on, name="room_move_on"),
    path("desk/extend/", room_desk.room_extend, name="room_extend"),
    path("desk/end/", room_desk.room_end, name="room_end"),
    path("desk/points/", room_desk.poll_point, name="poll_point"),
    path("desk/points/<int:pk>/withdraw/", room_desk.poll_withdraw, name="poll_withdraw"),
    path("desk/points/<int:pk>/discussed/", room_desk.poll_discussed, name="poll_discussed"),
    path("desk/vote/open/", room_desk.poll_open, name="poll_open"),
    path("desk/vote/reveal/", room_desk.poll_reveal, name="poll_reveal"),
    path("", include("reviews.room_narrative_urls")),
    path("", include("reviews.room_points_urls")),
    path("", include("reviews.room_agenda_urls")),
]
