"""Who sees a survey's sealed result and what was made of it, and who decides how a series asks."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.verdicts import YES, Verdict, no
from reviews import permissions, series_care
from reviews.models import Review
from surveys.models import Survey


def see_result(user: User, review: Review) -> Verdict:
    """A manager outside of a restricted review does not get here: it does not exist for them."""
    if permissions.take_part(user, review) or (user.is_manager and permissions.see(user, review)):
        return YES
    return no(_("The result is for those who take part in this review, and for managers."))


def edit_format(user: User, review: Review) -> Verdict:
    """How its series asks from now on belongs to those who look after the series."""
    verdict = permissions.facilitate(user, review).unless(
        review.series is None,
        _(
            "This review belongs to no series, so its survey asks as usual. Choose a series in its plan to ask in another way."
        ),
    )
    if verdict and review.series and not series_care.looks_after(user, review.series):
        return no(series_care.NOT_YOURS)
    return verdict


def see_heard(user: User, review: Review) -> Verdict:
    """Whoever was there, with or without an invitation, and whoever may see the result."""
    if review.attendances.filter(user=user).exists() or see_result(user, review):
        return YES
    return no(_("This was written for those who were at the meeting."))


def publish_heard(user: User, review: Review) -> Verdict:
    """Only what sealing has shown may have been heard."""
    sealed = Survey.objects.filter(review=review, state=Survey.State.SEALED, result__frozen__enough=True)
    verdict = permissions.facilitate(user, review)
    if verdict and not sealed.exists():
        return no(
            _("There is nothing to tell yet: the survey is not closed, or too few answered for its result to be shown.")
        )
    return verdict
