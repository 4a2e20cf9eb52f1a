"""Keeps an archive while its preview is looked at: one a person, for a day at most, and for nobody else's eyes."""

from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from reviews.models import ArchivePreview, Review

LASTS = timedelta(days=1)
AT_WORK = timedelta(minutes=10)  # whoever brings it in for longer did not come back


@transaction.atomic
def keep(*, by: User, file_name: str, packed: bytes) -> str:
    """In the place of an earlier one; answers the mark by which this very preview is confirmed."""
    mark = sha256(packed).hexdigest()
    values = {"mark": mark, "file_name": file_name[:200], "packed": packed, "made_at": timezone.now()}
    values |= {"confirmed_at": None, "review": None}
    ArchivePreview.objects.update_or_create(by=by, defaults=values)
    audit.record(by=by, did="archive.kept_for_preview", subject=by)
    return mark


class Confirmed(Exception):
    """It was confirmed before. review: what came of it; None while it is being brought in."""

    def __init__(self, review: Review | None) -> None:
        super().__init__("confirmed before")
        self.review = review


def confirm(*, by: User, mark: str) -> bytes | None:
    """The file whose preview is confirmed, once; None if it is gone, or another one was chosen since in a second window.

    Raises Confirmed. Whoever gets the file says with `done` what came of it.
    """
    # A second click only reads, and waits for nobody: the first may hold the database's one writer.
    found = ArchivePreview.objects.filter(by=by, mark=mark).select_related("review").first()
    if found is None:
        return None
    if found.confirmed_at is None and _first(found):
        return bytes(found.packed)
    if found.review is None and found.confirmed_at and found.confirmed_at < timezone.now() - AT_WORK:
        return None
    raise Confirmed(found.review)


@transaction.atomic
def _first(preview: ArchivePreview) -> bool:
    """Of two at the same instant one is; the file is not kept any longer."""
    rows = ArchivePreview.objects.filter(pk=preview.pk, mark=preview.mark, confirmed_at=None)
    return bool(rows.update(confirmed_at=timezone.now(), packed=b""))


@transaction.atomic
def done(*, by: User, mark: str, review: Review | None) -> None:
    """It is here; or, without a review, nothing came of it, and it is forgotten."""
    row = ArchivePreview.objects.filter(by=by, mark=mark, confirmed_at__isnull=False)
    if review:
        row.update(review=review)
    else:
        row.delete()


@transaction.atomic
def forget_old() -> int:
    """Files whose preview nobody confirmed within a day are not kept."""
    forgotten, _each = ArchivePreview.objects.filter(made_at__lt=timezone.now() - LASTS).delete()
    return forgotten
