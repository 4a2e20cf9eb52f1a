"""The file of an import, put together again from its pieces on a disk of the machine that reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from incidents.models import EvidenceChunk, EvidenceImport

PIECE = 1_000_000  # bytes


class EnoughSeen(Exception):
    """A glance has read as much of the file as it may."""


class Glance:
    """The file as readers use it, until so many bytes of it are read: then EnoughSeen is raised."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self.file, self.left = file, most

    def _counted(self, data: bytes) -> bytes:
        self.left -= len(data)
        if self.left < 0:
            raise EnoughSeen
        return data

    def read(self, size: int = -1) -> bytes:
        return self._counted(self.file.read(size))

    def readline(self, size: int = -1) -> bytes:
        return self._counted(self.file.readline(size))

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        """The file belongs to whoever opened it."""


@contextmanager
def opened(brought: EvidenceImport) -> Iterator[BinaryIO]:
    """From its beginning. One piece is in memory at a time; the file on disk is gone afterwards."""
    with SpooledTemporaryFile(max_size=PIECE) as file:
        numbers = EvidenceChunk.objects.filter(brought_by=brought).values_list("number", flat=True)
        for number in list(numbers):
            file.write(bytes(EvidenceChunk.objects.get(brought_by=brought, number=number).data))
        file.seek(0)
        yield cast(BinaryIO, file)
