"""What the history pages show: sittings, and two revisions side by side. Constant numbers of queries."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from reviews import permissions, references
from reviews.models import Document, Review, Revision
from reviews.queries import elsewhere
from reviews.rendered_diff import Changes, rendered_changes
from reviews.sittings import Save, Sitting, sittings
from reviews.word_diff import Piece, changes

CHOICES = 300  # revisions offered to choose from; any other can be typed into the address


@dataclass(frozen=True)
class Comparison:
    """Two revisions; what changed as it is read, or, where a page is too large for that, in its source."""

    before: Revision
    after: Revision
    rendered: Changes | None
    source: list[Piece]

    @property
    def same(self) -> bool:
        return not (self.rendered.count if self.rendered else self.source)

    @property
    def only_source(self) -> bool:
        """The texts differ in a way that the page does not show, as a heading's number of # or a link's title may."""
        return bool(self.rendered and not self.rendered.count and self.before.text != self.after.text)


def history(document: Document) -> list[Sitting]:
    """Every save, folded into sittings, newest first; two queries, one more where saves are nobody's of here."""
    rows = document.revisions.order_by("number").values_list(
        "number", "base_number", "made_by", "made_at", "merged", "suggested_by"
    )
    people = User.objects.in_bulk({pk for row in rows for pk in (row[2], row[5]) if pk})
    there = elsewhere.names(document.review_id) if any(row[2] is None for row in rows) else {}
    return sittings(
        Save(
            number,
            base,
            people.get(by) or there.get(f"revision:{number}") or None,
            at,
            merged,
            people.get(other) or there.get(f"suggested:{number}") or None,
        )
        for number, base, by, at, merged, other in rows
    )


def shared_number(document: Document) -> int:
    """The revision that people were given: the newest one when it was marked ready. 0 while it is not."""
    if document.ready_at is None:
        return 0
    shared = document.revisions.filter(made_at__lte=document.ready_at).order_by("-number")
    return shared.values_list("number", flat=True).first() or 1


def readable(user: User, review: Review) -> QuerySet[Revision]:
    """The revisions this person may read: all for those who take part, for readers none from before it was shared."""
    revisions = review.document.revisions.select_related("made_by", "suggested_by")
    if permissions.take_part(user, review):
        return revisions
    since = shared_number(review.document)
    return revisions.filter(number__gte=since) if since else revisions.none()


def count_changes(before: Revision, after: Revision) -> int:
    """In how many places the page changed; 0 too if it is too large to say."""
    found = _rendered(before, after)
    return found.count if found else 0


def compare(before: Revision, after: Revision, *, as_source: bool = False) -> Comparison:
    rendered = None if as_source else _rendered(before, after)
    return Comparison(before, after, rendered, [] if rendered else changes(before.text, after.text))


def _rendered(before: Revision, after: Revision) -> Changes | None:
    return rendered_changes(references.plain(before.html), references.plain(after.html), _("added"), _("removed"))
