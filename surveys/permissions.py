"""Who sees a survey's sealed result: those who take part in the review, and managers who may see the review."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.verdicts import YES, Verdict, no
from reviews import permissions
from reviews.models import Review


def see_result(user: User, review: Review) -> Verdict:
    """A manager outside of a restricted review does not get here: it does not exist for them."""
    if permissions.take_part(user, review) or (user.is_manager and permissions.see(user, review)):
        return YES
    return no(_("The result is for those who take part in this review, and for managers."))
