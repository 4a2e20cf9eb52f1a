"""Ties themes to passages of a document, and keeps track of which of these passages still stand."""

from django.db import transaction

from accounts.models import User
from incidents.actions import themes
from incidents.models import Sighting, Theme
from reviews.models import Document, Revision, SeenPassage
from reviews.queries.document import find, shown

PLACE = "document"


class NotFound(Exception):
    """The words are not in the newest text."""


@transaction.atomic
def see_passage(*, document: Document, theme: Theme | None, title: str = "", by: User, quote: str) -> Sighting:
    """`theme`, or the one of that title, which is made if need be. The quote becomes what a reader sees of it in the newest text. Raises NotFound."""
    locked = Document.objects.select_for_update(of=("self",)).select_related("review__incident").get(pk=document.pk)
    revision = locked.latest
    rendered = shown(revision)
    place = find(rendered, quote)
    span = rendered.to_source(*place) if place else None
    if place is None or span is None:
        raise NotFound
    theme = theme or themes.known_or_new(title=title, by=by)
    spot = themes.Spot(quote=rendered.plain[place[0] : place[1]], place=PLACE)
    sighting = themes.see(theme=theme, incident=locked.review.incident, by=by, spot=spot)
    held = {"document": locked, "number": revision.number, "source": revision.text[span[0] : span[1]], "stands": True}
    SeenPassage.objects.get_or_create(sighting=sighting, defaults=held)
    return sighting


def keep_up(*, document: Document, to: Revision) -> None:
    """After a save: which passages the new text still holds. Called with the document locked."""
    passages = list(document.seen_passages.all())
    for passage in passages:
        passage.stands = passage.source in to.text
    SeenPassage.objects.bulk_update(passages, ["stands"])
