"""Addresses of evidence; they belong to the incidents app."""

from django.urls import URLPattern, path

from incidents.views import (
    evidence,
    evidence_add,
    evidence_cite,
    evidence_import,
    evidence_mine,
    evidence_out,
    evidence_people,
    evidence_text,
)

urlpatterns: list[URLPattern] = [
    path("evidence/mine/", evidence_mine.evidence_mine, name="evidence_mine"),
    path("evidence/mine/<int:pk>/withdraw/", evidence_mine.evidence_withdraw, name="evidence_withdraw"),
    path("evidence/mine/<int:pk>/give-back/", evidence_mine.evidence_give_back, name="evidence_give_back"),
    path("<uuid:uid>/evidence/", evidence.evidence, name="evidence"),
    path("<uuid:uid>/evidence/add/", evidence_add.evidence_add, name="evidence_add"),
    path("<uuid:uid>/evidence/note/", evidence_add.evidence_note, name="evidence_note"),
    path("<uuid:uid>/evidence/note/<int:pk>/take-out/", evidence_out.evidence_note_out, name="evidence_note_out"),
    path("<uuid:uid>/evidence/cite/", evidence_cite.evidence_cite, name="evidence_cite"),
    path("<uuid:uid>/evidence/uncite/<int:event>/<int:pk>/", evidence_cite.evidence_uncite, name="evidence_uncite"),
    path("<uuid:uid>/evidence/people/", evidence_people.evidence_people, name="evidence_people"),
    path(
        "<uuid:uid>/evidence/people/<int:pk>/withdraw/",
        evidence_people.evidence_withdraw_for,
        name="evidence_withdraw_for",
    ),
    path("<uuid:uid>/evidence/<int:pk>/", evidence_import.evidence_import, name="evidence_import"),
    path("<uuid:uid>/evidence/<int:pk>/text/", evidence_text.evidence_text, name="evidence_text"),
    path("<uuid:uid>/evidence/<int:pk>/progress/", evidence_import.evidence_progress, name="evidence_progress"),
    path("<uuid:uid>/evidence/<int:pk>/cancel/", evidence_import.evidence_cancel, name="evidence_cancel"),
    path("<uuid:uid>/evidence/<int:pk>/take-out/", evidence_out.evidence_take_out, name="evidence_take_out"),
    path("<uuid:uid>/evidence/<int:pk>/problems/", evidence_import.evidence_problems, name="evidence_problems"),
]
