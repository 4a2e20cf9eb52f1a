"""Prints a report as a PDF, in a process of its own that knows nothing else and fetches nothing. A plain rule without Django.

Run as `python -m reviews.report_press`: it reads JSON (html, css, pictures by name) from its input and writes the PDF to its
output; lines of "percent" and a number on its error output say how far it is. Its memory and time are bounded.
"""

import contextlib
import json
import logging
import resource
import sys
from typing import BinaryIO, TextIO

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reviews import report_artifacts

PICTURE = "picture:"
VARIANT = "pdf/ua-1"
STEPS = 7  # as WeasyPrint counts them in its log
MOST_MEMORY = 3 * 1024**3  # bytes of address space
MOST_SECONDS = 120  # of processor time


class NothingOutside(ValueError):
    """The text asked for something that was not handed over with it."""


class OwnPictures(URLFetcher):
    """What WeasyPrint may fetch: the pictures that came with the text, and nothing else of any scheme (attacks 31 to 34)."""

    def __init__(self, pictures: dict[str, str]) -> None:
        super().__init__()
        self.pictures = pictures

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The picture at "picture:timeline"; raises NothingOutside for every other address."""
        picture = self.pictures.get(url.removeprefix(PICTURE)) if url.startswith(PICTURE) else None
        if picture is None:
            raise NothingOutside(url)
        return URLFetcherResponse(url, picture.encode(), {"Content-Type": "image/svg+xml"})


class Progress(logging.Handler):
    """Tells after each of WeasyPrint's steps how much is done."""

    def __init__(self, out: TextIO) -> None:
        super().__init__(logging.INFO)
        self.out, self.done = out, 0

    def emit(self, record: logging.LogRecord) -> None:
        self.done += 1
        print("percent", min(99, 100 * self.done // STEPS), file=self.out, flush=True)


def press(html: str, css: str, pictures: dict[str, str] | None = None) -> bytes:
    """The PDF: tagged, with bookmarks, nothing attached."""
    files, fonts = OwnPictures(pictures or {}), FontConfiguration()
    style = CSS(string=css, url_fetcher=files, font_config=fonts)
    document = HTML(string=html, base_url=PICTURE, url_fetcher=files)
    made: bytes = document.write_pdf(
        stylesheets=[style], font_config=fonts, pdf_variant=VARIANT, finisher=report_artifacts.finish
    )
    return made


def main(given: BinaryIO, out: BinaryIO, told: TextIO) -> None:
    for limit, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
        with contextlib.suppress(ValueError, OSError):  # a machine that bounds its processes already, or cannot
            resource.setrlimit(limit, (most, most))
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(Progress(told))
    out.write(press(**json.load(given)))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer, sys.stderr)
