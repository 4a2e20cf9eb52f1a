"""The address that calendar programs read."""

from django.urls import path

from reviews.views.calendar_feed import calendar_feed

urlpatterns = [path("<str:token>.ics", calendar_feed, name="calendar_feed")]
