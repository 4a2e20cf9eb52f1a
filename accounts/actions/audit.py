"""Writes the record of who did what; every action calls it inside its own transaction."""

from collections.abc import Iterable

from django.db.models import Model

from accounts.models import AuditEntry, User


def record(*, by: User | None, did: str, subject: Model, **detail: str | int | bool | None) -> AuditEntry:
    """Keep that `by` (None: the machine) did `did` ("review.started") to `subject`. Detail holds no text that people wrote."""
    return AuditEntry.objects.create(
        by=by, did=did, subject_kind=subject._meta.label_lower, subject_id=str(subject.pk), detail=detail
    )


def record_all(*, by: User | None, did: str, subject: Model, people: Iterable[User]) -> None:
    """One entry for each person, as `record(…, person=…)` writes it; in as many statements as for one."""
    kind, number = subject._meta.label_lower, str(subject.pk)
    entries = [
        AuditEntry(by=by, did=did, subject_kind=kind, subject_id=number, detail={"person": person.pk})
        for person in people
    ]
    AuditEntry.objects.bulk_create(entries)
