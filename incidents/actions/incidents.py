"""Opens and changes incidents, and keeps who may see and edit them."""

from collections.abc import Sequence

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from incidents import news
from incidents.actions import index
from incidents.models import Incident, IncidentMember, Service


def _set_services(incident: Incident, names: list[str]) -> None:
    services = [Service.objects.get_or_create(name=name)[0] for name in dict.fromkeys(names) if name]
    incident.services.set(services)


@transaction.atomic
def open_incident(*, by: User, services: list[str], **fields: object) -> Incident:
    """Write down a new incident; who opens it may edit it. `fields` are those of the model."""
    incident = Incident.objects.create(created_by=by, **fields)
    _set_services(incident, services)
    IncidentMember.objects.create(incident=incident, user=by, may_edit=True)
    audit.record(by=by, did="incident.opened", subject=incident)
    index.touch("incident", incident.pk)
    return incident


@transaction.atomic
def edit(*, incident: Incident, by: User, services: list[str], **fields: object) -> Incident:
    for name, value in fields.items():
        setattr(incident, name, value)
    incident.save()
    _set_services(incident, services)
    audit.record(by=by, did="incident.edited", subject=incident)
    index.touch("incident", incident.pk)
    news.timeline_changed(incident.pk)  # its zone may be another: moments are told on the clocks there
    return incident


def _set_restricted(incident: Incident, by: User, restricted: bool) -> None:
    if incident.restricted != restricted:
        incident.restricted = restricted
        incident.save(update_fields=["restricted"])
        audit.record(by=by, did="incident.restricted" if restricted else "incident.unrestricted", subject=incident)


@transaction.atomic
def restrict(*, incident: Incident, by: User) -> None:
    """From now on its members alone know of it."""
    _set_restricted(incident, by, True)


@transaction.atomic
def unrestrict(*, incident: Incident, by: User) -> None:
    _set_restricted(incident, by, False)


@transaction.atomic
def add_member(*, incident: Incident, user: User, may_edit: bool, by: User) -> IncidentMember:
    """Somebody who sees it even when restricted. Who opened it keeps the right to edit."""
    may_edit = may_edit or incident.created_by_id == user.pk
    member, made = IncidentMember.objects.update_or_create(
        incident=incident, user=user, defaults={"may_edit": may_edit}
    )
    if made:
        audit.record(by=by, did="incident.member_added", subject=incident, person=user.pk)
    return member


@transaction.atomic
def add_members(*, incident: Incident, users: Sequence[User], by: User) -> None:
    """People who see it even when restricted and do not edit it, as `add_member` adds one; in as many statements as for one."""
    known = set(incident.memberships.filter(user__in=users).values_list("user", flat=True))
    members = [
        IncidentMember(incident=incident, user=user, may_edit=user.pk == incident.created_by_id) for user in users
    ]
    IncidentMember.objects.bulk_create(members, ignore_conflicts=True)  # who edits it already goes on to
    new = [user for user in users if user.pk not in known]
    audit.record_all(by=by, did="incident.member_added", subject=incident, people=new)


@transaction.atomic
def remove_member(*, incident: Incident, user: User, by: User) -> None:
    """They no longer see it when it is restricted; who opened it stays."""
    if incident.created_by_id != user.pk and incident.memberships.filter(user=user).delete()[0]:
        audit.record(by=by, did="incident.member_removed", subject=incident, person=user.pk)
