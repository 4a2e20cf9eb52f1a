"""Marks running heads and page numbers of a tagged PDF as what they are (ISO 14289-1, 7.8). A plain rule without Django.

WeasyPrint 70 writes what stands in the margins of a page as content that no element of the document's tree holds. Here it becomes
an artifact of the page, which a screen reader passes over.
"""

from typing import Any

import pydyf


def finish(_document: object, pdf: pydyf.PDF) -> None:
    """As WeasyPrint's `finisher`: after all is drawn, before it is written."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    held = _held(pdf, root)
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    for page, elements in zip(pdf.page_references, numbers[1::2], strict=False):
        aside = {place for place, reference in enumerate(elements) if reference not in held}
        for place in aside:
            elements[place] = b"null"
        _mark(_at(pdf, _at(pdf, page)["Contents"]).stream, aside)


def _at(pdf: pydyf.PDF, reference: bytes) -> Any:
    """The object that "12 0 R" means."""
    return pdf.objects[int(reference.split()[0])]


def _held(pdf: pydyf.PDF, root: Any) -> set[bytes]:
    """The references of all elements that the document's tree holds."""
    found: set[bytes] = set()
    waiting = list(root["K"])
    while waiting:
        reference = waiting.pop()
        if isinstance(reference, bytes) and reference not in found:
            found.add(reference)
            waiting += _at(pdf, reference).get("K", [])
    return found


def _mark(stream: list[Any], aside: set[int]) -> None:
    """Each sequence of marked content is three operations: its tag, its properties, BDC."""
    for place, operation in enumerate(stream):
        if operation == b"BDC" and stream[place - 1].get("MCID") in aside:
            stream[place - 2 : place] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
