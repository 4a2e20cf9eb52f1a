"""What people change about themselves, and what those who run the installation change about others."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions import audit
from accounts.models import Team, User
from accounts.permissions import stop_administering


class NotTheFirst(Exception):
    """Somebody has an account already."""


@transaction.atomic
def begin(*, email: str, name: str, password: str, time_zone: str) -> User:
    """The first account of an installation, which runs it. Raises NotTheFirst."""
    if User.objects.exists():
        raise NotTheFirst
    person = User.objects.create_superuser(email, name=name, password=password, time_zone=time_zone)
    audit.record(by=person, did="account.first", subject=person)
    return person


@transaction.atomic
def update_profile(*, person: User, name: str, time_zone: str, theme: str, shortcuts: bool) -> None:
    person.name, person.time_zone, person.theme, person.shortcuts = name, time_zone, theme, shortcuts
    person.save(update_fields=["name", "time_zone", "theme", "shortcuts"])
    audit.record(by=person, did="profile.changed", subject=person)


@transaction.atomic
def choose_theme(*, person: User, theme: str) -> None:
    """Appearance alone; not worth a line in the record."""
    User.objects.filter(pk=person.pk).update(theme=theme)


@transaction.atomic
def set_rights(
    *, person: User, by: User, is_admin: bool, is_manager: bool, is_active: bool, teams: Iterable[Team]
) -> None:
    """Raises PermissionDenied if nobody would be left who runs the installation."""
    # Two admins who take each other off at the same moment must not both succeed.
    list(User.objects.select_for_update().filter(is_admin=True, is_active=True).order_by("pk"))
    person.refresh_from_db()
    if not (is_admin and is_active):
        verdict = stop_administering(person)
        if not verdict:
            raise PermissionDenied(verdict.reason)
    person.is_admin, person.is_manager, person.is_active = is_admin, is_manager, is_active
    person.save(update_fields=["is_admin", "is_manager", "is_active"])
    person.teams.set(teams)
    audit.record(
        by=by,
        did="account.rights_set",
        subject=person,
        is_admin=is_admin,
        is_manager=is_manager,
        is_active=is_active,
    )
