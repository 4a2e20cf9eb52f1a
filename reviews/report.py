"""Makes the "how we got here" report as a PDF: the latest revision, without comments, with nothing fetched from outside."""

from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from reviews.models import Review, Revision
from reviews.queries.document import shown

BASE = "static:///"


class OutsideFetch(ValueError):
    """The report asked for something that is not one of our own static files."""


def fetch(url: str, *_args: object, **_more: object) -> dict[str, object]:
    """WeasyPrint's url_fetcher, for the HTML and every stylesheet: our static files and nothing else (decision 6)."""
    parts = urlsplit(url)
    path = parts.path.lstrip("/")
    found = finders.find(path) if parts.scheme == "static" and not parts.netloc and ".." not in path else None
    if not isinstance(found, str):
        raise OutsideFetch(url)
    with open(found, "rb") as file:
        return {"string": file.read(), "redirected_url": url}


def pdf(review: Review, revision: Revision) -> bytes:
    """The report of one revision."""
    incident = review.incident
    page = render_to_string(
        "reviews/report/report.html",
        {
            "review": review,
            "incident": incident,
            "services": list(incident.services.all()),
            "revision": revision,
            "text": mark_safe(revision.html),  # noqa: S308  the renderer's allow-listed HTML
            "headings": [heading for heading in shown(revision).headings if heading.level == 2],
            "today": timezone.now(),
        },
    )
    fonts = FontConfiguration()
    style = CSS(url=BASE + "css/report.css", url_fetcher=fetch, font_config=fonts)
    document = HTML(string=page, base_url=BASE, url_fetcher=fetch)
    made: bytes = document.write_pdf(stylesheets=[style], font_config=fonts)
    return made
