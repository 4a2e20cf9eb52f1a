"""The published report as a PDF: made in the background, kept for the same pages, tagged, and fetching nothing (attacks 31 to 35)."""

import http.server
import threading
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pypdf.generic import NullObject

from accounts.models import User
from incidents.models.timeline import new_reference
from reviews import report_press, report_pressing, report_print, report_tasks
from reviews.actions import report_names, report_pdfs, reports
from reviews.models import Audience, Edition, Report, ReportPdf, Review
from tests.reviews import report_case as case

AsUser = Callable[[User], Client]

TABLE = "| when | what |\n|---|---|\n" + "\n".join(f"| 23:{n:02d} | line {n} |" for n in range(60))
TEXT = f"""# Narrative

Ben was sure that the terminal was on the secondary [said in the meeting](#from-note-7).

## By the minute

{TABLE}

# Themes

Two hosts looked alike.
"""


def printed(edition: Edition, audience: str = Audience.COMPANY) -> bytes:
    """In this process, as the press does it in its own."""
    sheet = report_print.sheet(edition, audience, "en")
    return report_press.press(sheet.html, sheet.css, sheet.pictures)


def words(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.fixture
def edition(ana: User, ben: User) -> Edition:
    report = case.begun(ana, ben)
    event = report.review.incident.events.get()
    event.pk, event.reference, event.what = None, new_reference(), "Ben looks at both prompts"
    event.save()
    return case.publish(report, ana, text=TEXT)


# ---- the pages


def test_it_has_a_cover_contents_the_timeline_notes_and_running_heads(edition: Edition) -> None:
    reader = PdfReader(BytesIO(printed(edition)))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert "How we got here Database outage" in pages[0]
    assert "Two hosts, one prompt" in pages[0], "its themes"
    assert "Contents The timeline" in pages[1]
    assert "The timeline" in pages[2]
    assert "looks at both prompts" in pages[2]
    assert all("Database outage" in page for page in pages[1:]), "the running head"
    assert "on the secondary 1." in " ".join(pages) or "on the secondary1." in " ".join(pages)
    assert "Whatitrestsonsaidinthemeetingp.41." in pages[-1].replace(" ", "")


def test_the_head_of_a_table_stands_on_every_page_that_it_runs_over(edition: Edition) -> None:
    pages = [page.extract_text() for page in PdfReader(BytesIO(printed(edition))).pages]
    with_rows = [page for page in pages if "23:" in page and "line" in page]
    assert len(with_rows) >= 2
    assert all("when" in page for page in with_rows)


def test_its_bookmarks_are_its_headings(edition: Edition) -> None:
    def titles(outline: list[Any]) -> Iterator[str]:
        for each in outline:
            yield from titles(each) if isinstance(each, list) else [str(each.title)]

    found = list(titles(PdfReader(BytesIO(printed(edition))).outline))
    assert found[0] == "Database outage"
    assert [
        name for name in found if name in {"The timeline", "Narrative", "By the minute", "Themes", "What it rests on"}
    ] == [
        "The timeline",
        "Narrative",
        "By the minute",
        "Themes",
        "What it rests on",
    ]


def test_no_name_is_left_in_the_pages_the_bookmarks_or_the_metadata(ana: User, ben: User) -> None:
    review = case.held(ana, ben)
    review.incident.title = "What Ben saw"
    review.incident.save()
    report = reports.begin(review=review, by=ana)
    made = printed(case.publish(report, ana, text="# Ben's night\n\nBen slept.\n"), Audience.PUBLIC)
    reader = PdfReader(BytesIO(made))
    assert "Ben" not in words(made)
    assert reader.metadata
    assert "What a colleague saw" in str(reader.metadata.title)
    assert "Ben" not in str(reader.metadata) + str(reader.outline) + str(
        reader.xmp_metadata and reader.xmp_metadata.dc_title
    )


def test_it_is_tagged_and_a_validator_finds_no_fault(edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(printed(edition))
    root = PdfReader(path).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    found = faults(path)
    assert found == []


def test_running_heads_and_page_numbers_are_passed_over_by_screen_readers(edition: Edition) -> None:
    reader = PdfReader(BytesIO(printed(edition)))
    contents = [page.get_contents() for page in reader.pages]
    marked = [found.get_data().count(b"/Pagination") if found is not None else 0 for found in contents]
    assert marked[0] == 0, "the cover has none"
    assert min(marked[1:]) >= 2, marked
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    aside = [each for each in numbers[3].get_object() if isinstance(each, NullObject)]
    assert len(aside) == marked[1], "no element of the tree leads to them"


def faults(path: Path) -> list[str]:
    """What the validator of PDF/UA-1 says, but for advice on tables whose heads stand in their first row."""
    report = pdfua.validate(str(path))
    return [f"{each.rule_id} {each.message}" for each in report.findings if each.severity >= pdfua.Severity.ERROR]


# ---- made in the background, and kept


def test_it_waits_its_turn_is_made_by_the_sweep_and_then_downloaded(
    edition: Edition, ben: User, as_user: AsUser, settings: Any
) -> None:
    settings.PRODUCTION = True  # in the sweep itself, not in a thread beside it
    review, browser = edition.report.review, as_user(ben)
    ReportPdf.objects.all().delete()
    page = reverse("reviews:report_printed", args=[review.uid])
    assert b"Make the PDF" in browser.get(page).content
    browser.post(page)
    browser.post(page)
    assert ReportPdf.objects.get().state == ReportPdf.State.WAITING
    assert b"waits its turn" in browser.get(page).content
    assert browser.get(reverse("reviews:report_file", args=[review.uid])).status_code == 302
    report_tasks.make_pdfs()
    made = ReportPdf.objects.get()
    assert (made.state, made.percent, made.why_not) == (ReportPdf.State.DONE, 100, "")
    assert b"Download the PDF" in browser.get(reverse("reviews:report_how_far", args=[review.uid])).content
    answer = browser.post(page, follow=True)
    assert answer.redirect_chain[0][0].endswith("report.pdf"), "one click is enough now"
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="database-outage-report.pdf"' in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")


def test_the_same_pages_are_made_once_and_another_choice_of_names_makes_them_anew(edition: Edition, ben: User) -> None:
    first = report_pdfs.ask(edition=edition, audience=Audience.THERE, by=ben)
    assert report_pdfs.ask(edition=edition, audience=Audience.THERE, by=ben).pk == first.pk
    ReportPdf.objects.filter(pk=first.pk).update(state="done", content=b"%PDF with a name")
    report_names.choose(review=edition.report.review, person=ben, widest=Audience.THERE)
    assert not ReportPdf.objects.filter(pk=first.pk).exists(), "what names otherwise than people chose is not kept"
    assert report_pdfs.ask(edition=edition, audience=Audience.THERE, by=ben).state == "waiting"


def test_publishing_orders_one_for_each_audience(edition: Edition, ana: User) -> None:
    assert set(ReportPdf.objects.values_list("audience", flat=True)) == {"there", "company"}
    report_names.make_link(report=edition.report, by=ana)
    assert set(ReportPdf.objects.values_list("audience", flat=True)) == {"there", "company", "public"}


def test_one_is_claimed_by_one_maker_until_its_lease_is_over(edition: Edition) -> None:
    assert edition
    both = [report_pdfs.claim(), report_pdfs.claim()]
    assert report_pdfs.claim() is None
    assert both[0] != both[1]
    ReportPdf.objects.update(leased_until="2020-01-01T00:00Z")
    assert report_pdfs.claim() == both[0]


def test_whoever_lost_the_right_gets_none_made(edition: Edition, ben: User) -> None:
    ReportPdf.objects.all().delete()
    report_pdfs.ask(edition=edition, audience=Audience.THERE, by=ben)
    edition.report.review.participations.get(user=ben).delete()
    Review.objects.update(restricted=True)
    pdf = report_pdfs.claim()
    assert pdf
    report_pdfs.make(pdf)
    assert ReportPdf.objects.get().why_not == "cancelled"


# ---- attacks 31 to 35


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """Somebody inside who notes each request; it answers with a way further in (attack 33)."""
    asked: list[str] = []

    class Inside(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
            self.end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Inside)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


DOORS = [
    '<img src="{0}/img">',
    '<img srcset="{0}/set 2x" src="{0}/s">',
    '<link rel="stylesheet" href="{0}/link">',
    '<link rel="attachment" href="file:///etc/passwd"><a rel="attachment" href="file:///proc/self/environ">x</a>',
    "<style>@import url({0}/import); @font-face {{ font-family: x; src: url({0}/font) }} p {{ background: url({0}/bg) }}</style>",
    '<object data="{0}/object"></object><embed src="{0}/embed">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{0}/svg"/><use href="{0}/use#x"/></svg>',
    '<p style="background-image: url({0}/style)">x</p>',
    '<iframe src="{0}/frame"></iframe><video poster="{0}/poster" src="{0}/v"></video>',
]


def test_a_text_that_opens_doors_asks_nothing_inside(ana: User, ben: User, listener: tuple[str, list[str]]) -> None:
    address, asked = listener
    text = "\n\n".join([*(door.format(address) for door in DOORS), f"![x]({address}/markdown)"])
    made = printed(case.publish(case.begun(ana, ben), ana, text=f"# Doors\n\n{text}"))
    assert asked == []
    assert "/EmbeddedFile" not in made.decode("latin-1")
    assert "root:" not in words(made)


@pytest.mark.parametrize("door", DOORS)
def test_the_press_itself_opens_none_whatever_it_is_handed(door: str, listener: tuple[str, list[str]]) -> None:
    """Even HTML and styles that no text of ours can hold."""
    address, asked = listener
    html = f'<html lang="en"><head><title>x</title></head><body><h1>x</h1>{door.format(address)}</body></html>'
    made = report_press.press(html, f"@import url({address}/css); body {{ background: url({address}/own) }}")
    assert asked == []
    assert not PdfReader(BytesIO(made)).attachments
    assert "root:" not in words(made)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "file:///etc/passwd", "data:text/css,x", "picture:other", "picture:../timeline", "ftp://x/"],
)
def test_it_fetches_the_picture_that_it_was_given_and_nothing_else(url: str) -> None:
    files = report_press.OwnPictures({"timeline": "<svg/>"})
    assert files.fetch("picture:timeline").read() == b"<svg/>"
    with pytest.raises(report_press.NothingOutside):
        files.fetch(url)


