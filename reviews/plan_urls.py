"""Addresses of planning: lists, starting, people, agenda."""

from django.urls import URLPattern, path

from reviews.views import coming_up, review, review_agenda, review_list, review_people, review_start, room_narrative

urlpatterns: list[URLPattern] = [
    path("", review_list.review_list, name="list"),
    path("coming-up/", coming_up.coming_up, name="coming_up"),
    path("of/<uuid:uid>/", review.incident_panel, name="incident_panel"),
    path("of/<uuid:uid>/notes/", room_narrative.event_notes, name="event_notes"),
    path("of/<uuid:uid>/start/", review_start.review_start, name="start"),
    path("<uuid:uid>/", review.review, name="review"),
    path("<uuid:uid>/reply/", review.reply, name="reply"),
    path("<uuid:uid>/plan/", review_start.review_plan, name="plan"),
    path("<uuid:uid>/cancel/", review_start.review_cancel, name="cancel"),
    path("<uuid:uid>/people/", review_people.people, name="people"),
    path("<uuid:uid>/people/<int:pk>/", review_people.person_change, name="person_change"),
    path("<uuid:uid>/people/address/<int:pk>/withdraw/", review_people.address_withdraw, name="address_withdraw"),
    path("<uuid:uid>/ready/", review_people.ready, name="ready"),
    path("<uuid:uid>/unready/", review_people.unready, name="unready"),
    path("<uuid:uid>/welcome/", review_people.welcome, name="welcome"),
    path("<uuid:uid>/welcome/accept/", review_people.welcome_accept, name="welcome_accept"),
    path("<uuid:uid>/agenda/", review_agenda.agenda, name="agenda"),
    path("<uuid:uid>/agenda/build/", review_agenda.agenda_build, name="agenda_build"),
    path("<uuid:uid>/agenda/<int:pk>/", review_agenda.agenda_item, name="agenda_item"),
    path("<uuid:uid>/agenda/<int:pk>/change/", review_agenda.agenda_change, name="agenda_change"),
]
