"""The margin: what is said of comments whose text changed, the ways out, filters, what is new, talking points."""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reviews.actions import comments
from reviews.models import NOWHERE, LastLook, Poll, Review, Status, TalkingPoint, Thread
from reviews.queries.document import find, shown
from tests.reviews import document_case as case

AsUser = Callable[[User], Client]
SENTENCE = "Telling two hosts apart at the terminal was hard that night."


def url(review: Review, name: str, *more: object) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def read(browser: Client, review: Review, show: str = "") -> str:
    return browser.get(url(review, "document"), {"show": show} if show else {}).content.decode()


def orphan(ana: User, ben: User) -> tuple[Review, Thread]:
    """Ben's comment, whose sentence Ana then replaced in revision 3."""
    review = case.review(ana, ben)
    thread = case.thread(review, ben, SENTENCE)
    case.rewrite(review, ana, SENTENCE, "Backups come next.")
    return review, thread


def test_a_removed_text_says_who_removed_it_in_which_revision_and_links_to_the_change(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review, _ = orphan(ana, ben)
    text = read(as_user(ben), review)
    assert "Text removed (1)" in text
    assert SENTENCE in text
    assert "Removed by Ana in revision 3." in text
    assert url(review, "document_revision", 3) + "?from=2" in text


def test_a_comment_without_text_is_attached_to_selected_words(ana: User, ben: User, as_user: AsUser) -> None:
    review, thread = orphan(ana, ben)
    start, end = find(shown(case.latest(review).latest), "a long time") or (0, 0)
    sent = {"revision": 3, "start": start, "end": end, "quote": "a long time"}
    answer = as_user(ben).post(url(review, "thread_attach", thread.pk), sent)
    assert answer["Location"].endswith(f"#thread-{thread.pk}")
    thread.refresh_from_db()
    assert case.latest(review).latest.text[thread.start : thread.end] == "a long time"
    assert (thread.status, thread.set_by, thread.origin_quote) == (Status.KEPT, ben, SENTENCE)
    step = thread.steps.last()
    assert step
    assert (step.set_by, step.revision, step.start) == (ben, 3, thread.start)
    text = read(as_user(ana), review)
    assert "Put on these words by Ben" in text
    assert f"<del>{SENTENCE}</del> <ins>a long time</ins>" in text


def test_without_scripts_one_quotes_the_words_to_attach_to(ana: User, ben: User, as_user: AsUser) -> None:
    review, thread = orphan(ana, ben)
    address, browser = url(review, "thread_attach", thread.pk), as_user(ana)
    assert SENTENCE in browser.get(address).content.decode()
    wrong = browser.post(address, {"quote": "never written", "revision": 3})
    assert wrong.status_code == 422
    assert "never written" in wrong.content.decode()
    assert browser.post(address, {"quote": "a long time", "revision": 3}).status_code == 302


def test_what_was_attached_by_hand_follows_its_words_and_can_lose_them_like_any_other(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review, thread = orphan(ana, ben)
    as_user(ana).post(url(review, "thread_attach", thread.pk), {"quote": "a long time", "revision": 3})
    case.rewrite(review, ana, "# Narrative\n", "# Narrative\n\nA new paragraph before it, with many words.\n")
    thread.refresh_from_db()
    document = case.latest(review)
    assert document.latest.text[thread.start : thread.end] == "a long time"
    case.rewrite(review, ana, "The copy tool had printed *nothing* for a long time.\n\n", "")
    thread.refresh_from_db()
    assert thread.status == Status.ORPHANED
    case.rewrite(review, ana, "# Themes", "The copy tool had printed *nothing* for a long time.\n\n# Themes")
    thread.refresh_from_db()
    assert thread.status != Status.ORPHANED


def test_kept_on_the_document_it_is_no_longer_removed_and_no_save_moves_it(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review, thread = orphan(ana, ben)
    browser = as_user(ana)
    browser.post(url(review, "thread_keep", thread.pk))
    text = read(browser, review)
    assert "Text removed" not in text.split('id="whole"')[1]
    assert "Kept on the whole document by Ana" in text
    case.rewrite(review, ana, "Backups come next.", SENTENCE)
    thread.refresh_from_db()
    assert (thread.whole, thread.status, thread.set_by) == (True, Status.ORPHANED, ana)
    browser.post(url(review, "thread_put_back", thread.pk))
    thread.refresh_from_db()
    assert (thread.whole, thread.status) == (False, Status.KEPT)


def test_not_this_text_takes_it_off_until_its_own_words_are_back(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ben, "the terminal was on the secondary")
    case.rewrite(review, ana, "was on the secondary", "belonged to the secondary host")
    browser = as_user(ana)
    text = read(browser, review)
    assert "text edited" in text
    assert "<del>the terminal was on the secondary</del>" in text
    browser.post(url(review, "thread_detach", thread.pk))
    thread.refresh_from_db()
    assert thread.status == Status.ORPHANED
    assert "Ana said that it is not about the words it was on" in read(browser, review)
    case.rewrite(review, ana, "a long time", "eleven minutes")
    thread.refresh_from_db()
    assert thread.status == Status.ORPHANED
    case.rewrite(review, ana, "belonged to the secondary host", "was on the secondary")
    thread.refresh_from_db()
    assert (thread.status, thread.set_by) == (Status.KEPT, None)


def test_taking_it_off_can_be_taken_back(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ben, "the terminal was on the secondary")
    case.rewrite(review, ana, "was on the secondary", "belonged to the secondary host")
    thread.refresh_from_db()
    place = (thread.start, thread.end)
    browser = as_user(ben)
    browser.post(url(review, "thread_detach", thread.pk))
    browser.post(url(review, "thread_put_back", thread.pk))
    thread.refresh_from_db()
    assert (thread.start, thread.end) == place
    assert list(thread.steps.values_list("status", "set_by"))[-2:] == [("orphaned", ben.pk), ("kept", ben.pk)]


def test_a_moved_text_keeps_its_badge_through_later_saves(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    case.thread(review, ben, SENTENCE)
    text = case.TEXT.replace(SENTENCE + "\n", "").replace("# Narrative\n", f"# Narrative\n\n{SENTENCE}\n")
    case.rewrite(review, ana, case.TEXT, text)
    assert "text moved" in read(as_user(ben), review)
    case.rewrite(review, ana, "a long time", "eleven minutes")
    assert "text moved" in read(as_user(ben), review)


def test_only_the_writer_and_the_facilitator_place_a_comment(
    ana: User, ben: User, cleo: User, otto: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben, cleo)
    thread = case.thread(review, ben, SENTENCE)
    for name in ("thread_attach", "thread_detach", "thread_put_back", "thread_keep", "thread_offer"):
        for person in (cleo, otto):
            assert as_user(person).post(url(review, name, thread.pk), {}).status_code == 403
    assert "Not this text" not in read(as_user(cleo), review)
    thread.refresh_from_db()
    assert (thread.status, thread.set_by) == (Status.KEPT, None)


# ---- before a save


def test_the_button_names_the_comments_that_would_lose_their_text_and_saves_when_one_is_sure(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    case.thread(review, ben, SENTENCE)
    browser, sent = as_user(ana), {"text": case.TEXT.replace(SENTENCE, ""), "base": 2, "began": 2}
    answer = browser.post(url(review, "document_edit"), sent).content.decode()
    assert "This removes the text of 1 comment:" in answer
    assert "Telling two hosts apart at the terminal" in answer
    assert "Save without the text of 1 comment" in answer
    assert case.latest(review).latest_number == 2
    assert browser.post(url(review, "document_edit"), {**sent, "sure": "1"}).status_code == 302
    assert case.latest(review).latest_number == 3


def test_autosave_is_never_held_up_and_the_notice_counts_from_where_the_writing_began(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    case.thread(review, ben, SENTENCE)
    browser, text = as_user(ana), case.TEXT.replace(SENTENCE, "")
    assert browser.post(url(review, "document_save"), {"text": text, "base": 2}).status_code == 200
    notice = browser.post(url(review, "document_losing"), {"text": text, "base": 3, "began": 2}).content.decode()
    assert "This removes the text of 1 comment:" in notice
    later = browser.post(url(review, "document_losing"), {"text": text + "\nMore.", "base": 3, "began": 3})
    assert later.content.decode().strip() == ""
    assert as_user(ben).post(url(review, "document_losing"), {"text": ""}).status_code == 403


def test_a_comment_from_a_file_whose_words_stood_in_no_text_is_not_taken_for_removed(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ben, SENTENCE)
    Thread.objects.filter(pk=thread.pk).update(
        held_revision=NOWHERE, origin_revision=NOWHERE, status=Status.ORPHANED, origin_quote="Words of another house."
    )
    assert "Text removed (1)" in read(as_user(ben), review)
    sent = {"text": case.TEXT + "\nMore.", "base": 2, "began": 2}
    assert as_user(ana).post(url(review, "document_edit"), sent).status_code == 302


def test_numbers_of_revisions_that_are_none_stand_for_the_newest(ana: User, as_user: AsUser) -> None:
    review = case.review(ana)
    sent = {"text": case.TEXT, "base": "9" * 5000, "began": "²"}
    assert as_user(ana).post(url(review, "document_losing"), sent).status_code == 200


def test_what_others_wrote_meanwhile_is_not_taken_for_removed(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    case.rewrite(review, ana, "# Themes", "A wholly new passage about replication slots.\n\n# Themes")
    case.thread(review, ben, "about replication slots")
    notice = as_user(ana).post(url(review, "document_losing"), {"text": case.TEXT, "base": 2, "began": 2})
    assert notice.content.decode().strip() == ""


# ---- looking at it


def test_what_is_new_since_my_last_look(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ben, SENTENCE)
    browser = as_user(ana)
    read(browser, review)
    LastLook.objects.update(at=timezone.now() + timedelta(seconds=1) - timedelta(hours=1))
    thread.comments.update(made_at=timezone.now() - timedelta(hours=2))
    assert ">new<" not in read(browser, review)
    comments.reply(thread=thread, by=ben, text="One more")
    text = read(browser, review)
    assert text.count(">new<") == 1
    assert 'data-flags="new"' in text
    assert ">new<" not in read(as_user(ben), review)


def test_filters_show_open_mine_and_resolved(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    mine, other, done = (case.thread(review, by, SENTENCE) for by in (ana, ben, ben))
    comments.resolve(thread=done, by=ana)
    browser = as_user(ana)

    def visible(show: str) -> set[int]:
        text = read(browser, review, show)
        hidden = {
            one for one in (mine, other, done) if f'hidden data-flags="{flags(text, one)}" id="thread-{one.pk}"' in text
        }
        return {one.pk for one in (mine, other, done) if one not in hidden}

    def flags(text: str, thread: Thread) -> str:
        return text.split(f'" id="thread-{thread.pk}"')[0].rsplit('data-flags="', 1)[1]

    assert visible("") == {mine.pk, other.pk, done.pk}
    assert visible("mine") == {mine.pk}
    assert visible("resolved") == {done.pk}
    assert visible("new") == {other.pk, done.pk}
    assert visible("nonsense") == visible("")
    assert visible("removed") == set()


def test_the_heading_and_the_filter_count_the_same_open_comments(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    case.thread(review, ben, SENTENCE)
    case.thread(review, ben, "printed nothing for")
    case.rewrite(review, ana, SENTENCE, "Backups come next.")
    text = read(as_user(ana), review)
    assert "2 open comments" in text
    assert 'Open <span class="nums">2</span>' in text


def test_a_comment_becomes_a_talking_point_that_leads_back(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    poll = Poll.objects.create(review=review)
    thread = case.thread(review, ben, SENTENCE)
    browser = as_user(ana)
    assert "Make it a talking point" in read(browser, review)
    assert "Make it a talking point" not in read(as_user(ben), review)
    browser.post(url(review, "thread_offer", thread.pk), {"text": "Two hosts, one look"})
    point = TalkingPoint.objects.get(poll=poll)
    assert (point.text, point.from_thread, point.offered_by) == ("Two hosts, one look", thread, ana)
    assert "Talking point: Two hosts, one look" in read(as_user(ben), review)
    assert f"#thread-{thread.pk}" in browser.get(url(review, "desk")).content.decode()


def test_300_threads_and_900_replies_take_as_many_queries_as_two(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    browser, counts = as_user(ben), []
    first = case.thread(review, ben, SENTENCE)
    for more in (1, 299):
        fields = {
            name: getattr(first, name) for name in ("origin_revision", "origin_start", "origin_end", "origin_quote")
        }
        fields |= {name: getattr(first, name) for name in ("rendered_quote", "held_revision", "start", "end")}
        for _ in range(more):
            made = Thread.objects.create(document=first.document, started_by=ana, **fields)
            made.comments.bulk_create(
                [made.comments.model(thread=made, by=(ana, ben)[at % 2], text="x", html="<p>x</p>") for at in range(4)]
            )
        browser.get(url(review, "document"))
        with CaptureQueriesContext(connection) as counted:
            browser.get(url(review, "document"))
        counts.append(len(counted))
    assert counts[0] == counts[1]
