"""What this app hands to the search of the app below: its documents and reports, and the passages in which themes were seen."""

from django.utils.translation import gettext_lazy as _

from incidents.search import kinds, places
from reviews.actions.theme_passages import PLACE
from reviews.queries import searchable, searchable_reports


def searched_kinds() -> None:
    kinds.register(
        kinds.Kind(
            "document",
            _("Documents"),
            _("document"),
            searchable.document_sources,
            searchable.document_keys,
            searchable.document_links,
            order=2,
        )
    )
    reports = searchable_reports
    kinds.register(
        kinds.Kind("report", _("Reports"), _("report"), reports.sources, reports.keys, reports.links, order=4)
    )
    places.register(places.Place(PLACE, searchable.readable_passages, searchable.passage_addresses))
