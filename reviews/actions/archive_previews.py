"""Keeps an archive while its preview is looked at: one a person, for a day at most, and for nobody else's eyes."""

from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from reviews.models import ArchivePreview

LASTS = timedelta(days=1)


@transaction.atomic
def keep(*, by: User, file_name: str, packed: bytes) -> str:
    """In the place of an earlier one; answers the mark by which this very preview is confirmed."""
    mark = sha256(packed).hexdigest()
    values = {"mark": mark, "file_name": file_name[:200], "packed": packed, "made_at": timezone.now()}
    ArchivePreview.objects.update_or_create(by=by, defaults=values)
    audit.record(by=by, did="archive.kept_for_preview", subject=by)
    return mark


def kept(*, by: User, mark: str) -> bytes | None:
    """The file whose preview is confirmed; None if it is gone, or another one was chosen since in a second window."""
    found = ArchivePreview.objects.filter(by=by, mark=mark).first()
    return bytes(found.packed) if found else None


@transaction.atomic
def forget(*, by: User) -> None:
    ArchivePreview.objects.filter(by=by).delete()


@transaction.atomic
def forget_old() -> int:
    """Files whose preview nobody confirmed within a day are not kept."""
    forgotten, _each = ArchivePreview.objects.filter(made_at__lt=timezone.now() - LASTS).delete()
    return forgotten
