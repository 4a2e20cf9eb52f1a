"""Who may see and edit an incident: open ones everybody with an account, restricted ones their members."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.verdicts import YES, Verdict, no
from incidents.models import EvidenceItem, Incident, IncidentMember, Sighting, Theme
from incidents.search.places import places


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


def _quotable() -> Q:
    """Words that their author withdrew are quoted nowhere."""
    return Q(item=None) | Q(item__in=EvidenceItem.objects.citable().values("pk"))


def visible_sightings(user: User) -> QuerySet[Sighting]:
    """Where themes were seen, as far as this person may know of the incident and read the place itself."""
    readable = Q(place="")
    for place in places():
        readable |= Q(place=place.name, pk__in=place.visible(user))
    readable &= _quotable()
    here = visible_incidents(user).values("pk")
    return Sighting.objects.filter(readable, incident__in=here, theme__merged_into=None)


def visible_themes(user: User) -> QuerySet[Theme]:
    """Those seen somewhere this person may see; and what they wrote down themselves and nobody has seen anywhere."""
    seen = Q(pk__in=visible_sightings(user).values("theme"))
    unseen = Q(created_by=user) & ~Q(pk__in=Sighting.objects.values("theme"))
    return Theme.objects.filter(seen | unseen, merged_into=None)


def visible_names(user: User) -> QuerySet[Theme]:
    """Themes that were merged into others, as far as something is to be seen that was first tied to them."""
    found = visible_sightings(user).filter(found_as__isnull=False)
    return Theme.objects.filter(pk__in=found.values("found_as"), merged_into__isnull=False)


def open_sightings() -> QuerySet[Sighting]:
    """What everybody with an account may see: in incidents that are not restricted, on their own pages."""
    return Sighting.objects.filter(_quotable(), incident__restricted=False, place="", theme__merged_into=None)


def change_theme(user: User, theme: Theme) -> Verdict:
    """Those who write up an incident in which it was seen, and whoever made it."""
    edits = IncidentMember.objects.filter(user=user, may_edit=True).values("incident")
    if theme.created_by_id == user.pk or theme.sightings.filter(incident__in=edits).exists():
        return YES
    return no(_("Only people who write up an incident in which this theme was seen may change it."))


def read_evidence(user: User, incident: Incident) -> Verdict:
    """Raw messages are for those who were there and those who write it up, also where the incident is open to everybody."""
    if incident.memberships.filter(user=user).exists() or incident.involvements.filter(user=user).exists():
        return YES
    return no(
        _("Evidence is read by the people who were there and those who write the incident up. Ask its facilitator.")
    )
