"""Who may do what about interviews. The facilitators' side is a place that does not exist for anybody else (decision 5)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry, User
from accounts.verdicts import YES, Verdict, no
from reviews import permissions
from reviews.models import Interview, Review, Stage

DELETED = _("The notes were deleted on the promised day. Nothing more is written here.")

NOT_PROMISED = _("The notes of interviews stay with those who were facilitators before the meeting began.")

BY_HAND = _("Without an account no message reaches them. Ask them yourself, and write down here what they said.")


def interviews(user: User, review: Review) -> Verdict:
    """See whom the review speaks with, and the notes. Neither running the installation, managing people nor a desk handed over gives this."""
    facilitates = permissions.facilitate(user, review)
    return facilitates.unless(facilitates.ok and kept_from(user, review), NOT_PROMISED)


def kept_from(user: User, review: Review) -> bool:
    """Whether they became a facilitator in the meeting or after it, and notes stand that were promised to be read by those of before."""
    if review.started_at is None:
        return False
    made = AuditEntry.objects.filter(
        subject_kind=review._meta.label_lower,
        subject_id=str(review.pk),
        did="review.facilitator",
        at__gte=review.started_at,
        detail__person=user.pk,
    ).values_list("at", flat=True)
    since = made.first()
    return since is not None and review.interviews.filter(asked_at__lt=since, deleted_at=None).exists()


def ask(user: User, review: Review) -> Verdict:
    return interviews(user, review).unless(review.stage == Stage.CANCELLED, permissions.NOTHING_ASKED)


def ask_again(interview: Interview) -> Verdict:
    """Offer other times, to somebody who has not said no and with whom nobody has talked."""
    if interview.person_id is None:
        return no(BY_HAND)
    if interview.deleted_at:
        return no(DELETED)
    if interview.answer == Interview.Answer.NO:
        return no(
            _("They would rather not, which is fine. They are not asked again; they can change their mind themselves.")
        )
    return YES if not interview.held_at else no(_("This chat has taken place."))


def take_back(interview: Interview) -> Verdict:
    """A no stays: otherwise somebody could be asked anew. One that a facilitator wrote down may be a slip of theirs."""
    if interview.answer == Interview.Answer.NO and interview.person_id:
        return no(_("They have answered that they would rather not. That stays."))
    return YES if interview.open else no(_("This chat has taken place."))


def write_notes(interview: Interview) -> Verdict:
    if interview.deleted_at:
        return no(DELETED)
    if interview.taken_back_at:
        return no(_("The question about this chat was taken back."))
    said_no = interview.answer == Interview.Answer.NO
    return YES if not said_no else no(_("They would rather not have this chat, so there are no notes of it."))


def answer(interview: Interview) -> Verdict:
    """The person's own answer, until the chat has taken place."""
    if interview.review.stage == Stage.CANCELLED:
        return no(permissions.NOTHING_ASKED)
    return YES if interview.open else no(_("This chat has taken place or is no longer asked for."))


def note_answer(interview: Interview) -> Verdict:
    """Write down what somebody said about a passage: of people without an account alone."""
    return YES if interview.person_id is None else no(_("They have an account, and answer by themselves."))