def test_styles_of_ones_own_are_offered_nowhere(edition: Edition, ana: User, as_user: AsUser) -> None:
    review = edition.report.review
    for name in ("report_write", "report_publish"):
        assert b'name="css"' not in as_user(ana).get(reverse(f"reviews:{name}", args=[review.uid])).content
    data = {"for_company": "on", "css": "p { background: url(http://127.0.0.1/) }"}
    as_user(ana).post(reverse("reviews:report_publish", args=[review.uid]), data)
    assert "127.0.0.1" not in report_print.sheet(edition, Audience.COMPANY, "en").css


@pytest.mark.parametrize(
    "text",
    [
        ">" * 10_000 + " x",
        "- " * 10_000 + "x",
        "x" * 1_000_000,
        "| a " * 30 + "|\n" + "|---" * 30 + "|\n" + ("| b " * 30 + "|\n") * 1_000,
    ],
)
def test_what_no_page_can_hold_is_refused_with_a_reason_and_nothing_typed_is_lost(
    ana: User, ben: User, as_user: AsUser, text: str
) -> None:
    report = case.begun(ana, ben)
    answer = as_user(ana).post(reverse("reviews:report_write", args=[report.review.uid]), {"text": text, "base": 1})
    assert answer.status_code == 422
    assert text[:200].encode().replace(b">", b"&gt;") in answer.content
    assert Report.objects.get().saves == 1


