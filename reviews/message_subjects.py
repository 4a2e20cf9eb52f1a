"""How reviews are called on the page of all messages: a restricted one has no title there for people who are not in it."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from outbox.subjects import Subject
from reviews import permissions
from reviews.models import Review


def names(user: User, subjects: Collection[str]) -> dict[str, Subject]:
    """Two queries. `subjects` are topics of reviews ("review:<uid>"); those that are gone have no name."""
    found = Review.objects.filter(uid__in=list(_uids(subjects))).select_related("incident")
    known = set(permissions.visible_reviews(user).filter(pk__in=found.values("pk")).values_list("pk", flat=True))
    return {review.topic: _known(review) if review.pk in known else _hidden(review) for review in found}


def _known(review: Review) -> Subject:
    return Subject(review.incident.title, reverse("reviews:review", args=[review.uid]))


def _hidden(review: Review) -> Subject:
    return Subject(_("Restricted review %(number)s") % {"number": review.uid.hex[:6]})


def _uids(subjects: Collection[str]) -> set[UUID]:
    found = set()
    for subject in subjects:
        try:
            found.add(UUID(subject.partition(":")[2]))
        except ValueError:
            continue
    return found
