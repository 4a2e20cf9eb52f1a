"""Addresses of questions, the parking lot, the rabbit hole and the close of a meeting."""

from django.urls import URLPattern, path

from reviews.views import room_closing, room_questions, room_rabbit

urlpatterns: list[URLPattern] = [
    path("questions/", room_questions.question_ask, name="question_ask"),
    path("questions/mine/", room_questions.questions_mine, name="questions_mine"),
    path("questions/<int:pk>/change/", room_questions.question_change, name="question_change"),
    path("questions/vote/", room_questions.question_vote, name="question_vote"),
    path("parked/", room_questions.park, name="park"),
    path("rabbit/", room_rabbit.rabbit_ask, name="rabbit_ask"),
    path("rabbit/answer/", room_rabbit.rabbit_answer, name="rabbit_answer"),
    path("rabbit/mine/", room_rabbit.rabbit_mine, name="rabbit_mine"),
    path("rabbit/settle/", room_rabbit.rabbit_settle, name="rabbit_settle"),
    path("desk/questions/", room_closing.desk_questions, name="desk_questions"),
    path("desk/closing/", room_closing.closing, name="closing"),
    path("desk/closing/left/", room_closing.closing_left, name="closing_left"),
    path("desk/closing/begin/", room_closing.closing_begin, name="closing_begin"),
    path("desk/closing/promise/", room_closing.closing_promise, name="closing_promise"),
    path("desk/closing/questions/<int:pk>/", room_closing.question_decide, name="question_decide"),
    path("desk/closing/parked/<int:pk>/", room_closing.parked_decide, name="parked_decide"),
]