def test_what_would_print_for_ever_fails_with_its_reason(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_print, "MOST_TAGS", 20)
    pdf = report_pdfs.ask(edition=edition, audience=Audience.THERE, by=None)
    claimed = report_pdfs.claim()
    while claimed:
        report_pdfs.make(claimed)
        claimed = report_pdfs.claim()
    pdf.refresh_from_db()
    assert (pdf.state, pdf.why_not) == ("failed", "too_big")


def test_a_press_that_is_killed_leaves_a_reason_and_may_be_asked_again(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_pressing, "LONGEST", 0)
    ReportPdf.objects.all().delete()
    asked = report_pdfs.ask(edition=edition, audience=Audience.THERE, by=None)
    pdf = report_pdfs.claim()
    assert pdf
    report_pdfs.make(pdf)
    asked.refresh_from_db()
    assert asked.state == "failed"
    assert report_pdfs.ask(edition=edition, audience=Audience.COMPANY, by=None).state == "waiting"


def test_the_press_knows_no_secret_of_ours(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBRIEF_SECRET_KEY", "not to be seen")
    seen: dict[str, Any] = {}
    real = report_pressing.subprocess.Popen

    def watched(*args: Any, **more: Any) -> Any:
        seen.update(more["env"])
        return real(*args, **more)

    monkeypatch.setattr(report_pressing.subprocess, "Popen", watched)
    pdf = report_pdfs.claim()
    assert edition
    assert pdf
    report_pdfs.make(pdf)
    assert "PATH" in seen
    assert set(seen) <= set(report_pressing.SURROUNDINGS)
