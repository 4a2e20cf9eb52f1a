"""Addresses of the opening of a meeting: its ground rules, and the answers to its recording."""

from django.urls import URLPattern, path

from reviews.views import aloud, ground_rules, opening, opening_desk

urlpatterns: list[URLPattern] = [
    path("mine/", opening.my_opening, name="my_opening"),
    path("agree/", opening.rules_agree, name="rules_agree"),
    path("recorded/", opening.recording_answer, name="recording_answer"),
    path("desk/", opening_desk.desk_opening, name="desk_opening"),
    path("desk/rules/", opening_desk.rules_step, name="rules_step"),
    path("desk/recording/", opening_desk.recording_do, name="recording_do"),
    path("desk/recording/<int:pk>/away/", opening_desk.recording_away, name="recording_away"),
    path("desk/recording/guests/<int:pk>/away/", opening_desk.recording_guest_away, name="recording_guest_away"),
    path("desk/aloud/", aloud.said_aloud, name="said_aloud"),
    path("recording/", opening_desk.recording_plan, name="recording_plan"),
    path("rules/", ground_rules.ground_rules, name="ground_rules"),
    path("rules/usual/", ground_rules.ground_rules_usual, name="ground_rules_usual"),
    path("rules/<int:pk>/", ground_rules.ground_rule, name="ground_rule"),
    path("rules/<int:pk>/change/", ground_rules.ground_rule_change, name="ground_rule_change"),
]
