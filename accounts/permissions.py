"""Rights that hang on the account alone."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.verdicts import YES, Verdict, no


def see_trends(user: User) -> Verdict:
    return YES if user.is_manager else no(_("Trends and survey results over time are for managers."))


def administer(user: User) -> Verdict:
    return YES if user.is_admin else no(_("Only people who run this installation may do this."))
