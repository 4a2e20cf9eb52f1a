"""A file that is damaged, or no text whatever its name says, is refused at once instead of asked about."""

import io

import pytest

from incidents.evidence_formats import formats, safe_zip
from incidents.evidence_formats.found import Options, Refused
from tests.incidents.evidence_formats.cases import said, slack

SCRAMBLED = bytes(number * 167 % 256 for number in range(3, 160))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SCRAMBLED, "log.csv"),
        (SCRAMBLED, "log.txt"),
        (b"\xbb\\\x8ci\xb0\xe6\xa3Q\xbb\xbb\xe6", "log.csv"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "x.csv"),
        (b"time,what\x00\n", "x.csv"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, name: str) -> None:
    with pytest.raises(Refused, match="damaged or no text"):
        formats.told(io.BytesIO(data), name)


@pytest.mark.parametrize(
    "data",
    [
        "Zeit;Was\n10:05;Störung über Nacht\n".encode("cp1252"),
        "время,что\n".encode(),
        b"[10:05] <ben> \x0304red\x0f",
        "é".encode() * 3000,
    ],
)
def test_text_of_other_alphabets_stays_text(data: bytes) -> None:
    assert formats.told(io.BytesIO(data), "x.csv") == "csv"
    assert formats.told(io.BytesIO(b"x" + data), "x.txt") == "pasted"


@pytest.mark.parametrize("cut", [0.3, 0.6, 1.0])
def test_a_damaged_zip_is_refused(cut: float) -> None:
    whole = slack({"outage/2026-03-02.json": [said("1772442300.1", "The queue is long " * 50)]}).getvalue()
    data = bytearray(whole[: int(len(whole) * cut)])
    for at in range(40, len(data) // 3):
        data[at] ^= 0x5A
    with pytest.raises(Refused):
        list(formats.FORMATS["slack"].read(io.BytesIO(bytes(data)), Options()))


def test_a_zip_by_its_name_alone_is_not_read_as_text() -> None:
    with pytest.raises(Refused, match="not a ZIP, or is damaged"):
        safe_zip.opened(io.BytesIO(SCRAMBLED))
    assert formats.told(io.BytesIO(SCRAMBLED), "broken.zip") == "slack"
