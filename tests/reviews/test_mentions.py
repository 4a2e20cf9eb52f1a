"""Calling somebody by name in a comment: people of the review only, emphasised, and waiting on their home page."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from reviews.actions import comments
from reviews.mentioning import emphasise
from reviews.models import Mention, Participation, Review
from tests.reviews import document_case as case

AsUser = Callable[[User], Client]
WORDS = "on the secondary"


def read(browser: Client, review: Review, show: str = "") -> str:
    return browser.get(reverse("reviews:document", args=[review.uid]), {"show": show}).content.decode()


@pytest.mark.parametrize(
    ("html", "wanted", "names"),
    [
        ("<p>Ask @Ben Okafor.</p>", '<p>Ask <b class="mention">@Ben Okafor</b>.</p>', {"Ben Okafor"}),
        ("<p>@ben okafor and @Ben</p>", None, {"Ben Okafor", "Ben"}),
        ("<p>@Benjamin</p>", "<p>@Benjamin</p>", set()),
        ("<p>mail me@Ben</p>", "<p>mail me@Ben</p>", set()),
        ("<p><code>@Ben</code></p>", "<p><code>@Ben</code></p>", set()),
        ('<p><a href="/@Ben">@Ben</a></p>', '<p><a href="/@Ben">@Ben</a></p>', set()),
        ("<p>@Tom &amp; Co</p>", '<p><b class="mention">@Tom &amp; Co</b></p>', {"Tom & Co"}),
        ("<p>@<b>Ben</b></p>", "<p>@<b>Ben</b></p>", set()),
        ("<p>@.*</p>", "<p>@.*</p>", set()),
    ],
)
def test_names_after_an_at_sign(html: str, wanted: str | None, names: set[str]) -> None:
    shown, found = emphasise(html, ["Ben", "Ben Okafor", "Tom & Co", ""])
    assert found == names
    assert wanted is None or shown == wanted


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@Cleo, was it so?", {"Cleo Martin"}),
        ("@cleo martin", {"Cleo Martin"}),
        ("@Ben?", set()),  # which of the two?
        ("@Ben Okafor and @Ben Ito", {"Ben Okafor", "Ben Ito"}),
        ("@Cleopatra", set()),
    ],
)
def test_a_first_name_calls_whoever_is_alone_in_having_it(text: str, called: set[str]) -> None:
    shown, found = emphasise(f"<p>{text}</p>", ["Ben Okafor", "Ben Ito", "Cleo Martin"])
    assert found == called
    assert shown.count("mention") == len(called)


def test_a_facilitator_finds_on_the_home_page_what_others_wrote_until_she_looked(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben)
    browser = as_user(ana)
    read(browser, review)
    thread = case.thread(review, ben, WORDS, "I saw it otherwise.")
    comments.reply(thread=thread, by=ana, text="How?")
    comments.reply(thread=thread, by=ben, text="The light was green.")
    assert "2 new comments on your document" in browser.get("/").content.decode()
    assert "on your document" not in as_user(ben).get("/").content.decode()
    read(browser, review)
    assert "on your document" not in browser.get("/").content.decode()
    comments.resolve(thread=case.thread(review, ben, WORDS, "Never mind."), by=ben)
    assert "on your document" not in browser.get("/").content.decode(), "what is settled waits for nobody"


def test_ben_is_mentioned_and_finds_it_on_his_home_page_until_he_looked(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ana, WORDS, "Was it so, @Ben?")
    assert list(Mention.objects.values_list("user", flat=True)) == [ben.pk]
    browser = as_user(ben)
    home = browser.get("/").content.decode()
    assert "Ana mentioned you in a comment" in home
    assert f"#thread-{thread.pk}" in home
    assert "mentioned you" not in as_user(ana).get("/").content.decode()
    Participation.objects.filter(user=ben).update(role=Participation.Role.FACILITATOR)
    browser.get(reverse("reviews:document_edit", args=[review.uid]))  # no comments are shown there
    assert "mentioned you" in browser.get("/").content.decode()
    Participation.objects.filter(user=ben).update(role=Participation.Role.PARTICIPANT)
    text = read(browser, review, "me")
    assert '<b class="mention">@Ben</b>' in text
    assert "me new" in text
    assert "mentioned you" not in browser.get("/").content.decode()


def test_who_may_not_read_the_comments_is_neither_offered_nor_mentioned(
    ana: User, ben: User, otto: User, cleo: User, as_user: AsUser
) -> None:
    review = case.review(ana, ben, cleo, restricted=True)
    Participation.objects.filter(user=cleo).update(removed_at=review.meets_at)
    case.thread(review, ana, WORDS, "@Otto and @Cleo should know")
    assert not Mention.objects.exists()
    assert 'class="mention"' not in read(as_user(ben), review)
    people = reverse("reviews:document_people", args=[review.uid])
    assert as_user(ben).get(people).json() == {"people": ["Ana", "Ben"]}
    assert as_user(otto).get(people).status_code == 404
    open_one = Review.objects.create(incident=review.incident, meets_at=review.meets_at, wall_time="x", time_zone="UTC")
    assert as_user(otto).get(reverse("reviews:document_people", args=[open_one.uid])).status_code == 403


def test_somebody_who_was_removed_since_is_told_nothing(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben, restricted=True)
    case.thread(review, ana, WORDS, "Was it so, @Ben?")
    Participation.objects.filter(user=ben).update(removed_at=review.meets_at)
    assert "mentioned you" not in as_user(ben).get("/").content.decode()


def test_changing_a_comment_changes_whom_it_mentions(ana: User, ben: User, cleo: User) -> None:
    review = case.review(ana, ben, cleo)
    comment = case.thread(review, ana, WORDS, "Was it so, @Ben?").comments.get()
    comments.edit(comment=comment, text="Was it so, @Cleo, and @Ana?")
    assert list(Mention.objects.values_list("user", flat=True)) == [cleo.pk]


def test_a_comment_taken_back_or_settled_calls_nobody(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    comment = case.thread(review, ana, WORDS, "@Ben?").comments.get()
    settled = case.thread(review, ana, WORDS, "@Ben!")
    comments.take_back(comment=comment)
    comments.resolve(thread=settled, by=ana)
    assert "mentioned you" not in as_user(ben).get("/").content.decode()
