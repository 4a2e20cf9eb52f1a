"""Themes and reviews: passages of the document in which one was seen, one offered as a talking point, documents that are found."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.actions import incidents, themes
from incidents.models import Theme
from incidents.queries import finding
from incidents.queries import themes as queries
from reviews.actions import polls, reviews
from reviews.models import Document, Review, SeenPassage
from tests.reviews import document_case, plan_case

SignIn = Callable[[User], Client]
QUOTE = "The copy tool had printed nothing for a long time."


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    return document_case.review(ana, ben)


def tie(browser: Client, review: Review, quote: str = QUOTE, title: str = "Quiet tools") -> int:
    return browser.post(
        reverse("reviews:passage_theme", args=[review.uid]), {"title": title, "quote": quote}
    ).status_code


def texts(user: User, typed: str) -> list[str]:
    return [each.link.url for each in finding.search(user, typed, only="document").found]


def ready(review: Review, by: User) -> None:
    reviews.mark_ready(review=Review.objects.get(pk=review.pk), by=by)


# ---- passages


def test_a_passage_is_tied_with_its_words(ana: User, otto: User, as_user: SignIn, review: Review) -> None:
    browser = as_user(ana)
    assert tie(browser, review, quote="words that are not in it") == 422
    assert not Theme.objects.filter(title="Quiet tools").exists()
    assert tie(browser, review) == 302
    theme = Theme.objects.get(title="Quiet tools")
    assert SeenPassage.objects.get().source == "The copy tool had printed *nothing* for a long time."
    page = browser.get(reverse("themes:theme", args=[theme.pk])).content.decode()
    assert QUOTE in page
    assert reverse("reviews:document", args=[review.uid]) + "#:~:text=The%20copy" in page


def test_its_quote_is_read_by_those_who_may_read_the_document(
    ana: User, ben: User, otto: User, as_user: SignIn, review: Review
) -> None:
    """Before the document is ready the theme itself is known to those who take part alone."""
    tie(as_user(ana), review)
    theme = Theme.objects.get(title="Quiet tools")
    address = reverse("themes:theme", args=[theme.pk])
    places = [reverse("themes:list"), reverse("incidents:incident", args=[review.incident.uid])]
    assert QUOTE in as_user(ben).get(address).content.decode()
    assert as_user(otto).get(address).status_code == 404
    assert all("Quiet tools" not in as_user(otto).get(place).content.decode() for place in places)
    assert (finding.search(otto, "quiet").total, finding.search(ben, "quiet").total) == (0, 1)
    ready(review, ana)
    assert QUOTE in as_user(otto).get(address).content.decode()
    document_case.rewrite(review, ana, "printed *nothing*", "been silent")
    assert as_user(otto).get(address).status_code == 404
    assert QUOTE in as_user(ben).get(address).content.decode()


# ---- the search


def test_a_document_is_found_once_its_reader_may_read_it(ana: User, ben: User, otto: User, review: Review) -> None:
    address = reverse("reviews:document", args=[review.uid])
    assert (texts(ana, "copy tool"), texts(ben, "copy tool"), texts(otto, "copy tool")) == ([address], [address], [])
    ready(review, ana)
    assert texts(otto, "copy tool") == [address]
    document_case.rewrite(review, ana, "copy tool", "backup program")
    assert (texts(otto, "copy tool"), texts(otto, "backup program")) == ([], [address])


def test_a_restricted_document_is_found_by_its_people_alone(ana: User, ben: User, otto: User) -> None:
    restricted = document_case.review(ana, ben, restricted=True)
    Document.objects.update(ready_at=restricted.meets_at)
    assert (len(texts(ben, "copy tool")), texts(otto, "copy tool")) == (1, [])
    restricted.participations.filter(user=ben).update(removed_at=restricted.meets_at)
    assert texts(ben, "copy tool") == []


# ---- a talking point


def offer(browser: Client, theme: Theme, review: Review) -> int:
    return browser.post(reverse("reviews:offer_theme", args=[theme.pk]), {"review": review.pk}).status_code


def test_a_theme_is_offered_in_a_coming_review(ana: User, ben: User, as_user: SignIn) -> None:
    theme = themes.known_or_new(title="Quiet tools", by=ana)
    place = incidents.open_incident(by=ana, services=[], title="Earlier")
    themes.see(theme=theme, incident=place, by=ana, spot=themes.Spot())
    review = plan_case.review(ana)
    page = as_user(ana).get(reverse("reviews:offer_theme", args=[theme.pk])).content.decode()
    assert "Database outage" in page
    assert offer(as_user(ben), theme, review) == 422
    assert offer(as_user(ana), theme, review) == 302
    point = review.poll.points.get()
    assert (point.kind, point.theme, point.text) == ("common", theme, "Quiet tools")
    assert offer(as_user(ana), theme, review) == 422  # it is there


def test_a_theme_known_from_restricted_incidents_stays_with_them(ana: User, ben: User, as_user: SignIn) -> None:
    secret = incidents.open_incident(by=ana, services=[], title="Kestrel")
    incidents.restrict(incident=secret, by=ana)
    theme = themes.known_or_new(title="Kestrel theme", by=ana)
    themes.see(theme=theme, incident=secret, by=ana, spot=themes.Spot())
    assert offer(as_user(ana), theme, plan_case.review(ana)) == 422
    assert as_user(ben).get(reverse("reviews:offer_theme", args=[theme.pk])).status_code == 404


def test_nothing_is_offered_once_the_vote_is_open(ana: User, as_user: SignIn) -> None:
    review = plan_case.review(ana)
    theme = themes.known_or_new(title="Quiet tools", by=ana)
    themes.see(theme=theme, incident=review.incident, by=ana, spot=themes.Spot())
    polls.offer(poll=review.poll, by=ana, kind="incident", text="Something")
    polls.open_poll(poll=review.poll, by=ana)
    assert offer(as_user(ana), theme, review) == 422
    assert queries.common(ana).themes[0].theme == theme
