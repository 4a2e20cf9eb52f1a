"""Addresses of the report of a review."""

from django.urls import URLPattern, path

from reviews.views import (
    report_file,
    report_names,
    report_not_people,
    report_page,
    report_publish,
    report_typing,
    report_write,
)

urlpatterns: list[URLPattern] = [
    path("", report_page.report, name="report"),
    path("changes/<int:number>/", report_page.report_changes, name="report_changes"),
    path("taught/", report_page.report_taught, name="report_taught"),
    path("write/", report_write.report_write, name="report_write"),
    path("write/save/", report_typing.report_save, name="report_save"),
    path("write/preview/", report_typing.report_preview, name="report_preview"),
    path("begin/", report_write.report_begin, name="report_begin"),
    path("take-in/", report_write.report_take_in, name="report_take_in"),
    path("publish/", report_publish.report_publish, name="report_publish"),
    path("link/", report_publish.report_link, name="report_link"),
    path("link/revoke/", report_publish.report_revoke, name="report_revoke"),
    path("name/", report_names.report_name, name="report_name"),
    path("name/<int:pk>/", report_names.report_noted, name="report_noted"),
    path("not-a-person/", report_not_people.report_not_a_person, name="report_not_a_person"),
    path("not-a-person/<int:pk>/back/", report_not_people.report_a_person, name="report_a_person"),
    path("pdf/", report_file.report_printed, name="report_printed"),
    path("pdf/how-far/", report_file.report_how_far, name="report_how_far"),
    path("report.pdf", report_file.report_file, name="report_file"),
]
