"""Who may look after the webhooks of a series or a team."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from accounts.verdicts import YES, Verdict, no
from reviews import series_care
from reviews.models import Series


def manage_chat(user: User, place: Series | Team) -> Verdict:
    """A series: those who look after it, as with its ground rules. A team: those who run the installation, as with its name."""
    if user.is_admin:
        return YES
    if isinstance(place, Team):
        return no(_("Only people who run this installation may do this."))
    if series_care.looks_after(user, place):
        return YES
    return no(_("Only facilitators of this series may look after its webhooks."))
