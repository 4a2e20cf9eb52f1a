"""What of documents can be found by words, and who may find it; and who may read the passages in which themes were seen."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote as quoted

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.templatetags.face import day
from incidents.search.kinds import Link, Source
from reviews.markdown import read_back
from reviews.models import Document, Participation, Revision, SeenPassage

AT_ONCE = 50


def readable_documents(user: User) -> QuerySet[Document]:
    """By the rule of permissions.see_document: one's own at any time, of an open review those marked ready."""
    mine = Participation.objects.filter(user=user, removed_at=None).values("review")
    ready = Q(ready_at__isnull=False, review__restricted=False, review__incident__restricted=False)
    return Document.objects.filter(ready | Q(review__in=mine))


def document_sources(keys: Sequence[int] | None) -> Iterator[Source]:
    """The newest text of each, as its page shows it."""
    newest = Revision.objects.filter(number=F("document__latest_number")).order_by("document")
    rows = newest if keys is None else newest.filter(document__in=keys)
    for revision in rows.iterator(chunk_size=AT_ONCE):
        yield Source(revision.document_id, "", read_back(revision.text, revision.html).plain, revision.made_at)


def document_keys(user: User) -> QuerySet[Document, int]:
    return readable_documents(user).values_list("pk", flat=True)


def document_links(user: User, keys: Sequence[int]) -> dict[int, Link]:
    found = Document.objects.filter(pk__in=keys).select_related("review__incident")
    return {document.pk: _link(document) for document in found}


def _link(document: Document) -> Link:
    review = document.review
    return Link(
        review.incident.title,
        reverse("reviews:document", args=[review.uid]),
        _("meeting %(day)s") % {"day": day(review.meets_at)},
        review.restricted or review.incident.restricted,
    )


def readable_passages(user: User) -> QuerySet[SeenPassage, int]:
    """Whoever takes part reads earlier revisions too, others the newest alone."""
    mine = Participation.objects.filter(user=user, removed_at=None).values("review")
    rule = Q(stands=True) | Q(document__review__in=mine)
    found = SeenPassage.objects.filter(rule, document__in=readable_documents(user).values("pk"))
    return found.values_list("sighting", flat=True)


def passage_addresses(sightings: Sequence[int]) -> dict[int, str]:
    """The document's page; a browser that can scrolls to the words."""
    rows = SeenPassage.objects.filter(sighting__in=sightings).select_related("document__review", "sighting")
    return {
        row.sighting_id: reverse("reviews:document", args=[row.document.review.uid])
        + f"#:~:text={quoted(row.sighting.quote.split(chr(10))[0][:80], safe='')}"
        for row in rows
    }
