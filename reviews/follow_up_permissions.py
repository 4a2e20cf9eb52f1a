"""Who may do what about follow-ups and the ideas of a meeting."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.verdicts import YES, Verdict, no
from reviews import permissions
from reviews.models import FollowUp, Review, Stage


def change(user: User, follow_up: FollowUp) -> Verdict:
    """Its owner and the facilitators of its review."""
    if follow_up.owner_id == user.pk or permissions.facilitate(user, follow_up.review):
        return YES
    return no(_("Only its owner and the facilitators of its review may change a follow-up."))


def agree(user: User, review: Review) -> Verdict:
    """Write one down that was agreed on its review's page; at any time but after a cancellation."""
    return permissions.facilitate(user, review).unless(review.stage == Stage.CANCELLED, permissions.NOTHING_ASKED)


def say(user: User, review: Review) -> Verdict:
    """A word on the ideas: those whom the facilitator asked, while they are in the review."""
    if permissions.take_part(user, review) and review.choosers.filter(person=user).exists():
        return YES
    return no(_("Only the small group that the facilitator named says which ideas to take up."))


def choose(user: User, review: Review) -> Verdict:
    return permissions.facilitate(user, review)
