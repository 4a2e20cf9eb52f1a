"""While a report is typed it is saved by itself and shown as its audience reads it, as in the document's editor."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from accounts.models import User
from reviews.actions import reports
from reviews.models import Report
from tests.reviews import report_case as case

AsUser = Callable[[User], Client]


def test_what_is_typed_is_saved_by_itself_and_read_by_nobody_before_it_is_published(
    ana: User, ben: User, as_user: AsUser
) -> None:
    report = case.begun(ana, ben)
    case.publish(report, ana, text="Ben was there.")
    report.refresh_from_db()
    save, browser = reverse("reviews:report_save", args=[report.review.uid]), as_user(ana)
    answer = browser.post(save, {"text": "Ben was there, typed on", "base": report.saves})
    assert answer.json()["said"].startswith("Saved ")
    assert Report.objects.get().text == "Ben was there, typed on"
    again = browser.post(save, {"text": "Ben was there, and more", "base": answer.json()["number"]})
    assert again.status_code == 200
    assert "typed on" not in as_user(ben).get(reverse("reviews:report", args=[report.review.uid])).content.decode()


def test_another_window_saved_meanwhile_so_nothing_is_overwritten(ana: User, ben: User, as_user: AsUser) -> None:
    report = case.begun(ana, ben)
    save, browser = reverse("reviews:report_save", args=[report.review.uid]), as_user(ana)
    browser.post(save, {"text": "Mine, and first", "base": report.saves})
    answer = browser.post(save, {"text": "Mine, in an old window", "base": report.saves})
    assert answer.status_code == 409
    assert "another window of yours" in answer.json()["said"]
    assert Report.objects.get().text == "Mine, and first"
    assert browser.post(save, {"text": "", "base": 2}).json()["said"] == "Write a few words first."


def clash(ana: User, ben: User, browser: Client) -> tuple[Report, str]:
    """Somebody saved "Theirs stands" while Ana typed; her words came by themselves. The report, and the address of writing."""
    report = case.begun(ana, ben)
    reports.save(report=report, by=ben, saves=report.saves, text="Theirs stands")
    typed = {"text": "Mine is typed", "base": report.saves}
    told = browser.post(reverse("reviews:report_save", args=[report.review.uid]), typed).json()
    assert told["both"] == reverse("reviews:report_write", args=[report.review.uid])
    return report, told["both"]


def test_what_was_typed_meanwhile_is_there_after_a_reload_beside_the_text_that_stands(
    ana: User, ben: User, as_user: AsUser
) -> None:
    _report, write = clash(ana, ben, as_user(ana))
    page = as_user(ana).get(write).content.decode()
    assert "Mine is typed</textarea>" in page
    assert '<pre class="whole">Theirs stands</pre>' in page
    assert "kept here for you alone" in page
    assert Report.objects.get().text == "Theirs stands"


def test_typing_on_beside_theirs_is_kept_and_overwrites_nothing_before_it_is_saved(
    ana: User, ben: User, as_user: AsUser
) -> None:
    report, write = clash(ana, ben, as_user(ana))
    browser, page = as_user(ana), as_user(ana).get(write).content.decode()
    by_itself = page.split('data-save="')[1].split('"')[0]
    answer = browser.post(by_itself, {"text": "Mine and theirs", "base": 2})
    assert answer.json()["said"].startswith("Kept ")
    assert Report.objects.get().text == "Theirs stands"
    assert "Mine and theirs</textarea>" in browser.get(write).content.decode()
    browser.post(write, {"text": "Mine and theirs", "base": 2, "together": "1"})
    assert Report.objects.get().text == "Mine and theirs"
    assert not report.drafts.exists()


def test_who_goes_on_with_the_saved_text_drops_their_own(ana: User, ben: User, as_user: AsUser) -> None:
    report, write = clash(ana, ben, as_user(ana))
    page = as_user(ana).post(write, {"drop": "1"}, follow=True).content.decode()
    assert "Theirs stands</textarea>" in page
    assert not report.drafts.exists()


def test_what_was_saved_already_and_comes_again_is_no_clash(ana: User, ben: User, as_user: AsUser) -> None:
    report = case.begun(ana, ben)
    save = reverse("reviews:report_save", args=[report.review.uid])
    for _try in range(2):
        assert as_user(ana).post(save, {"text": "Sent twice", "base": report.saves}).status_code == 200


def test_the_preview_follows_what_is_typed_and_names_nobody_who_did_not_agree(
    ana: User, ben: User, as_user: AsUser
) -> None:
    report = case.begun(ana, ben)
    preview = reverse("reviews:report_preview", args=[report.review.uid])
    shown = as_user(ana).post(preview, {"text": "# Now\n\nBen saw it", "as": "public"}).content.decode()
    assert "A colleague saw it" in shown
    assert Report.objects.get().saves == report.saves, "nothing is saved by that"


def test_the_page_of_writing_is_the_editor_of_the_document(ana: User, ben: User, as_user: AsUser) -> None:
    report = case.begun(ana, ben)
    page = as_user(ana).get(reverse("reviews:report_write", args=[report.review.uid])).content.decode()
    for part in (
        'id="editor"',
        'id="id_text"',
        'id="saved"',
        'id="told"',
        'id="preview"',
        'class="toolbar"',
        'name="base"',
    ):
        assert part in page, "js/editor.js needs it"
