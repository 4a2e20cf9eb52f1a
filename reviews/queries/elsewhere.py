"""Who it was, in a review that came from another installation: names of people who need not have an account here."""

from collections.abc import Iterable, Sequence

from reviews.models import BroughtIn, EventNote, ParkedItem, Revision


def names(review: int) -> dict[str, str]:
    """As in BroughtIn, of the review of this key; empty for one that took place here."""
    came = BroughtIn.objects.filter(review=review).values_list("names", flat=True).first()
    return dict(came or {})


def revisions(review: int, rows: Sequence[Revision]) -> Sequence[Revision]:
    """The same, with whoever wrote and suggested them there; a query more only where nobody's account stands."""
    if any(each.made_by_id is None for each in rows):
        there = names(review)
        for each in rows:
            each.made_there_by = there.get(f"revision:{each.number}", "")
            each.suggested_there_by = there.get(f"suggested:{each.number}", "")
    return rows


def parked(review: int, rows: Sequence[ParkedItem]) -> Sequence[ParkedItem]:
    """The same, with whoever put them aside there."""
    if any(each.by_id is None for each in rows):
        there = names(review)
        for each in rows:
            each.parked_there_by = there.get(f"parked:{each.pk}", "")
    return rows


def notes(rows: Iterable[EventNote]) -> list[EventNote]:
    """The same, of whichever reviews, with whoever wrote down there what was said."""
    found = list(rows)
    nobodys = {each.review_id for each in found if each.by_id is None}
    there = dict(BroughtIn.objects.filter(review__in=nobodys).values_list("review", "names")) if nobodys else {}
    for each in found:
        each.said_there_by = there.get(each.review_id, {}).get(f"said:{each.pk}", "")
    return found
