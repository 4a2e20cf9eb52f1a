"""Addresses of the surveys app."""

from django.urls import URLPattern, path

from surveys.views import answer, changes, formats, heard, panel, trends

app_name = "surveys"
urlpatterns: list[URLPattern] = [
    path("a/<str:token>/", answer.enter, name="enter"),
    path("answer/", answer.answer, name="answer"),
    path("thanks/", answer.thanks, name="thanks"),
    path("trends/", trends.trends, name="trends"),
    path("trends/trends.csv", trends.as_csv, name="trends_csv"),
    path("trends/changes/", trends.note_change, name="note_change"),
    path("trends/changes/<int:pk>/", changes.change, name="change"),
    path("trends/changes/<int:pk>/off/", trends.take_off_change, name="take_off_change"),
    path("of/<uuid:uid>/", panel.result, name="result"),
    path("of/<uuid:uid>/heard/", heard.heard, name="heard"),
    path("of/<uuid:uid>/format/", formats.survey_format, name="format"),
    path("of/<uuid:uid>/format/usual/", formats.usual_format, name="format_usual"),
    path("of/<uuid:uid>/panel/", panel.panel, name="panel"),
]
