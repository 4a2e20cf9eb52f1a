"""Addresses of interviews: the facilitators' private space, the page of whoever was asked, and the link of the mail."""

from django.urls import URLPattern, path

from reviews.views import interview, interview_by_hand, interview_notes, interviews, my_interview

urlpatterns: list[URLPattern] = [
    path("interview/<str:token>/", my_interview.interview_answer, name="interview_answer"),
    path("<uuid:uid>/my-chat/", my_interview.my_interview, name="my_interview"),
    path("<uuid:uid>/my-chat/answer/", my_interview.my_interview_answer, name="my_interview_answer"),
    path("<uuid:uid>/my-chat/quotes/<int:pk>/", my_interview.quote_answer, name="quote_answer"),
    path("<uuid:uid>/interviews/", interviews.interviews, name="interviews"),
    path("<uuid:uid>/interviews/ask/<int:pk>/", interviews.interview_ask, name="interview_ask"),
    path("<uuid:uid>/interviews/without-account/<int:pk>/", interview_by_hand.interview_noted, name="interview_noted"),
    path("<uuid:uid>/interviews/overview/", interviews.overview, name="interview_overview"),
    path("<uuid:uid>/interviews/quotes/", interviews.quote_picker, name="quote_picker"),
    path("<uuid:uid>/interviews/<int:pk>/", interview.interview, name="interview"),
    path("<uuid:uid>/interviews/<int:pk>/held/", interview.interview_held, name="interview_held"),
    path("<uuid:uid>/interviews/<int:pk>/take-back/", interview.interview_take_back, name="interview_take_back"),
    path("<uuid:uid>/interviews/<int:pk>/earlier/", interview.interview_earlier, name="interview_earlier"),
    path("<uuid:uid>/interviews/<int:pk>/delete/", interview.interview_delete, name="interview_delete"),
    path("<uuid:uid>/interviews/<int:pk>/quotes/", interview.quote_ask, name="quote_ask"),
    path(
        "<uuid:uid>/interviews/<int:pk>/quotes/<int:quote>/take-back/",
        interview.quote_take_back,
        name="quote_take_back",
    ),
    path(
        "<uuid:uid>/interviews/<int:pk>/quotes/<int:quote>/answer/",
        interview_by_hand.quote_told,
        name="quote_told",
    ),
    path("<uuid:uid>/interviews/<int:pk>/notes/", interview_notes.notes, name="interview_notes"),
    path("<uuid:uid>/interviews/<int:pk>/notes/save/", interview_notes.notes_save, name="interview_notes_save"),
    path(
        "<uuid:uid>/interviews/<int:pk>/notes/preview/", interview_notes.notes_preview, name="interview_notes_preview"
    ),
    path("<uuid:uid>/interviews/<int:pk>/notes/both/", interview_notes.notes_both, name="interview_notes_both"),
]
