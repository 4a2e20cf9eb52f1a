"""Makes a PDF of the calibration document: one revision, without comments, with nothing fetched from outside."""

from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from incidents.models import Incident
from reviews.models import Review, Revision
from reviews.queries import references
from reviews.queries.document import shown
from reviews.references import written_out as written
from reviews.template_text import hints, times

BASE = "static:///"


class OutsideFetch(ValueError):
    """The page asked for something that is not one of our own static files."""


class OwnFiles(URLFetcher):
    """What WeasyPrint may fetch, for the HTML and every stylesheet: our static files and nothing else (decision 6)."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The file at "static:///css/…"; raises OutsideFetch for every other address."""
        parts = urlsplit(url)
        path = parts.path.lstrip("/")
        found = finders.find(path) if parts.scheme == "static" and not parts.netloc and ".." not in path else None
        if not isinstance(found, str):
            raise OutsideFetch(url)
        with open(found, "rb") as file:
            return URLFetcherResponse(url, file.read())


def _moments(incident: Incident) -> tuple[tuple[str, datetime | None], ...]:
    return (
        ("began", incident.impact_started_at),
        ("detected", incident.detected_at),
        ("resolved", incident.resolved_at),
    )


def _when(at: datetime | None, incident: Incident) -> str:
    """It goes to people in many places: UTC, with the time of those who responded beside it."""
    return f"{date_format(at.astimezone(UTC), 'j F Y')}, {times(at, incident.zone)}" if at else ""


def without_hints(html: str) -> str:
    """The text without the starting text's questions that nobody answered; those are for its writers."""
    for hint in hints(gettext):
        html = html.replace(f"<p><em>{escape(hint, quote=False)}</em></p>", "")
    return html


def pdf(review: Review, revision: Revision, *, quoting: bool = True) -> bytes:
    """One revision on paper. quoting: with the words of the messages that its moments rest on, not only where they stand."""
    incident = review.incident
    text = written(revision.html, references.spoken_of(revision.html, incident, quoting=quoting), gettext("now %s"))
    page = render_to_string(
        "reviews/document/print.html",
        {
            "review": review,
            **{name: _when(at, incident) for name, at in _moments(incident)},
            "incident": incident,
            "services": list(incident.services.all()),
            "revision": revision,
            "text": mark_safe(without_hints(text.html)),  # noqa: S308  the renderer's allow-listed HTML, with notes
            "notes": text.notes,
            "headings": [heading for heading in shown(revision).headings if heading.level == 2],
            "today": timezone.now(),
        },
    )
    fonts, files = FontConfiguration(), OwnFiles()
    style = CSS(url=BASE + "css/report.css", url_fetcher=files, font_config=fonts)
    document = HTML(string=page, base_url=BASE, url_fetcher=files)
    made: bytes = document.write_pdf(stylesheets=[style], font_config=fonts)
    return made
