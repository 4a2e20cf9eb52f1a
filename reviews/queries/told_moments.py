"""Which moments of an incident's timeline its documents and reports speak of, as far as a person may read these."""

from django.db.models import F

from accounts.models import User
from incidents.models import Incident
from reviews.models import Edition, Revision
from reviews.queries import searchable, searchable_reports
from reviews.references import found_in_source


def references(user: User, incident: Incident) -> set[int]:
    """By reference, of the newest texts; two queries."""
    documents = searchable.readable_documents(user).filter(review__incident=incident).values("pk")
    texts = Revision.objects.filter(document__in=documents, number=F("document__latest_number"))
    reports = searchable_reports.keys(user).filter(review__incident=incident)
    editions = Edition.objects.filter(report__in=reports, number=F("report__latest_number"))
    both = [*texts.values_list("text", flat=True), *editions.values_list("text", flat=True)]
    return {reference for text in both for reference in found_in_source(text)}
