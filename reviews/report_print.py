"""The printed form of an edition for one audience: its HTML, its stylesheet, its picture, and the key under which the PDF is kept."""

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from reviews.models import Edition, ReportPdf
from reviews.queries.report import Reading
from reviews.report_press import PICTURE, VARIANT

MOST_CHARACTERS = 3_000_000  # of HTML: a text at the renderer's limit is smaller
MOST_TAGS = 60_000
STYLES = ("css/report.css", "css/report_print.css")


class TooBig(ValueError):
    """It would take longer to print than anybody waits."""


@dataclass(frozen=True)
class Sheet:
    """What the press is handed. key: the same for the same pages."""

    html: str
    css: str
    pictures: dict[str, str]
    audience: str

    @property
    def key(self) -> str:
        return sha256(json.dumps([VARIANT, self.audience, self.html, self.css, self.pictures]).encode()).hexdigest()

    @property
    def handed(self) -> bytes:
        return json.dumps({"html": self.html, "css": self.css, "pictures": self.pictures}).encode()


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Both stylesheets as one text: the press fetches nothing."""
    texts = []
    for name in STYLES:
        path = finders.find(name)
        assert isinstance(path, str), name
        with open(path, encoding="utf-8") as file:
            texts.append(file.read())
    return "\n".join(texts)


def sheet(edition: Edition, audience: str, language: str, *, quoting: bool = True) -> Sheet:
    """quoting: see Reading. Raises TooBig."""
    with override(language):
        reading = Reading(edition, audience, quoting=quoting)
        pictures = {"timeline": reading.figure_svg} if reading.picture else {}
        context = {"reading": reading, "edition": edition, "picture": f"{PICTURE}timeline", "language": language}
        html = render_to_string("reviews/report/print.html", context)
    if len(html) > MOST_CHARACTERS or html.count("<") > MOST_TAGS:
        raise TooBig
    return Sheet(html, stylesheet(), pictures, audience)


def kept(edition: Edition, audience: str) -> ReportPdf | None:
    """The PDF of exactly these pages in the reader's language, if somebody asked for it: done, waiting, or failed."""
    language = get_language() or settings.LANGUAGE_CODE
    try:
        key = sheet(edition, audience, language).key
    except TooBig:
        key = key_of_too_big(edition, audience)
    return ReportPdf.objects.filter(key=key).first()


def key_of_too_big(edition: Edition, audience: str) -> str:
    return f"too-big-{edition.pk}-{audience}"
