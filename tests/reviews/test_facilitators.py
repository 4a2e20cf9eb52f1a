"""A fair suggestion of a neutral facilitator, with the reasons; asking, and a link by which one of them claims the review."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Team, User
from outbox.actions import messages
from outbox.models import Message
from reviews import neutral
from reviews.actions import facilitator_requests, interviews, people, reviews
from reviews.models import FacilitatorRequest, Interview, Participation, Review, Series, SeriesFacilitator
from reviews.neutral import Candidate
from reviews.queries import facilitators as queries
from reviews.series_access import claim_token
from tests.reviews import interview_case, plan_case, series_case

AsUser = Callable[[User], Client]


# ---- the rule


def test_neutral_people_come_first_and_among_them_whoever_has_not_led_for_longest() -> None:
    candidates = [
        Candidate(1, "Ana", involved=True),
        Candidate(2, "Ben", last_led=date(2026, 5, 1)),
        Candidate(3, "Cleo", manages=("Dan",)),
        Candidate(4, "Dan", last_led=date(2026, 3, 1)),
        Candidate(5, "Eve"),
    ]
    assert [each.name for each in neutral.in_turn(candidates)] == ["Eve", "Dan", "Ben", "Ana", "Cleo"]
    assert neutral.suggested(candidates) == candidates[4]


def test_nobody_is_suggested_when_nobody_is_neutral() -> None:
    assert neutral.suggested([Candidate(1, "Ana", involved=True)]) is None
    assert neutral.suggested([]) is None


def test_equals_come_by_name_so_that_the_order_is_not_by_chance() -> None:
    assert [each.name for each in neutral.in_turn([Candidate(1, "bo"), Candidate(2, "Al")])] == ["Al", "bo"]


# ---- the page


@pytest.fixture
def story(ana: User, ben: User, cleo: User, mira: User, otto: User, as_user: AsUser) -> SimpleNamespace:
    """Ana plans a review of Ben's night; Ben, Cleo, Mira (who manages Ben's team) and Otto facilitate in turn."""
    series = Series.objects.create(name="Tuesday review")
    for user in (ben, cleo, mira, otto):
        SeriesFacilitator.objects.create(series=series, user=user)
    storage = Team.objects.create(name="Storage")
    storage.people.add(ben, mira)
    series_case.held(series, cleo, 20)
    review = plan_case.review(ana, ben)
    Review.objects.filter(pk=review.pk).update(series=series)
    review.refresh_from_db()
    return SimpleNamespace(
        review=review, series=series, ana=ana, ben=ben, cleo=cleo, mira=mira, otto=otto, as_ana=as_user(ana), as_user=as_user
    )  # fmt: skip


def url(review: Review, name: str = "facilitator") -> str:
    return reverse(f"reviews:{name}", args=[review.uid])


def claim_url(request: FacilitatorRequest, user: User) -> str:
    return reverse("reviews:claim", args=[claim_token(request, user)])


def ask(story: SimpleNamespace, *users: User) -> FacilitatorRequest:
    answer = story.as_ana.post(url(story.review), {"people": [user.pk for user in users]})
    assert answer.status_code == 302
    return FacilitatorRequest.objects.get(review=story.review, ended_at=None)


def subjects(user: User) -> list[str]:
    mail.outbox.clear()
    messages.send_due()
    return [each.subject for each in mail.outbox if user.email in each.to[0]]


def test_the_page_says_in_words_why_and_why_not(story: SimpleNamespace) -> None:
    found = {str(each.user): each for each in queries.choices(story.review)}
    assert list(found) == ["Otto", "Cleo", "Ben", "Mira"]
    assert found["Otto"].reasons[-1] == "has not led yet"
    assert found["Cleo"].reasons[-1].startswith("last led on ")
    assert found["Ben"].reasons[0] == "was in this incident"
    assert found["Mira"].reasons[0] == "manages Ben, who would be asked about it"
    text = story.as_ana.get(url(story.review)).content.decode()
    assert text.index("Otto") < text.index("suggested") < text.index("Cleo")
    assert "was not in this incident · manages nobody who would be asked about it · has not led yet" in text
    ticked = [user for user in (story.otto, story.cleo, story.ben, story.mira) if f'value="{user.pk}" checked' in text]
    assert ticked == [story.otto, story.cleo]


def test_a_restricted_review_that_somebody_led_gives_nothing_away(story: SimpleNamespace) -> None:
    series_case.held(story.series, story.otto, 3, restricted=True)
    found = {str(each.user): each for each in queries.choices(story.review)}
    assert found["Otto"].reasons[-1] == "has not led yet"


def test_whoever_leads_it_already_is_not_offered(story: SimpleNamespace) -> None:
    people.place(review=story.review, user=story.otto, by=story.ana, role=Participation.Role.FACILITATOR)
    assert story.otto not in [each.user for each in queries.choices(story.review)]


def test_for_a_restricted_review_only_its_own_people_can_be_asked(story: SimpleNamespace) -> None:
    reviews.set_restricted(review=story.review, by=story.ana, restricted=True)
    assert [str(each.user) for each in queries.choices(Review.objects.get(pk=story.review.pk))] == ["Ben"]
    answer = story.as_ana.post(url(story.review), {"people": [story.otto.pk]})
    assert answer.status_code == 422
    assert not FacilitatorRequest.objects.exists()


def test_it_takes_as_many_queries_for_many_people_as_for_few(
    story: SimpleNamespace, person: Callable[..., User]
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            queries.choices(Review.objects.select_related("incident").get(pk=story.review.pk))
        return len(found)

    few = count()
    for number in range(12):
        user = person(f"Many{number}", is_manager=bool(number % 2))
        user.teams.add(Team.objects.get())
        SeriesFacilitator.objects.create(series=story.series, user=user)
    assert count() == few


# ---- asking and claiming


def test_each_gets_a_link_and_the_first_who_takes_it_has_it(story: SimpleNamespace) -> None:
    request = ask(story, story.otto, story.cleo)
    assert "Would you facilitate: Database outage" in subjects(story.otto)
    as_otto, as_cleo = story.as_user(story.otto), story.as_user(story.cleo)
    link = claim_url(request, story.otto)
    assert "I facilitate it" in as_otto.get(link).content.decode()
    assert as_otto.post(link).headers["Location"] == reverse("reviews:review", args=[story.review.uid])
    place = Participation.objects.get(review=story.review, user=story.otto)
    assert place.role == Participation.Role.FACILITATOR
    late = as_cleo.post(claim_url(request, story.cleo), follow=True).content.decode()
    assert "Otto has taken it. Thank you for looking." in late
    assert not Participation.objects.filter(review=story.review, user=story.cleo).exists()
    assert "There is a facilitator: Database outage" in subjects(story.ana)


def test_the_mail_carries_the_persons_own_link(story: SimpleNamespace) -> None:
    request = ask(story, story.otto)
    mail.outbox.clear()
    messages.send_due()
    body = next(each.body for each in mail.outbox if story.otto.email in each.to[0] and "facilitate" in each.subject)
    assert claim_url(request, story.otto) in body
    assert "The first who takes it has it." in body


def test_a_link_that_was_passed_on_changed_or_made_up_opens_nothing(story: SimpleNamespace) -> None:
    request = ask(story, story.otto, story.cleo)
    link = claim_url(request, story.otto)
    as_cleo = story.as_user(story.cleo)
    assert as_cleo.get(link).status_code == 404, "it was written to Otto, also when Cleo was asked herself"
    assert as_cleo.post(link).status_code == 404
    as_otto = story.as_user(story.otto)
    assert as_otto.get(link[:-2] + "x/").status_code == 404
    as_ben = story.as_user(story.ben)
    assert as_ben.get(claim_url(request, story.ben)).status_code == 404, "signed, but Ben was not asked"
    assert not Participation.objects.filter(review=story.review, user=story.cleo).exists()


def test_when_the_review_becomes_restricted_the_link_is_dead_for_strangers(story: SimpleNamespace) -> None:
    request = ask(story, story.otto)
    reviews.set_restricted(review=story.review, by=story.ana, restricted=True)
    assert "Would you facilitate: Database outage" not in subjects(story.otto)
    assert story.as_user(story.otto).post(claim_url(request, story.otto)).status_code == 404
    assert not Participation.objects.filter(review=story.review, user=story.otto).exists()


def test_once_somebody_has_it_the_others_are_not_written_to(story: SimpleNamespace) -> None:
    request = ask(story, story.otto, story.cleo)
    facilitator_requests.claim(request=request, by=story.otto)
    assert "Would you facilitate: Database outage" not in subjects(story.cleo)
    assert Message.objects.get(kind="review.facilitator_wanted", recipient=story.cleo).state == "cancelled"


def test_it_can_be_taken_back_and_asked_again(story: SimpleNamespace) -> None:
    request = ask(story, story.otto)
    assert "asked" in story.as_ana.get(url(story.review)).content.decode()
    story.as_ana.post(url(story.review), {"people": [story.cleo.pk]})
    assert request.asked.get() == story.otto, "while one waits there is no second"
    story.as_ana.post(url(story.review, "facilitator_take_back"))
    as_otto = story.as_user(story.otto)
    assert "Nobody is looked for any more" in as_otto.post(claim_url(request, story.otto), follow=True).content.decode()
    ask(story, story.cleo)


def test_nobody_ticked_is_said_beside_the_list(story: SimpleNamespace) -> None:
    answer = story.as_ana.post(url(story.review), {})
    assert answer.status_code == 422
    assert "Choose at least one person to ask." in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_claim_at_the_same_moment_one_has_it(person: Callable[..., User]) -> None:
    ana = person("Ana")
    review = plan_case.review(ana)
    crowd = [person(f"Claims{number}") for number in range(6)]
    request = facilitator_requests.ask(review=review, by=ana, users=crowd)

    def claim(user: User) -> bool:
        try:
            return facilitator_requests.claim(request=FacilitatorRequest.objects.get(pk=request.pk), by=user)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(crowd)) as pool:
        outcomes = list(pool.map(claim, crowd))
    assert outcomes.count(True) == 1
    places = Participation.objects.filter(review=review, user__in=crowd)
    winner = crowd[outcomes.index(True)]
    assert places.get().user == winner
    assert FacilitatorRequest.objects.get().claimed_by == winner
    assert Message.objects.filter(kind="review.facilitator_found").count() == 1


# ---- who is interviewed


def test_once_people_are_interviewed_nobody_guesses_who_would_be(story: SimpleNamespace) -> None:
    dan = User.objects.create_user("dan@example.org", name="Dan")
    dan.teams.add(Team.objects.create(name="Billing"))
    story.otto.teams.add(Team.objects.get(name="Billing"))
    User.objects.filter(pk=story.otto.pk).update(is_manager=True)
    asked = interview_case.ask(story.review, dan, story.ana)
    interview_case.ask(story.review, story.cleo, story.ana)
    found = {str(each.user): each for each in queries.choices(story.review)}
    assert found["Otto"].reasons[0] == "manages Dan, interviewed about it", (
        "he was not in the incident and is asked all the same"
    )
    assert found["Cleo"].reasons[0] == "is interviewed about it"
    assert found["Mira"].reasons[:2] == ["was not in this incident", "manages nobody who is interviewed"]
    assert found["Ben"].reasons[0] == "was in this incident"
    interviews.answer(interview=asked, answer=Interview.Answer.NO)
    assert {str(each.user): each.neutral for each in queries.choices(story.review)}["Otto"]
