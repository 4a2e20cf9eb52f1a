"""Addresses of the webhooks of series and teams."""

from django.urls import URLPattern, path

from reviews.views import chat, chat_change

urlpatterns: list[URLPattern] = [
    path("", chat.chats, name="chats"),
    path("series/<int:pk>/", chat.chat_series, name="chat_series"),
    path("teams/<int:pk>/", chat.chat_team, name="chat_team"),
    path("<uuid:uid>/change/", chat_change.chat_change, name="chat_change"),
    path("<uuid:uid>/test/", chat.chat_test, name="chat_test"),
    path("<uuid:uid>/pause/", chat.chat_pause, name="chat_pause"),
    path("<uuid:uid>/go-on/", chat.chat_go_on, name="chat_go_on"),
    path("<uuid:uid>/remove/", chat.chat_remove, name="chat_remove"),
]
