"""Ideas of a meeting soak for two working days; then a small group says a word to each, and the facilitator decides."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from outbox.actions import sending
from outbox.models import Message
from reviews import soaking
from reviews.actions import choosing, parked, room
from reviews.models import FollowUp, IdeaWord, ParkedItem, Review
from tests.reviews import follow_up_case, plan_case

SignIn = Callable[[User], Client]


def url(name: str, review: Review, *more: int) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def page(client: Client, review: Review) -> str:
    return client.get(url("ideas", review)).content.decode()


@pytest.fixture
def meeting(ana: User, ben: User, cleo: User) -> tuple[Review, ParkedItem]:
    return follow_up_case.held(ana, ben, cleo)


# ---- two working days


@pytest.mark.parametrize(
    ("ended", "over"),
    [
        ("2026-03-03T15:00", "2026-03-05T15:00"),  # Tuesday: Thursday
        ("2026-03-05T15:00", "2026-03-09T15:00"),  # Thursday: Monday
        ("2026-03-06T15:00", "2026-03-10T15:00"),  # Friday: Tuesday
        ("2026-03-07T15:00", "2026-03-10T15:00"),  # Saturday: Tuesday
        ("2026-03-08T15:00", "2026-03-10T15:00"),  # Sunday: Tuesday
    ],
)
def test_saturdays_and_sundays_do_not_count(ended: str, over: str) -> None:
    zone = ZoneInfo("Europe/Berlin")
    at = datetime.fromisoformat(ended).replace(tzinfo=zone)
    assert soaking.over_at(at, zone) == datetime.fromisoformat(over).replace(tzinfo=zone)


def test_the_soak_ends_at_the_same_time_of_day_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")  # summer time begins on Sunday 29 March 2026
    assert soaking.over_at(datetime(2026, 3, 27, 14, 0, tzinfo=UTC), berlin) == datetime(2026, 3, 31, 13, 0, tzinfo=UTC)


def test_working_days_are_those_of_the_reviews_zone() -> None:
    sunday_in_london = datetime(2026, 3, 8, 22, 0, tzinfo=UTC)  # Monday morning in Auckland
    assert soaking.over_at(sunday_in_london, ZoneInfo("Pacific/Auckland")) == datetime(2026, 3, 10, 22, 0, tzinfo=UTC)


# ---- the group is asked


def test_the_group_is_asked_when_the_soak_is_over_and_not_before(
    meeting: tuple[Review, ParkedItem], ana: User, ben: User
) -> None:
    review = follow_up_case.soaking(meeting[0])
    choosing.name_group(review=review, by=ana, people=[ben])
    [message] = follow_up_case.waiting(choosing.CHOOSE)
    assert message.recipient == ben
    assert message.due_at == soaking.over_at(review.ended_at, review.zone)


def test_a_group_named_before_the_end_is_asked_by_the_sweep(ana: User, ben: User) -> None:
    review = room.open_room(review=plan_case.review(ana, ben), by=ana)
    item = parked.park(review=review, by=ben, text="Rename the hosts", kind=ParkedItem.Kind.FIX)
    parked.soak(item=item, by=ana)
    choosing.name_group(review=review, by=ana, people=[ben])
    assert follow_up_case.asked(review) == []
    room.end(review=review, by=ana)
    choosing.heal()
    choosing.heal()
    assert follow_up_case.asked(review) == ["Ben"]


def test_without_a_group_the_facilitator_hears_that_ideas_wait(
    meeting: tuple[Review, ParkedItem], ana: User, ben: User
) -> None:
    review = follow_up_case.soaking(meeting[0])
    choosing.plan(review)
    [message] = follow_up_case.waiting(choosing.RIPE)
    assert message.recipient == ana
    choosing.name_group(review=review, by=ana, people=[ben])
    assert follow_up_case.waiting(choosing.RIPE) == []


def test_the_mail_names_no_idea_and_of_a_restricted_review_no_title(ana: User, ben: User) -> None:
    review, _item = follow_up_case.held(ana, ben, restricted=True)
    choosing.name_group(review=review, by=ana, people=[ben])
    sending.send_due()
    [sent] = [each for each in mail.outbox if "Which ideas" in each.subject]
    assert sent.to == ["Ben <ben@example.org>"]
    assert "Database outage" not in sent.subject + sent.body
    assert "Rename the hosts" not in sent.subject + sent.body


def test_nobody_is_asked_who_has_said_a_word_to_each(meeting: tuple[Review, ParkedItem], ana: User, ben: User) -> None:
    review, item = meeting
    choosing.name_group(review=review, by=ana, people=[ben])
    choosing.say(item=item, by=ben, answer="do_it")
    sending.send_due()
    assert Message.objects.get(kind=choosing.CHOOSE).state != Message.State.SENT


def test_the_start_page_of_the_group_says_so_until_they_have_said_a_word_to_each(
    meeting: tuple[Review, ParkedItem], ana: User, ben: User, cleo: User, as_user: SignIn
) -> None:
    review, item = meeting
    follow_up_case.ended(review, timezone.now() - timedelta(days=6))
    choosing.name_group(review=review, by=ana, people=[ben])
    assert url("ideas", review) in as_user(ben).get("/").content.decode()
    assert url("ideas", review) not in as_user(cleo).get("/").content.decode()
    choosing.say(item=item, by=ben, answer="do_it")
    assert url("ideas", review) not in as_user(ben).get("/").content.decode()


# ---- what is said, and the facilitator's word


def test_each_of_the_group_says_do_it_or_not_now_with_a_word(
    meeting: tuple[Review, ParkedItem], ana: User, ben: User, cleo: User, as_user: SignIn
) -> None:
    review, item = meeting
    as_user(ana).post(url("ideas_group", review), {"people": [ben.pk]})
    as_user(ben).post(url("idea_say", review, item.pk), {"answer": "not_now", "word": "After the move"})
    as_user(ben).post(url("idea_say", review, item.pk), {"answer": "do_it", "word": "It bites us weekly"})
    assert IdeaWord.objects.get().answer == "do_it"
    shown = page(as_user(ana), review)
    assert "It bites us weekly" in shown
    refused = as_user(cleo).post(url("idea_say", review, item.pk), {"answer": "do_it"})
    assert refused.status_code == 403
    assert IdeaWord.objects.count() == 1


def test_nobody_chooses_while_the_ideas_soak(
    meeting: tuple[Review, ParkedItem], ana: User, ben: User, as_user: SignIn
) -> None:
    review, item = follow_up_case.soaking(meeting[0]), meeting[1]
    choosing.name_group(review=review, by=ana, people=[ben])
    assert "They soak until" in page(as_user(ben), review)
    said = as_user(ben).post(url("idea_say", review, item.pk), {"answer": "do_it"}, follow=True)
    assert "The ideas still soak" in said.content.decode()
    as_user(ana).post(url("idea_decide", review, item.pk), {"do": "take_up", "owner": ben.pk})
    assert not IdeaWord.objects.exists()
    assert not FollowUp.objects.exists()


def test_the_facilitator_takes_one_up_with_owner_day_why_and_link(
    meeting: tuple[Review, ParkedItem], ana: User, ben: User, as_user: SignIn
) -> None:
    review, item = meeting
    typed = {
        "do": "take_up",
        "owner": ben.pk,
        "due": "2031-02-03",
        "why": "Two hosts look alike",
        "url": "https://github.com/acme/infra/issues/7",
    }
    as_user(ana).post(url("idea_decide", review, item.pk), typed)
    follow_up = FollowUp.objects.get()
    assert (follow_up.owner, str(follow_up.due), follow_up.why) == (ben, "2031-02-03", "Two hosts look alike")
    assert follow_up.tracked.url == "https://github.com/acme/infra/issues/7"
    assert "No ideas wait here" in page(as_user(ana), review)


def test_we_chose_not_to_needs_a_reason_and_keeps_what_was_typed(
    meeting: tuple[Review, ParkedItem], ana: User, as_user: SignIn
) -> None:
    review, item = meeting
    answer = as_user(ana).post(url("idea_decide", review, item.pk), {"do": "leave", "why": "half a thought"})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert "half a thought" in answer.content.decode()
    as_user(ana).post(url("idea_decide", review, item.pk), {"do": "leave", "reason": "The hosts go away in May"})
    left = FollowUp.objects.get()
    assert left.state == "not"
    assert left.settled_at, "it is as settled as what is done"


def test_a_participant_does_not_decide(meeting: tuple[Review, ParkedItem], ben: User, as_user: SignIn) -> None:
    review, item = meeting
    answer = as_user(ben).post(url("idea_decide", review, item.pk), {"do": "take_up", "owner": ben.pk})
    assert answer.status_code == 403
    assert not FollowUp.objects.exists()
