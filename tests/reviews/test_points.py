"""Written-in points merged or hidden with a reason, late ones marked, and points of the last meeting taken up again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from incidents.actions import contents
from incidents.models import Incident
from live.regions import snapshot
from reviews.actions import documents, points, polls, room
from reviews.models import Review, Series, TalkingPoint, Vote
from tests.reviews import plan_case
from tests.reviews.narrative_case import stale_after

SignIn = Callable[[User], Client]
INCIDENT, OTHER = TalkingPoint.Kind.INCIDENT, TalkingPoint.Kind.OTHER


def page(browser: Client, review: Review, name: str = "room") -> str:
    return browser.get(reverse(f"reviews:{name}", args=[review.uid])).content.decode()


def offer(review: Review, by: User, text: str, kind: str = OTHER) -> TalkingPoint:
    return polls.offer(poll=review.poll, by=by, kind=kind, text=text)


def vote(review: Review, by: User, point: TalkingPoint) -> None:
    polls.vote(poll=review.poll, by=by, point=point)


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    """An open vote on one point of the incident."""
    review = plan_case.review(ana, ben, cleo)
    offer(review, ana, "Two prompts", INCIDENT)
    review = room.open_room(review=review, by=ana)
    polls.open_poll(poll=review.poll, by=ana)
    return review


def aside(browser: Client, point: TalkingPoint, **form: object) -> int:
    address = reverse("reviews:point_aside", args=[point.poll.review.uid, point.pk])
    return browser.post(address, form).status_code


def test_a_point_that_comes_while_people_vote_is_marked_late(ben: User, as_user: SignIn, review: Review) -> None:
    offer(review, ben, "Sleep")
    assert "came late" in page(as_user(ben), review)
    assert TalkingPoint.objects.get(text="Two prompts").late is False


def test_a_point_is_hidden_with_a_reason_that_everyone_can_read(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    sleep = offer(review, ben, "Sleep")
    vote(review, cleo, sleep)
    assert aside(as_user(ana), sleep, because="") == 422
    assert aside(as_user(ana), sleep, because="It is about one person") == 302
    for reader in (ben, cleo):
        seen = page(as_user(reader), review)
        assert "It is about one person" in seen
        assert f'value="{sleep.pk}"' not in seen
    assert not Vote.objects.exists()  # the vote is free again
    with pytest.raises(polls.NotOpen):
        vote(review, cleo, sleep)
    as_user(ana).post(reverse("reviews:point_back", args=[review.uid, sleep.pk]))
    assert f'value="{sleep.pk}"' in page(as_user(ben), review)


def test_merged_points_carry_their_votes_and_nobody_counts_twice(
    ana: User, ben: User, cleo: User, as_user: SignIn, review: Review
) -> None:
    polls.give_votes(poll=review.poll, by=ana, each=2)
    first, second = offer(review, ben, "Prompts look alike"), offer(review, ben, "Prompt colours")
    for voter, point in ((ben, first), (ben, second), (cleo, first)):
        vote(review, voter, point)
    assert aside(as_user(ana), first, because="The same", into=second.pk) == 302
    assert sorted(Vote.objects.values_list("voter", "point")) == sorted([(ben.pk, second.pk), (cleo.pk, second.pk)])
    assert "Merged into “Prompt colours”" in page(as_user(cleo), review)
    polls.reveal(poll=review.poll, by=ana)
    second.refresh_from_db()
    assert (second.rank, second.votes_counted) == (1, 2)
    assert "Prompts look alike" not in snapshot(ben, room.topic(review))["poll"]


def test_what_was_merged_before_goes_along(ana: User, ben: User, review: Review) -> None:
    a, b, c = (offer(review, ben, text) for text in "abc")
    points.merge(point=a, into=b, by=ana, because="same")
    points.merge(point=b, into=c, by=ana, because="same")
    a.refresh_from_db()
    assert a.merged_into == c


def test_points_that_the_facilitator_offered_are_not_put_aside(ana: User, as_user: SignIn, review: Review) -> None:
    own = TalkingPoint.objects.get(text="Two prompts")
    assert aside(as_user(ana), own, because="no") == 404
    with pytest.raises(points.NotThisPoint):
        points.hide(point=own, by=ana, because="no")


def test_after_the_reveal_no_point_is_put_aside(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    sleep = offer(review, ben, "Sleep")
    polls.reveal(poll=review.poll, by=ana)
    aside(as_user(ana), sleep, because="late")
    sleep.refresh_from_db()
    assert sleep.aside_at is None


def test_an_open_page_asks_for_its_part_when_the_points_change(
    ana: User, ben: User, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The choices are personal, so the shared region carries a mark that moves with them, and with no vote."""
    made: list[TalkingPoint] = []
    steps: list[Callable[[], object]] = [
        lambda: made.append(offer(review, ben, "Sleep")),
        lambda: made.append(offer(review, ben, "Rest")),
        lambda: points.hide(point=made[0], by=ana, because="x"),
        lambda: points.bring_back(point=made[0], by=ana),
        lambda: points.merge(point=made[0], into=made[1], by=ana, because="x"),
        lambda: polls.give_votes(poll=review.poll, by=ana, each=3),
        lambda: polls.facilitator_votes(poll=review.poll, by=ana, votes=True),
        lambda: vote(review, ben, made[1]),
        lambda: polls.take_vote_back(poll=review.poll, by=ben, point=made[1]),
    ]
    assert stale_after(steps, ben, review, monkeypatch) == [set()] * len(steps)


