"""How reviews are called on the page of all messages: a restricted one has no title there for people who are not in it."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.templatetags.face import day
from outbox.subjects import Subject
from reviews import permissions
from reviews.models import Review

# Before the review's uid: its own messages, those about its follow-ups, and what was heard in its survey. What each adds to the name.
OF_A_REVIEW = {
    "review": gettext_lazy("%(name)s"),
    "followups": gettext_lazy("%(name)s: follow-ups"),
    "heard": gettext_lazy("%(name)s: what was heard"),
}


def names(user: User, subjects: Collection[str]) -> dict[str, Subject]:
    """Two queries. `subjects` are OF_A_REVIEW ("review:<uid>"); those whose review is gone have no name."""
    uids = {subject: uid for subject in subjects if (uid := _uid(subject))}
    found = Review.objects.filter(uid__in=list(uids.values())).select_related("incident")
    known = set(permissions.visible_reviews(user).filter(pk__in=found.values("pk")).values_list("pk", flat=True))
    named = {review.uid: _known(review) if review.pk in known else _hidden(review) for review in found}
    return {subject: _about(subject, named[uid]) for subject, uid in uids.items() if uid in named}


def _about(subject: str, review: Subject) -> Subject:
    return Subject(OF_A_REVIEW[subject.partition(":")[0]] % {"name": review.name}, review.url)


def _known(review: Review) -> Subject:
    """With its day, for an incident may have several reviews."""
    name = _("%(title)s, %(day)s") % {"title": review.incident.title, "day": day(review.meets_at)}
    return Subject(name, reverse("reviews:review", args=[review.uid]))


def _hidden(review: Review) -> Subject:
    return Subject(_("Restricted review %(number)s") % {"number": review.uid.hex[:6]})


def _uid(subject: str) -> UUID | None:
    try:
        return UUID(subject.partition(":")[2])
    except ValueError:
        return None
