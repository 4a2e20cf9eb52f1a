"""The archive of one review: a ZIP with its texts, PDFs, data, tables, comments and calendar entry; and such a file opened with care."""

import io
import json
import zipfile
import zlib
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import sheets
from outbox import calendar
from reviews import (
    archive_readme,
    archive_schema,
    document_print,
    meeting_entry,
    report_pressing,
    report_print,
    web_annotations,
)
from reviews.models import Audience, Edition, Review
from reviews.queries import archive, comments_out, references
from reviews.queries.follow_ups import STATE_WORDS
from reviews.queries.report import Reading

MOST_DATA, MOST_COMMENTS = 30_000_000, 5_000_000
DATA, COMMENTS, README = "data.json", "comments.jsonld", "README.md"


class BadArchive(ValueError):
    """Its text is for people."""


def written(review: Review) -> bytes:
    """All of it, made in memory: the PDFs are its largest part."""
    data = archive.data(review)
    latest = review.document.latest
    address = comments_out.address(review.document)
    said = web_annotations.collection(
        address, address, review.incident.title, comments_out.conversations(review.document)
    )
    edition = Edition.objects.filter(report__review=review).order_by("number").last()
    pages = _report_pages(edition) if edition else b""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(README, archive_readme.text(review, edition, printed=bool(pages)))
        made.writestr("document.md", references.taken_away(latest.text, review.incident))
        made.writestr("document.pdf", document_print.pdf(review, latest, quoting=False))
        made.writestr(DATA, json.dumps(data, ensure_ascii=False, indent=1))
        made.writestr("timeline.csv", sheets.text(_timeline(data)))
        made.writestr("follow-ups.csv", sheets.text(_follow_ups(data)))
        made.writestr(COMMENTS, json.dumps(said, ensure_ascii=False, indent=1))
        made.writestr("meeting.ics", calendar.feed([meeting_entry.versioned(review)], review.incident.title))
        if edition:
            made.writestr("report.md", Reading(edition, Audience.THERE).naming.hide(edition.text))
        if pages:
            made.writestr("report.pdf", pages)
    return out.getvalue()


def _report_pages(edition: Edition) -> bytes:
    """The newest edition as those who were there read it, but for the words of messages: an archive cannot be called back when
    somebody withdraws theirs. Nothing where no press can print it."""
    if not Reading(edition, Audience.THERE).quotes:
        # Of exactly these pages: in earlier ones a name may stand that was taken back since.
        kept = report_print.kept(edition, Audience.THERE)
        if kept and kept.content:
            return bytes(kept.content)
    try:
        language = get_language() or settings.LANGUAGE_CODE
        sheet = report_print.sheet(edition, Audience.THERE, language, quoting=False)
        return report_pressing.pressed(sheet.handed, lambda _percent: None)
    except (report_print.TooBig, report_pressing.Failed):
        return b""


def _timeline(data: dict[str, Any]) -> list[list[sheets.Cell]]:
    def name(index: int | None) -> str:
        return "" if index is None else str(data["involvements"][index]["name"])

    def title(index: int | None) -> str:
        return "" if index is None else str(data["evidence"][index]["title"])

    def about(event: dict[str, Any]) -> list[sheets.Cell]:
        return [name(event["perspective_of"]), name(event["teller"]), title(event["evidence"])]

    head: list[sheets.Cell] = ["at", "what", "known_then", "perspective_of", "teller", "evidence"]
    rows = data["timeline"]
    return [
        head,
        *([e["at"] if e["timed"] else "", e["what"], e["known_then"], *about(e)] for e in rows),
    ]


def _follow_ups(data: dict[str, Any]) -> list[list[sheets.Cell]]:
    """The state in words, as in the file of all follow-ups."""
    head = ["what", "why", "owner", "due", "state", "reason", "agreed_at", "settled_at", "tracked_at"]
    rows = [each | {"state": str(STATE_WORDS[each["state"]])} for each in data["follow_ups"]]
    return [[*head], *([each[name] for name in head] for each in rows)]


def opened(file: Any) -> tuple[dict[str, Any], object]:
    """The data, checked against the schema, and the comments as parsed JSON. Of all else nothing is unpacked. Raises BadArchive."""
    try:
        with zipfile.ZipFile(file) as given:
            data = json.loads(_read(given, DATA, MOST_DATA))
            comments = json.loads(_read(given, COMMENTS, MOST_COMMENTS))
        archive_schema.check(data)
    except archive_schema.BadShape as error:
        said = {"where": error.where or DATA}
        raise BadArchive(_("The data in this file is not as it should be at “%(where)s”.") % said) from None
    except KeyError:
        raise BadArchive(_("This file is no archive of a review: it has no data.json or no comments.jsonld.")) from None
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, RecursionError, EOFError):
        raise BadArchive(_("This file is damaged, or no archive of a review.")) from None
    return data, comments


def trimmed(file: Any) -> bytes:
    """A ZIP with nothing but what `opened` reads of it, to be kept while its preview is looked at. The file was opened before."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(DATA, _read(given, DATA, MOST_DATA))
        made.writestr(COMMENTS, _read(given, COMMENTS, MOST_COMMENTS))
    return out.getvalue()


def _read(given: zipfile.ZipFile, name: str, most: int) -> bytes:
    """At most so much, whatever the file says of its size. Raises BadArchive."""
    with given.open(name) as part:
        found = part.read(most + 1)
    if len(found) > most:
        raise BadArchive(_("%(name)s in this file is larger than a review can be.") % {"name": name})
    return found
