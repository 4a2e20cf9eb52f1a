"""Addresses of answering an invitation: by the links of its mail, and proposals of another time on the review's page."""

from django.urls import URLPattern, path

from reviews.views import answer, proposals

urlpatterns: list[URLPattern] = [
    path("answer/<str:token>/", answer.answer, name="answer"),
    path("answer/<str:token>/propose/", answer.propose, name="answer_propose"),
    path("<uuid:uid>/propose/", proposals.propose, name="propose"),
    path("<uuid:uid>/proposals/<int:pk>/keep/", proposals.keep, name="proposal_keep"),
    path("<uuid:uid>/proposals/<int:pk>/withdraw/", proposals.withdraw, name="proposal_withdraw"),
]
