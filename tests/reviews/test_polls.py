"""The opening poll: one secret vote each, changeable until the reveal, the winner first in the themes."""

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from incidents.actions import contents
from live.regions import snapshot
from reviews.actions import polls, room
from reviews.models import AgendaItem, Review, TalkingPoint, Vote
from tests.reviews import plan_case

SignIn = Callable[[User], Client]
INCIDENT, COMMON = TalkingPoint.Kind.INCIDENT, TalkingPoint.Kind.COMMON


def opened(ana: User, *people: User) -> tuple[Review, list[TalkingPoint]]:
    """A meeting with an open vote of three points."""
    review = plan_case.review(ana, *people)
    points = [
        polls.offer(poll=review.poll, by=ana, kind=kind, text=text)
        for kind, text in [(INCIDENT, "Two prompts"), (INCIDENT, "A silent tool"), (COMMON, "Backups")]
    ]
    room.open_room(review=review, by=ana)
    polls.open_poll(poll=review.poll, by=ana)
    return review, points


def test_a_vote_counts_once_and_can_be_changed(ana: User, ben: User, as_user: SignIn) -> None:
    review, points = opened(ana, ben)
    for point in (points[0], points[0], points[2]):
        as_user(ben).post(reverse("reviews:poll_vote", args=[review.uid]), {"point": point.pk})
    assert Vote.objects.get().point == points[2]
    assert "1 of 1 voted" in as_user(ana).get(reverse("reviews:desk", args=[review.uid])).content.decode()


def test_before_the_reveal_only_how_many_voted_leaves_the_server(ana: User, ben: User, cleo: User) -> None:
    review, points = opened(ana, ben, cleo)
    before = snapshot(cleo, room.topic(review))["poll"]
    polls.vote(poll=review.poll, by=ben, point=points[1])
    after = snapshot(cleo, room.topic(review))["poll"]
    assert before.replace("0 of 0", "1 of 1") == after
    assert "silent tool" not in after


def test_the_reveal_puts_the_winner_first_in_the_themes(ana: User, ben: User, cleo: User) -> None:
    review, points = opened(ana, ben, cleo)
    for voter in (ben, cleo):
        polls.vote(poll=review.poll, by=voter, point=points[2])
    polls.reveal(poll=review.poll, by=ana)
    while room.current(review).kind != AgendaItem.Kind.THEMES:
        room.move_on(review=review, by=ana, item=room.current(review).pk)
    now = snapshot(ben, room.topic(review))["now"]
    assert now.index("Backups") < now.index("Two prompts")


def test_after_the_reveal_no_vote_changes(ana: User, ben: User, as_user: SignIn) -> None:
    review, points = opened(ana, ben)
    polls.reveal(poll=review.poll, by=ana)
    answer = as_user(ben).post(reverse("reviews:poll_vote", args=[review.uid]), {"point": points[0].pk})
    assert answer.status_code == 409
    assert not Vote.objects.exists()


def test_anyone_writes_in_another_point_while_the_vote_is_open(ana: User, ben: User, as_user: SignIn) -> None:
    review, _points = opened(ana, ben)
    as_user(ben).post(reverse("reviews:poll_write_in", args=[review.uid]), {"text": "Sleep"})
    assert "Sleep" in as_user(ana).get(reverse("reviews:room", args=[review.uid])).content.decode()
    empty = as_user(ben).post(reverse("reviews:poll_write_in", args=[review.uid]), {"text": " "})
    assert empty.status_code == 422
    assert "Write what to talk about." in empty.content.decode()


def test_who_writes_in_was_there(ana: User, ben: User, as_user: SignIn) -> None:
    review, _points = opened(ana, ben)
    as_user(ben).post(reverse("reviews:poll_write_in", args=[review.uid]), {"text": "Sleep"})
    assert review.attendances.filter(user=ben).exists()


def test_a_vote_that_comes_after_the_end_is_not_counted(ana: User, ben: User) -> None:
    review, points = opened(ana, ben)
    room.end(review=review, by=ana)
    with pytest.raises(polls.NotOpen):
        polls.vote(poll=review.poll, by=ben, point=points[0])


def test_a_vote_that_was_not_revealed_in_the_meeting_can_be_shown_after_it(
    ana: User, ben: User, as_user: SignIn
) -> None:
    review, points = opened(ana, ben)
    polls.vote(poll=review.poll, by=ben, point=points[1])
    room.end(review=review, by=ana)
    desk = as_user(ana).get(reverse("reviews:desk", args=[review.uid])).content.decode()
    assert "Reveal the result" in desk
    as_user(ana).post(reverse("reviews:poll_reveal", args=[review.uid]))
    assert review.poll.points.get(rank=1) == points[1]


def test_a_point_of_another_review_cannot_be_chosen(ana: User, ben: User, as_user: SignIn) -> None:
    review, _points = opened(ana, ben)
    _other, points = opened(ana, ben)
    answer = as_user(ben).post(reverse("reviews:poll_vote", args=[review.uid]), {"point": points[0].pk})
    assert answer.status_code == 404


