"""What changed since I last looked, and whether people are told of a change after they read the text."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from outbox.models import Message
from reviews import mails, promises
from reviews.actions import reviews as review_actions
from reviews.models import LastLook, Review
from tests.reviews import document_case as case

AsUser = Callable[[User], Client]


def url(review: Review, name: str) -> str:
    return reverse(f"reviews:{name}", args=[review.uid])


def read(browser: Client, review: Review) -> str:
    return browser.get(url(review, "document")).content.decode()


def later(user: User, hours: int = 2) -> None:
    """As if they had looked longer ago."""
    look = LastLook.objects.get(user=user)
    look.at -= timedelta(hours=hours)
    look.save()


def shared(ana: User, *others: User, restricted: bool = False) -> Review:
    review = case.review(ana, *others, restricted=restricted)
    review_actions.mark_ready(review=Review.objects.get(pk=review.pk), by=ana)
    return review


def told() -> list[str]:
    rows = Message.objects.filter(kind=promises.DOCUMENT_CHANGED, state=Message.State.PENDING)
    return sorted(rows.values_list("recipient__name", flat=True))


# ---- since I last looked


def test_coming_back_one_is_shown_what_others_changed_and_nothing_at_the_first_time(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    browser = as_user(ben)
    assert "since you last looked" not in read(browser, review)
    later(ben)
    case.rewrite(review, ana, "a long time", "eleven minutes")
    case.rewrite(review, ana, "was hard", "was nearly impossible")
    page = read(browser, review)
    assert "2 changes since you last looked, by Ana." in page
    assert f"{url(review, 'changes')}?from=2&amp;to=4" in page


def test_the_line_stays_during_a_sitting_and_is_gone_at_the_next(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    browser = as_user(ben)
    read(browser, review)
    case.rewrite(review, ana, "a long time", "eleven minutes")
    for _ in range(2):
        assert "1 change since you last looked" in read(browser, review)
    later(ben)
    assert "since you last looked" not in read(browser, review)


def test_ones_own_changes_are_no_news(ana: User, as_user: AsUser) -> None:
    review = case.review(ana)
    read(as_user(ana), review)
    later(ana)
    case.rewrite(review, ana, "a long time", "eleven minutes")
    assert "since you last looked" not in read(as_user(ana), review)


def test_readers_of_an_open_review_are_shown_it_too_but_nothing_from_before_it_was_shared(
    ana: User, otto: User, as_user: AsUser
) -> None:
    review = shared(ana)
    browser = as_user(otto)
    read(browser, review)
    later(otto)
    case.rewrite(review, ana, "a long time", "eleven minutes")
    assert "1 change since you last looked" in read(browser, review)
    LastLook.objects.filter(user=otto).update(base=1)
    assert "?from=2&amp;to=3" in read(browser, review)


# ---- telling people


def changed_after_reading(ana: User, ben: User, as_user: AsUser, *more: User, restricted: bool = False) -> Review:
    review = shared(ana, ben, *more, restricted=restricted)
    read(as_user(ben), review)
    case.rewrite(review, ana, "a long time", "eleven minutes")
    return review


def test_the_facilitator_is_asked_once_a_revision_and_only_who_read_an_earlier_one_is_told(
    ana: User, ben: User, cleo: User, as_user: AsUser
) -> None:
    review = changed_after_reading(ana, ben, as_user, cleo)
    read(as_user(cleo), review)  # the newest is the first that she sees
    browser = as_user(ana)
    assert "People have read revision 2. Tell them what changed?" in read(browser, review)
    page = browser.post(url(review, "document_tell"), {"answer": "tell"}, follow=True).content.decode()
    assert "1 person is told" in page
    assert "Tell them what changed?" not in page
    assert told() == ["Ben"]
    browser.post(url(review, "document_tell"), {"answer": "tell"})
    assert Message.objects.filter(kind=promises.DOCUMENT_CHANGED).count() == 1


def test_not_now_asks_again_at_the_next_revision(ana: User, ben: User, as_user: AsUser) -> None:
    review = changed_after_reading(ana, ben, as_user)
    browser = as_user(ana)
    page = browser.post(url(review, "document_tell"), {"answer": "not_now"}, follow=True).content.decode()
    assert "Tell them what changed?" not in page
    assert told() == []
    case.rewrite(review, ana, "was hard", "was nearly impossible")
    assert "Tell them what changed?" in read(browser, review)


def test_before_it_is_shared_or_while_nobody_has_read_it_nobody_asks(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    read(as_user(ben), review)
    case.rewrite(review, ana, "a long time", "eleven minutes")
    assert "Tell them what changed?" not in read(as_user(ana), review)
    LastLook.objects.all().delete()
    review_actions.mark_ready(review=Review.objects.get(pk=review.pk), by=ana)
    case.rewrite(review, ana, "was hard", "was nearly impossible")
    assert "Tell them what changed?" not in read(as_user(ana), review)


def test_only_facilitators_are_asked_and_may_answer(ana: User, ben: User, as_user: AsUser) -> None:
    review = changed_after_reading(ana, ben, as_user)
    assert "Tell them what changed?" not in read(as_user(ben), review)
    assert as_user(ben).post(url(review, "document_tell"), {"answer": "tell"}).status_code == 403


def test_telling_of_a_newer_revision_takes_the_place_of_what_still_waits(ana: User, ben: User, as_user: AsUser) -> None:
    review = changed_after_reading(ana, ben, as_user)
    for old, new in [("was hard", "was harder"), ("was harder", "was impossible")]:
        as_user(ana).post(url(review, "document_tell"), {"answer": "tell"})
        case.rewrite(review, ana, old, new)
    as_user(ana).post(url(review, "document_tell"), {"answer": "tell"})
    assert told() == ["Ben"]


@pytest.mark.parametrize("happened", ["opened", "removed", "unready", "cancelled"])
def test_it_is_asked_again_at_the_moment_of_sending(happened: str, ana: User, ben: User, as_user: AsUser) -> None:
    review = changed_after_reading(ana, ben, as_user)
    as_user(ana).post(url(review, "document_tell"), {"answer": "tell"})
    message = Message.objects.get(kind=promises.DOCUMENT_CHANGED)
    assert mails.changed_wanted(message) == ""
    if happened == "opened":
        read(as_user(ben), review)
    if happened == "removed":
        review.participations.filter(user=ben).update(removed_at=timezone.now())
    if happened == "unready":
        review_actions.mark_unready(review=Review.objects.get(pk=review.pk), by=ana)
    if happened == "cancelled":
        review_actions.cancel(review=Review.objects.get(pk=review.pk), by=ana)
    assert mails.changed_wanted(message)


def test_the_mail_carries_no_word_of_the_text_and_no_title_of_a_restricted_review(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = changed_after_reading(ana, ben, as_user, restricted=True)
    as_user(ana).post(url(review, "document_tell"), {"answer": "tell"})
    mail = mails.document_changed(Message.objects.get(kind=promises.DOCUMENT_CHANGED))
    for part in [mail.subject, mail.text, mail.html]:
        assert "Database outage" not in part
        assert "eleven minutes" not in part
    assert url(review, "document") in mail.text
