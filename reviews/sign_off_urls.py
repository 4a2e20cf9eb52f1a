"""Addresses of one's own part, and of the facilitators' page about everybody's."""

from django.urls import URLPattern, path

from reviews.views import sign_offs, your_part

urlpatterns: list[URLPattern] = [
    path("your-part/", your_part.your_part, name="your_part"),
    path("your-part/<int:pk>/", your_part.part_answer, name="part_answer"),
    path("your-part/<int:pk>/withdraw/", your_part.part_withdraw, name="part_withdraw"),
    path("your-part/events/<int:pk>/", your_part.willing, name="willing"),
    path("sign-offs/", sign_offs.sign_offs, name="sign_offs"),
    path("sign-offs/passage/", sign_offs.part_passage, name="part_passage"),
    path("sign-offs/events/", sign_offs.part_events, name="part_events"),
    path("sign-offs/<int:pk>/unmark/", sign_offs.part_unmark, name="part_unmark"),
]