# ---- the next review of the series


def following(before: Review, by: User, *invited: User) -> Review:
    series, _new = Series.objects.get_or_create(name="Tuesday review")
    after = plan_case.review(by, *invited, days=12)
    Review.objects.filter(pk__in=[before.pk, after.pk]).update(series=series)
    after.refresh_from_db()
    return after


def finished(review: Review, ana: User) -> None:
    """Revealed and over, with one point discussed."""
    polls.reveal(poll=review.poll, by=ana)
    polls.discussed(point=TalkingPoint.objects.get(text="Two prompts"), by=ana)
    room.end(review=review, by=ana)
    Review.objects.filter(pk=review.pk).update(meets_at=review.meets_at - timedelta(days=7))


def test_what_was_not_discussed_is_offered_to_the_next_review_with_where_from(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    rest, gone = offer(review, ben, "Rest after a night"), offer(review, ben, "Hidden thought")
    points.hide(point=gone, by=ana, because="x")
    finished(review, ana)
    Incident.objects.filter(pk=review.incident.pk).update(title="The earlier outage")
    after = following(review, ana, ben)
    desk = page(as_user(ana), after, "desk")
    assert "Not discussed last time" in desk
    assert "The earlier outage" in desk
    assert "Rest after a night" in desk
    assert "Hidden thought" not in desk
    assert "Two prompts" not in desk
    for _click in range(2):
        as_user(ana).post(reverse("reviews:point_carry", args=[after.uid]), {"point": rest.pk})
    assert after.poll.points.get().carried_from == rest
    assert "Not discussed last time" not in page(as_user(ana), after, "desk")


def test_points_of_a_vote_that_was_never_revealed_are_offered_too(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    offer(review, ben, "Rest after a night")
    room.end(review=review, by=ana)
    Review.objects.filter(pk=review.pk).update(meets_at=review.meets_at - timedelta(days=7))
    desk = page(as_user(ana), following(review, ana, ben), "desk")
    assert "Not discussed last time" in desk
    assert "Rest after a night" in desk


def test_a_restricted_review_gives_nothing_to_the_next(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    rest = offer(review, ben, "Rest after a night")
    finished(review, ana)
    after = following(review, ana, ben)
    assert "Rest after a night" in page(as_user(ana), after, "desk")
    Review.objects.filter(pk=review.pk).update(restricted=True)
    assert "Rest after a night" not in page(as_user(ana), after, "desk")
    as_user(ana).post(reverse("reviews:point_carry", args=[after.uid]), {"point": rest.pk})
    assert not after.poll.points.exists()


def test_a_review_outside_a_series_is_offered_nothing(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    offer(review, ben, "Rest after a night")
    finished(review, ana)
    assert "Not discussed last time" not in page(as_user(ana), plan_case.review(ana), "desk")


def test_a_common_theme_says_where_it_was_seen(ana: User, as_user: SignIn, otto: User) -> None:
    for title in ("First outage", "Second outage", "Secret outage"):
        incident = plan_case.incident(ana if title != "Secret outage" else otto)
        Incident.objects.filter(pk=incident.pk).update(title=title, restricted=title == "Secret outage")
        contents.see_theme(incident=incident, by=ana, title="Backups nobody restored", event=None)
    desk = page(as_user(ana), plan_case.review(ana), "desk")
    assert "in 2 incidents: Second outage, First outage" in " ".join(desk.split()).replace("</span>", "")
    assert "Secret outage" not in desk


def test_what_was_seen_long_ago_is_not_offered_as_common(ana: User, as_user: SignIn) -> None:
    for title in ("First outage", "Second outage"):
        incident = plan_case.incident(ana)
        Incident.objects.filter(pk=incident.pk).update(title=title)
        contents.see_theme(incident=incident, by=ana, title="Backups nobody restored", event=None)
    review = plan_case.review(ana)
    assert "First outage" in page(as_user(ana), review, "desk")
    Incident.objects.filter(title="First outage").update(detected_at=timezone.now() - timedelta(days=400))
    assert "Backups nobody restored" not in page(as_user(ana), review, "desk")


def test_a_theme_of_this_incident_says_where_in_it_it_was_seen(ana: User, as_user: SignIn) -> None:
    review = plan_case.review(ana)
    event = contents.write_event(incident=review.incident, by=ana, at=timezone.now(), what="Both prompts looked alike")
    contents.see_theme(incident=review.incident, by=ana, title="Prompts", event=event)
    assert ": Both prompts looked alike</span>" in page(as_user(ana), review, "desk").replace("\n", "")


def test_a_time_that_nobody_knows_is_told_neither_on_the_desk_nor_in_a_document(ana: User, as_user: SignIn) -> None:
    review = plan_case.review(ana)
    contents.write_event(incident=review.incident, by=ana, at=timezone.now(), what="The page came")
    event = contents.write_event(incident=review.incident, by=ana, at=None, what="Both prompts looked alike")
    contents.see_theme(incident=review.incident, by=ana, title="Prompts", event=event)
    assert '"muted small">Both prompts looked alike</span>' in page(as_user(ana), review, "desk").replace("\n", "")
    [theme] = documents._themes(review.incident)
    assert theme.seen_at == ()
