"""Who may look after the webhooks of a series or a team."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from accounts.verdicts import YES, Verdict, no
from reviews.models import Participation, Series


def manage_chat(user: User, place: Series | Team) -> Verdict:
    """A series: the facilitators of its reviews, as with its ground rules. A team: those who run the installation, as with its name."""
    if user.is_admin:
        return YES
    if isinstance(place, Team):
        return no(_("Only people who run this installation may do this."))
    own = Participation.objects.filter(
        review__series=place, user=user, role=Participation.Role.FACILITATOR, removed_at=None
    )
    return YES if own.exists() else no(_("Only facilitators of this series may look after its webhooks."))
