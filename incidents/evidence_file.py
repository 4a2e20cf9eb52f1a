"""The file of an import, put together again from its pieces on a disk of the machine that reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from incidents.models import EvidenceChunk, EvidenceImport

PIECE = 1_000_000  # bytes


@contextmanager
def opened(brought: EvidenceImport) -> Iterator[BinaryIO]:
    """From its beginning. One piece is in memory at a time; the file on disk is gone afterwards."""
    with SpooledTemporaryFile(max_size=PIECE) as file:
        numbers = EvidenceChunk.objects.filter(brought_by=brought).values_list("number", flat=True)
        for number in list(numbers):
            file.write(bytes(EvidenceChunk.objects.get(brought_by=brought, number=number).data))
        file.seek(0)
        yield cast(BinaryIO, file)
