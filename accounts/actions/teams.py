"""Teams: people who work together."""

from django.db import transaction

from accounts.actions import audit
from accounts.models import Team, User


@transaction.atomic
def create(*, name: str, by: User) -> Team:
    team = Team.objects.create(name=name)
    audit.record(by=by, did="team.created", subject=team)
    return team


@transaction.atomic
def rename(*, team: Team, name: str, by: User) -> None:
    team.name = name
    team.save(update_fields=["name"])
    audit.record(by=by, did="team.renamed", subject=team)


@transaction.atomic
def remove(*, team: Team, by: User) -> None:
    """The team goes; its people stay."""
    audit.record(by=by, did="team.removed", subject=team)
    team.delete()
