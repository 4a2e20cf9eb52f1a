"""Takes a file of evidence in: kept for its preview, put in line when confirmed, cancelled, and forgotten when nobody came back."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from incidents.evidence_file import PIECE
from incidents.models import EvidenceChunk, EvidenceImport, Incident

State = EvidenceImport.State
PREVIEW_LASTS = timedelta(days=1)


@transaction.atomic
def keep(
    *, incident: Incident, by: User, pieces: Iterable[bytes], size: int, name: str, format_name: str, title: str
) -> EvidenceImport:
    """The file for its preview; nothing of it is evidence yet. Pieces may have any length."""
    brought = EvidenceImport.objects.create(
        incident=incident, by=by, size=size, file_name=name[:200], format=format_name, title=title[:200]
    )
    _keep_pieces(brought, pieces)
    audit.record(by=by, did="evidence.kept_for_preview", subject=incident, brought=brought.pk)
    return brought


def _keep_pieces(brought: EvidenceImport, pieces: Iterable[bytes]) -> None:
    number = 0
    for piece in pieces:
        for start in range(0, len(piece), PIECE):
            EvidenceChunk.objects.create(brought_by=brought, number=number, data=piece[start : start + PIECE])
            number += 1


@transaction.atomic
def change_text(*, brought: EvidenceImport, by: User, text: str) -> bool:
    """Another text in the place of the one that is previewed; False when it is not a preview any more."""
    data = text.encode()
    if not EvidenceImport.objects.filter(pk=brought.pk, state=State.PREVIEW).update(size=len(data)):
        return False
    brought.chunks.all().delete()
    _keep_pieces(brought, [data])
    audit.record(by=by, did="evidence.preview_mended", subject=brought.incident, brought=brought.pk)
    return True


@transaction.atomic
def answer(
    *, brought: EvidenceImport, by: User, title: str, options: dict[str, Any], people: dict[str, int]
) -> EvidenceImport:
    """What the preview asked: `options` for the reader, and the account of each author's key (0: stays a name)."""
    brought.title, brought.options, brought.people = title, options, people
    brought.save(update_fields=["title", "options", "people"])
    audit.record(by=by, did="evidence.preview_answered", subject=brought.incident, brought=brought.pk)
    return brought


@transaction.atomic
def bring_in(*, brought: EvidenceImport, by: User) -> bool:
    """Put it in line; False when it is there or further already."""
    moved = EvidenceImport.objects.filter(pk=brought.pk, state=State.PREVIEW).update(state=State.QUEUED)
    if moved:
        audit.record(by=by, did="evidence.queued", subject=brought.incident, brought=brought.pk)
    return bool(moved)


@transaction.atomic
def cancel(*, brought: EvidenceImport, by: User) -> None:
    """At once where nobody works on it yet; else whoever does takes everything back and says so."""
    waiting = EvidenceImport.objects.filter(pk=brought.pk, state__in=[State.PREVIEW, State.QUEUED])
    if waiting.update(state=State.CANCELLED, finished_at=timezone.now()):
        brought.chunks.all().delete()
    else:
        EvidenceImport.objects.filter(pk=brought.pk, state=State.RUNNING).update(cancel_wanted=True)
    audit.record(by=by, did="evidence.cancelled", subject=brought.incident, brought=brought.pk)


@transaction.atomic
def forget_previews() -> int:
    """Files whose preview nobody confirmed within a day are not kept."""
    old = EvidenceImport.objects.filter(state=State.PREVIEW, created_at__lt=timezone.now() - PREVIEW_LASTS)
    forgotten, _each = old.delete()
    return forgotten