def test_nothing_is_kept_of_who_chose_what_beside_the_vote(ana: User, ben: User) -> None:
    review, points = opened(ana, ben)
    before = AuditEntry.objects.count()
    polls.vote(poll=review.poll, by=ben, point=points[0])
    assert AuditEntry.objects.count() == before


def test_the_own_choice_is_marked_on_the_own_page_alone(ana: User, ben: User, cleo: User, as_user: SignIn) -> None:
    review, points = opened(ana, ben, cleo)
    polls.vote(poll=review.poll, by=ben, point=points[0])
    page = reverse("reviews:poll_mine", args=[review.uid])
    assert "your choice" in as_user(ben).get(page).content.decode()
    assert "your choice" not in as_user(cleo).get(page).content.decode()


def test_themes_seen_in_several_incidents_are_offered_as_common(ana: User, as_user: SignIn) -> None:
    for _each in range(2):
        contents.see_theme(incident=plan_case.incident(ana), by=ana, title="Backups nobody restored", event=None)
    review = plan_case.review(ana)
    page = as_user(ana).get(reverse("reviews:desk", args=[review.uid])).content.decode()
    assert "Backups nobody restored" in page
    assert "in 2 incidents" in page
    assert "Fewer are possible" in page


def vote_page(browser: Client, review: Review) -> str:
    return browser.get(reverse("reviews:poll_mine", args=[review.uid])).content.decode()


def send(browser: Client, review: Review, **form: object) -> int:
    return browser.post(reverse("reviews:poll_vote", args=[review.uid]), form).status_code


def test_facilitators_do_not_vote_and_do_not_count_unless_they_choose_to(ana: User, ben: User, as_user: SignIn) -> None:
    review, points = opened(ana, ben)
    review.refresh_from_db()
    room.arrive(review=review, user=ben)
    browser, too = as_user(ana), reverse("reviews:poll_vote_too", args=[review.uid])
    assert "Facilitators do not vote unless they choose to." in vote_page(browser, review)
    assert "room-choice" not in vote_page(browser, review)
    assert send(browser, review, point=points[0].pk) == 409
    assert "0 of 1 voted" in snapshot(ben, room.topic(review))["poll"]
    browser.post(too, {"votes": "yes"})
    assert "0 of 2 voted" in snapshot(ben, room.topic(review))["poll"]
    assert send(browser, review, point=points[0].pk) == 302
    assert "1 of 2 voted" in snapshot(ben, room.topic(review))["poll"]
    browser.post(too, {"votes": "no"})
    assert "0 of 1 voted" in snapshot(ben, room.topic(review))["poll"]
    assert not Vote.objects.exists()


def test_with_two_votes_each_one_chooses_two_and_may_take_one_back(ana: User, ben: User, as_user: SignIn) -> None:
    review, points = opened(ana, ben)
    polls.give_votes(poll=review.poll, by=ana, each=2)
    browser = as_user(ben)
    assert [send(browser, review, point=points[n].pk) for n in (0, 0, 1)] == [302, 302, 302]
    answer = browser.post(reverse("reviews:poll_vote", args=[review.uid]), {"point": points[2].pk})
    assert answer.status_code == 409
    assert "You have given all your votes." in answer.content.decode()
    assert "2 of 2 given" in vote_page(browser, review)
    assert "1 of 1 voted" in snapshot(ana, room.topic(review))["poll"]  # people, not votes
    assert send(browser, review, back=points[0].pk) == 302
    assert send(browser, review, point=points[2].pk) == 302
    assert set(Vote.objects.values_list("point", flat=True)) == {points[1].pk, points[2].pk}


def test_while_people_vote_nobody_loses_a_vote(ana: User, ben: User, as_user: SignIn) -> None:
    review, _points = opened(ana, ben)
    each = reverse("reviews:poll_votes_each", args=[review.uid])
    for sent, held in (("2", 2), ("1", 2), ("3", 3), ("4", 3), ("0", 3)):
        as_user(ana).post(each, {"each": sent})
        review.poll.refresh_from_db()
        assert review.poll.votes_each == held


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("each", [1, 2, 3])
def test_fifty_requests_at_once_are_never_more_than_the_allowed_votes(ana: User, ben: User, each: int) -> None:
    review, points = opened(ana, ben)
    points += [
        polls.offer(poll=review.poll, by=ben, kind=TalkingPoint.Kind.OTHER, text=f"More {number}")
        for number in range(4)
    ]
    polls.give_votes(poll=review.poll, by=ana, each=each)

    def click(number: int) -> None:
        try:
            with contextlib.suppress(polls.AllUsed):
                polls.vote(poll=review.poll, by=ben, point=points[number % len(points)])
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(click, range(50)))
    assert Vote.objects.filter(poll=review.poll).count() == each
