"""What this app hands to the search: incidents and themes."""

from django.utils.translation import gettext_lazy as _

from incidents.queries import searchable
from incidents.search.kinds import Kind, register


def searched_kinds() -> None:
    register(
        Kind(
            "incident",
            _("Incidents"),
            _("incident"),
            searchable.incident_sources,
            searchable.incident_keys,
            searchable.incident_links,
            order=1,
        )
    )
    register(
        Kind(
            "theme",
            _("Themes"),
            _("theme"),
            searchable.theme_sources,
            searchable.theme_keys,
            searchable.theme_links,
            order=3,
        )
    )
