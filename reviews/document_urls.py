"""Addresses of the document pages of a review."""

from django.urls import URLPattern, path

from reviews.views import (
    comment_threads,
    comments_file,
    document,
    document_changes,
    document_edit,
    document_file,
    document_history,
    document_presence,
    document_tell,
    report,
    suggestions,
)

urlpatterns: list[URLPattern] = [
    path("", document.document, name="document"),
    path("edit/", document_edit.document_edit, name="document_edit"),
    path("preview/", document_edit.document_preview, name="document_preview"),
    path("save/", document_edit.document_save, name="document_save"),
    path("both/", document_edit.document_both, name="document_both"),
    path("history/", document_history.document_history, name="document_history"),
    path("history/<int:number>/", document_history.document_revision, name="document_revision"),
    path("history/<int:number>/restore/", document_history.document_restore, name="document_restore"),
    path("changes/", document_changes.changes, name="changes"),
    path("here/", document_presence.document_here, name="document_here"),
    path("tell/", document_tell.document_tell, name="document_tell"),
    path("threads/", comment_threads.comment_start, name="comment_start"),
    path("threads/<int:pk>/reply/", comment_threads.comment_reply, name="comment_reply"),
    path("threads/<int:pk>/resolve/", comment_threads.thread_resolve, name="thread_resolve"),
    path("threads/<int:pk>/reopen/", comment_threads.thread_reopen, name="thread_reopen"),
    path("comments/<int:pk>/edit/", comment_threads.comment_edit, name="comment_edit"),
    path("comments/<int:pk>/take-back/", comment_threads.comment_take_back, name="comment_take_back"),
    path("suggest/", suggestions.suggest, name="suggest"),
    path("threads/<int:pk>/suggestion/", suggestions.suggestion, name="suggestion"),
    path("threads/<int:pk>/accept/", suggestions.suggestion_accept, name="suggestion_accept"),
    path("threads/<int:pk>/decline/", suggestions.suggestion_decline, name="suggestion_decline"),
    path("threads/<int:pk>/withdraw/", suggestions.suggestion_withdraw, name="suggestion_withdraw"),
    path("report.pdf", report.report_pdf, name="report_pdf"),
    path("document.md", document_file.document_markdown, name="document_markdown"),
    path("document.md/in/", document_file.document_in, name="document_in"),
    path("comments.jsonld", comments_file.annotations_out, name="annotations_out"),
    path("comments.jsonld/in/", comments_file.annotations_in, name="annotations_in"),
]
