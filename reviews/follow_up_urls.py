"""Addresses of follow-ups: of all reviews, of one, and of the ideas from which they are chosen."""

from django.urls import URLPattern, path

from reviews.views import archive, follow_up, follow_ups, ideas

urlpatterns: list[URLPattern] = [
    path("bring-in/", archive.archive_bring_in, name="archive_in"),
    path("<uuid:uid>/archive.zip", archive.archive, name="archive"),
    path("follow-ups/", follow_ups.follow_ups, name="follow_ups"),
    path("follow-ups.csv", follow_ups.follow_ups_csv, name="follow_ups_csv"),
    path("<uuid:uid>/follow-ups/", follow_up.of_review, name="review_follow_ups"),
    path("<uuid:uid>/follow-ups/new/", follow_up.agree, name="follow_up_agree"),
    path("<uuid:uid>/follow-ups/open/", follow_up.panel, name="series_follow_ups"),
    path("<uuid:uid>/follow-ups/<int:pk>/", follow_up.follow_up, name="follow_up"),
    path("<uuid:uid>/follow-ups/<int:pk>/settle/", follow_up.settle, name="follow_up_settle"),
    path("<uuid:uid>/follow-ups/<int:pk>/read/", follow_up.read_now, name="follow_up_read"),
    path("<uuid:uid>/ideas/", ideas.ideas, name="ideas"),
    path("<uuid:uid>/ideas/group/", ideas.group, name="ideas_group"),
    path("<uuid:uid>/ideas/<int:pk>/say/", ideas.say, name="idea_say"),
    path("<uuid:uid>/ideas/<int:pk>/decide/", ideas.decide, name="idea_decide"),
]
