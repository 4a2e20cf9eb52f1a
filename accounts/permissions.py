"""Rights that hang on the account alone."""

from django.utils.translation import gettext_lazy as _

from accounts.models import ApiToken, User
from accounts.verdicts import YES, Verdict, no


def see_trends(user: User) -> Verdict:
    return YES if user.is_manager else no(_("Trends and survey results over time are for managers."))


def administer(user: User) -> Verdict:
    return YES if user.is_admin else no(_("Only people who run this installation may do this."))


def stop_administering(person: User) -> Verdict:
    """Whether this person can be taken off the list of those who run the installation."""
    if not (person.is_admin and person.is_active):
        return YES
    if User.objects.filter(is_admin=True, is_active=True).exclude(pk=person.pk).exists():
        return YES
    return no(_("This is the only person left who runs the installation. Let somebody else run it first."))


def create_by_token(token: ApiToken) -> Verdict:
    """A token never has more rights than its person, and may have fewer."""
    return YES if token.scope == ApiToken.Scope.CREATE else no(_("This token may read and not create."))
