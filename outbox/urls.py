"""Addresses of the outbox app."""

from django.urls import include, path

from outbox import choice_urls
from outbox.views import mail, mailbox

app_name = "outbox"
urlpatterns = [
    path("", include("outbox.desk_urls")),
    path("mail/", mailbox.mail_list, name="mailbox"),
    path("mail/<str:name>/", mail.mail, name="mail"),
    path("mail/<str:name>/html/", mail.mail_html, name="mail_html"),
    *choice_urls.urlpatterns,
]
