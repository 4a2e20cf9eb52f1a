"""What the page shows on which a small group chooses among the ideas of a meeting."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from reviews import soaking
from reviews.models import Chooser, IdeaWord, ParkedItem, Review, Stage
from reviews.queries import elsewhere

LEFT = Q(fate=ParkedItem.Fate.SOAK) | Q(fate=ParkedItem.Fate.NONE, kind=ParkedItem.Kind.FIX)


def soaked_at(review: Review) -> datetime | None:
    """When the ideas have soaked, in UTC; None while there was no meeting."""
    if review.stage != Stage.HELD or review.ended_at is None:
        return None
    return soaking.over_at(review.ended_at, review.zone)


def ideas(review: Review) -> QuerySet[ParkedItem]:
    """What waits to be chosen: put there at the close, or a fix idea of which nobody said anything."""
    return ParkedItem.objects.filter(LEFT, review=review)


@dataclass(frozen=True)
class Idea:
    """One idea with what the group says of it; `mine` is the reader's own word."""

    item: ParkedItem
    words: list[IdeaWord]
    mine: IdeaWord | None

    @property
    def do_it(self) -> int:
        return sum(1 for each in self.words if each.answer == IdeaWord.Answer.DO_IT)


def shown(review: Review, user: User) -> list[Idea]:
    """Two queries, one more for a review from elsewhere."""
    said = Prefetch("words", IdeaWord.objects.select_related("person"))
    found = []
    rows = list(ideas(review).select_related("by", "review").prefetch_related(said))
    for item in elsewhere.parked(review.pk, rows):
        words = list(item.words.all())
        found.append(Idea(item, words, next((each for each in words if each.person_id == user.pk), None)))
    return found


def group(review: Review) -> list[User]:
    return [each.person for each in Chooser.objects.filter(review=review).select_related("person")]


def has_said_all(review: Review, user: User) -> bool:
    """Whether nothing is left of which this person should say a word."""
    return not ideas(review).exclude(words__person=user).exists()
