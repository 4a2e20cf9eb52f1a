"""Addresses of the document pages of a review."""

from django.urls import URLPattern, path

from reviews.views import comment_threads, document, document_edit, document_history, margin, report

urlpatterns: list[URLPattern] = [
    path("", document.document, name="document"),
    path("edit/", document_edit.document_edit, name="document_edit"),
    path("preview/", document_edit.document_preview, name="document_preview"),
    path("save/", document_edit.document_save, name="document_save"),
    path("both/", document_edit.document_both, name="document_both"),
    path("history/", document_history.document_history, name="document_history"),
    path("history/<int:number>/", document_history.document_revision, name="document_revision"),
    path("history/<int:number>/restore/", document_history.document_restore, name="document_restore"),
    path("threads/", comment_threads.comment_start, name="comment_start"),
    path("threads/<int:pk>/reply/", comment_threads.comment_reply, name="comment_reply"),
    path("threads/<int:pk>/resolve/", comment_threads.thread_resolve, name="thread_resolve"),
    path("threads/<int:pk>/reopen/", comment_threads.thread_reopen, name="thread_reopen"),
    path("threads/<int:pk>/attach/", margin.thread_attach, name="thread_attach"),
    path("threads/<int:pk>/detach/", margin.thread_detach, name="thread_detach"),
    path("threads/<int:pk>/put-back/", margin.thread_put_back, name="thread_put_back"),
    path("threads/<int:pk>/keep/", margin.thread_keep, name="thread_keep"),
    path("threads/<int:pk>/offer/", margin.thread_offer, name="thread_offer"),
    path("people.json", margin.people, name="document_people"),
    path("losing/", margin.document_losing, name="document_losing"),
    path("comments/<int:pk>/edit/", comment_threads.comment_edit, name="comment_edit"),
    path("comments/<int:pk>/take-back/", comment_threads.comment_take_back, name="comment_take_back"),
    path("report.pdf", report.report_pdf, name="report_pdf"),
    path("document.md", report.document_markdown, name="document_markdown"),
]
