"""Addresses of the incidents app."""

from django.urls import URLPattern, path

from incidents import evidence_urls, timeline_urls
from incidents.views import case, contents, incident, incident_like, incident_list, incident_out, sightings

app_name = "incidents"
urlpatterns: list[URLPattern] = [
    *evidence_urls.urlpatterns,
    *timeline_urls.urlpatterns,
    path("", incident_list.incident_list, name="list"),
    path("new/", incident.incident_new, name="new"),
    path("import/", case.case, name="import"),
    path("<uuid:uid>/", incident.incident, name="incident"),
    path("<uuid:uid>/edit/", incident.incident_edit, name="edit"),
    path("<uuid:uid>/take-away/", incident_out.incident_take_away, name="take_away"),
    path("<uuid:uid>/like/", incident_like.incident_like, name="like"),
    path("<uuid:uid>/people/", contents.person, name="person_new"),
    path("<uuid:uid>/people/<int:pk>/", contents.person, name="person"),
    path("<uuid:uid>/people/<int:pk>/remove/", contents.person_remove, name="person_remove"),
    path("<uuid:uid>/events/", contents.event, name="event_new"),
    path("<uuid:uid>/events/<int:pk>/", contents.event, name="event"),
    path("<uuid:uid>/events/<int:pk>/remove/", contents.event_remove, name="event_remove"),
    path("<uuid:uid>/themes/", sightings.theme, name="theme_new"),
    path("<uuid:uid>/themes/<int:pk>/remove/", sightings.theme_remove, name="theme_remove"),
]
