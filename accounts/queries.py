"""Reads for the pages about people and teams."""

from django.db.models import Count, Q, QuerySet

from accounts.models import AccountInvitation, Team, User


def people(text: str = "") -> QuerySet[User]:
    """All accounts, or those whose name or address contains the text; with their teams."""
    found = User.objects.prefetch_related("teams").order_by("-is_active", "name", "email")
    return found.filter(Q(name__icontains=text) | Q(email__icontains=text)) if text else found


def open_invitations() -> QuerySet[AccountInvitation]:
    """Not used yet; expired ones too, because they can be sent again."""
    return AccountInvitation.objects.filter(accepted_at=None).select_related("invited_by").order_by("-invited_at")


def teams() -> QuerySet[Team]:
    """All teams with `size`, the number of people who may sign in."""
    return Team.objects.annotate(size=Count("people", filter=Q(people__is_active=True)))


def is_alone(person: User) -> bool:
    """Whether they run an installation to which nobody else has come yet. No query for anybody else."""
    return person.is_admin and not User.objects.exclude(pk=person.pk).exists()
