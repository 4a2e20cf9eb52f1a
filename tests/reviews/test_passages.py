"""Passages on the page: marks that lie well in the document, and a way to comment on every block without a mouse."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from reviews.block_links import with_links
from reviews.markdown import read_back, render
from reviews.marking import mark
from reviews.models import Review, Stage, Thread
from tests.reviews import document_case as case
from tests.reviews.test_selection_mapping import SAMPLES

AsUser = Callable[[User], Client]
RICH = "# A *head*\n\nSome [words *in* a link](https://x.example) & more.\n\n- one\n  - two\n\n  three\n\n> said\n\n"
RICH += "| a | b |\n|---|---|\n| c | d |\n\n```\ncode <x>\n```\n\n---\n\n1. last\n"


def url(review: Review, name: str) -> str:
    return reverse(f"reviews:{name}", args=[review.uid])


class Nesting(HTMLParser):
    """Fails on tags that cross, on links within links, and on ids that are there twice."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(html)
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag in {"a", "mark"}:
            assert tag not in self.open
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def plain(html: str) -> str:
    return read_back("", html).plain


# ---- marks


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.lists(st.tuples(st.integers(0, 300), st.integers(1, 200)), max_size=6))
def test_marks_never_break_the_document_and_mark_just_what_they_should(
    name: str, places: list[tuple[int, int]]
) -> None:
    page = render(SAMPLES[name])
    spans = [(start, min(start + length, len(page.plain)), key) for key, (start, length) in enumerate(places)]
    spans = [span for span in spans if span[0] < span[1]]
    html = mark(page.html, spans, {key: f"Comment {key}" for *_, key in spans})
    Nesting(html)
    assert plain(html) == page.plain
    assert (
        re.sub(r"</?mark[^>]*>|<a[^>]* class=\"passage-link\"[^>]*></a>|<a class=\"passage-link\"[^>]*></a>", "", html)
        == page.html
    )
    for start, end, key in spans:
        pieces = re.findall(rf'<mark[^>]* data-threads="(?:\d+ )*{key}(?: \d+)*">([^<]*)</mark>', html)
        assert plain("".join(pieces)) == page.plain[start:end]
        assert html.count(f'id="passage-{key}"') == html.count(f'href="#thread-{key}"') == 1


def test_where_two_comments_overlap_one_mark_carries_both_and_each_can_be_reached() -> None:
    html = mark("<p>one two three</p>", [(0, 7, 1), (4, 13, 2), (4, 13, 3)], {1: "A", 2: "B & “C”", 3: "C"})
    assert html == (
        '<p><a class="passage-link" href="#thread-1" aria-label="A"></a><mark id="passage-1" data-threads="1">one </mark>'
        '<a class="passage-link" href="#thread-2" aria-label="B &amp; “C”"></a>'
        '<a id="passage-3" class="passage-link" href="#thread-3" aria-label="C"></a>'
        '<mark id="passage-2" data-threads="1 2 3">two</mark><mark data-threads="2 3"> three</mark></p>'
    )


def test_inside_a_link_of_the_document_the_way_to_the_comment_stands_behind_it() -> None:
    html = mark('<p>see <a href="/x">the ticket</a> now</p>', [(8, 14, 5)], {5: "A"})
    assert '>the <mark id="passage-5" data-threads="5">ticket</mark></a><a class="passage-link"' in html


def test_a_passage_leads_to_its_comment_on_the_page(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ben, "on the secondary")
    page = as_user(ana).get(url(review, "document")).content.decode()
    assert f'href="#thread-{thread.pk}" aria-label="Comment on “on the secondary”"></a><mark id="passage-' in page
    assert f'id="thread-{thread.pk}"' in page


# ---- every block


def blocks(source: str) -> list[str]:
    """What each block's link would quote, in order."""
    page = render(source)
    html = with_links(page.html, page.plain, lambda start, end: f'<a class="block-link" data-at="{start} {end}"></a>')
    Nesting(html)
    assert plain(html) == page.plain
    assert re.sub(r'<a class="block-link"[^>]*></a>', "", html) == page.html
    places = [tuple(map(int, at)) for at in re.findall(r'data-at="(\d+) (\d+)"', html)]
    return [page.plain[start:end] for start, end in places]


def test_every_block_can_be_commented_on_and_a_table_row_by_row() -> None:
    assert blocks(RICH) == [
        "A head", "Some words in a link & more.", "one", "two", "three", "said", "a\nb", "c\nd", "code <x>", "last",
    ]  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_no_visible_word_is_in_no_block_or_in_two(name: str) -> None:
    assert "".join("".join(blocks(SAMPLES[name])).split()) == "".join(render(SAMPLES[name]).plain.split())


def links(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<a class="block-link no-print" href="([^"]+)" aria-label="([^"]+)"', page)


def test_without_scripts_the_link_of_a_block_leads_to_a_comment_on_it(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    browser = as_user(ben)
    found = links(browser.get(url(review, "document")).content.decode())
    assert [label for _, label in found][2:4] == [
        "Comment on this paragraph: “The copy tool had printed nothing for a …”",
        "Comment on this paragraph: “Themes”",
    ]
    address = found[2][0].replace("&amp;", "&")
    assert address.endswith("#new-thread")
    shown = browser.get(url(review, "document") + address.partition("#")[0])
    form = shown.context["form"]
    assert (
        "The copy tool had printed nothing for a long time." in shown.content.decode().partition('id="new-thread"')[2]
    )
    sent = {name: form[name].value() for name in ("quote", "revision", "start", "end")}
    answer = browser.post(url(review, "comment_start"), {**sent, "text": "Eleven minutes."})
    assert answer.status_code == 302
    assert Thread.objects.get().origin_quote == "The copy tool had printed *nothing* for a long time."


def test_a_link_of_an_older_page_still_means_its_paragraph(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    browser = as_user(ben)
    address = links(browser.get(url(review, "document")).content.decode())[2][0].replace("&amp;", "&").partition("#")[0]
    case.rewrite(review, ana, "# Narrative\n", "# Narrative\n\nA new paragraph before it, with many words.\n")
    form = browser.get(url(review, "document") + address).context["form"]
    assert form["quote"].value() == "The copy tool had printed nothing for a long time."
    sent = {name: form[name].value() for name in ("quote", "revision", "start", "end")}
    browser.post(url(review, "comment_start"), {**sent, "text": "Eleven minutes."})
    thread = Thread.objects.get()
    assert thread.held_revision == 3
    assert case.latest(review).latest.text[thread.start : thread.end].startswith("The copy tool")


@pytest.mark.parametrize(
    "query",
    [
        "start=4&end=2&revision=2",
        "start=0&end=9&revision=99",
        "start=-1&end=x&revision=2",
        "start=9999&end=99999&revision=2",
    ],
)
def test_an_odd_link_gives_the_plain_form(query: str, ana: User, ben: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    form = as_user(ben).get(f"{url(review, 'document')}?{query}").context["form"]
    assert form.initial == {"revision": 2}


def test_who_may_not_comment_sees_the_text_alone(ana: User, ben: User, otto: User, as_user: AsUser) -> None:
    review = case.review(ana, ben)
    type(review.document).objects.filter(review=review).update(ready_at=review.meets_at)
    assert not links(as_user(otto).get(url(review, "document")).content.decode())
    Review.objects.filter(pk=review.pk).update(stage=Stage.CANCELLED)
    assert not links(as_user(ben).get(url(review, "document")).content.decode())
