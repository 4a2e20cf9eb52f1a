"""Addresses about the people in the room of a review."""

from django.urls import URLPattern, path

from reviews.views import attendance, room_people

urlpatterns: list[URLPattern] = [
    path("comfort/", room_people.comfort, name="comfort"),
    path("attendance/", attendance.attendance, name="attendance"),
    path("attendance/add/", attendance.attendance_add, name="attendance_add"),
    path("attendance/<int:pk>/more/", attendance.attendance_more, name="attendance_more"),
    path("attendance/times/<int:pk>/", attendance.attendance_span, name="attendance_span"),
    path("attendance/times/<int:pk>/remove/", attendance.attendance_span_remove, name="attendance_span_remove"),
    path("attendance/others/<int:pk>/remove/", attendance.attendance_others_remove, name="attendance_others_remove"),
    path("desk/people/", room_people.desk_people, name="desk_people"),
    path("desk/people/signals/", room_people.desk_signals, name="desk_signals"),
    path("desk/people/offer/", room_people.desk_offer, name="desk_offer"),
    path("desk/people/signals/<int:pk>/seen/", room_people.comfort_seen, name="comfort_seen"),
    path("desk/people/talked/", room_people.desk_talk, name="desk_talk"),
    path("desk/people/talk/", room_people.talk, name="talk"),
    path("desk/people/co-facilitator/", room_people.co_facilitator, name="co_facilitator"),
    path("desk/people/hand-over/", room_people.hand_over, name="hand_over"),
    path("desk/people/guests/", room_people.guests_switch, name="guests_switch"),
    path("desk/people/take/", room_people.take_desk, name="take_desk"),
]
