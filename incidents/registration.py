"""What this app hands to the search: incidents and themes."""

from django.utils.translation import gettext_lazy as _

from incidents.queries import searchable
from incidents.search.kinds import Kind, register


def searched_kinds() -> None:
    """In the order in which the search page names them."""
    register(
        Kind(
            "incident",
            _("Incidents"),
            searchable.incident_sources,
            searchable.incident_keys,
            searchable.incident_links,
        )
    )
    register(Kind("theme", _("Themes"), searchable.theme_sources, searchable.theme_keys, searchable.theme_links))
