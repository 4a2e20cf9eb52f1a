"""Who may see and edit an incident: open ones everybody with an account, restricted ones their members."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.verdicts import YES, Verdict, no
from incidents.models import Incident


def visible_incidents(user: User) -> QuerySet[Incident]:
    """All that this person may know of; lists, counts, searches and suggestions start here (decision 5)."""
    return Incident.objects.filter(Q(restricted=False) | Q(memberships__user=user)).distinct()


def see(user: User, incident: Incident) -> Verdict:
    """A no here is answered with 404: it must not tell that the incident exists."""
    if not incident.restricted or incident.memberships.filter(user=user).exists():
        return YES
    return no(_("This incident is restricted."))


def edit(user: User, incident: Incident) -> Verdict:
    if incident.memberships.filter(user=user, may_edit=True).exists():
        return YES
    return no(_("Only the people who write this incident up may change it. Ask its facilitator."))


def open_incident(user: User) -> Verdict:
    return YES


def read_evidence(user: User, incident: Incident) -> Verdict:
    """Raw messages are for those who were there and those who write it up, also where the incident is open to everybody."""
    if incident.memberships.filter(user=user).exists() or incident.involvements.filter(user=user).exists():
        return YES
    return no(
        _("Evidence is read by the people who were there and those who write the incident up. Ask its facilitator.")
    )
