"""Addresses of the surveys app."""

from django.urls import URLPattern, path

from surveys.views import answer, panel

app_name = "surveys"
urlpatterns: list[URLPattern] = [
    path("a/<str:token>/", answer.enter, name="enter"),
    path("answer/", answer.answer, name="answer"),
    path("thanks/", answer.thanks, name="thanks"),
    path("of/<uuid:uid>/panel/", panel.panel, name="panel"),
]
