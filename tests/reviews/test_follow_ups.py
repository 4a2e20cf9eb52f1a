"""Follow-ups: what people took on, by whom and when, until it is done or it is said why not; nobody forgets and nobody is nagged."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import teams
from accounts.models import User
from incidents.models import Incident
from outbox.actions import sending
from outbox.models import Message, SwitchedOff
from reviews import mails_follow_ups, soaking, tracked_links
from reviews.actions import chat, follow_up_changes, follow_up_news, follow_ups, people, questions, webhooks
from reviews.models import FollowUp, Participation, Review, Series
from tests.reviews import follow_up_case, plan_case

SignIn = Callable[[User], Client]
REMIND = follow_up_news.REMIND


@pytest.fixture
def review(ana: User, ben: User, cleo: User) -> Review:
    return follow_up_case.held(ana, ben, cleo)[0]


@pytest.fixture
def follow_up(ana: User, ben: User, review: Review) -> FollowUp:
    """Ben's, due in ten days."""
    due = timezone.localdate() + timedelta(days=10)
    return follow_ups.agree(review=review, by=ana, what="Name the copy tool's silence", owner=ben, due=due)


def url(name: str, *args: Any) -> str:
    return reverse(f"reviews:{name}", args=args)


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def one(follow_up: FollowUp, name: str = "follow_up") -> str:
    return url(name, follow_up.review.uid, follow_up.pk)


def state(follow_up: FollowUp) -> str:
    return FollowUp.objects.get(pk=follow_up.pk).state


# ---- its states


def test_its_owner_says_that_it_is_done_and_may_open_it_again(follow_up: FollowUp, ben: User, as_user: SignIn) -> None:
    as_user(ben).post(one(follow_up, "follow_up_settle"), {"do": "done"})
    assert state(follow_up) == "done"
    as_user(ben).post(one(follow_up, "follow_up_settle"), {"do": "reopen"})
    assert state(follow_up) == "open"


def test_we_chose_not_to_counts_as_settled_and_needs_its_reason(
    follow_up: FollowUp, ben: User, as_user: SignIn
) -> None:
    answer = as_user(ben).post(one(follow_up, "follow_up_settle"), {"do": "not"})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    as_user(ben).post(one(follow_up, "follow_up_settle"), {"do": "not", "reason": "The tool goes away"})
    assert state(follow_up) == "not"
    assert "Name the copy tool" not in text(as_user(ben), url("follow_ups"))
    assert "The tool goes away" in text(as_user(ben), url("follow_ups") + "?state=not")


def test_others_read_it_and_are_told_why_they_cannot_change_it(
    follow_up: FollowUp, cleo: User, as_user: SignIn
) -> None:
    assert "Only its owner and the facilitators" in text(as_user(cleo), one(follow_up))
    assert as_user(cleo).post(one(follow_up, "follow_up_settle"), {"do": "done"}).status_code == 403
    assert state(follow_up) == "open"


def test_a_link_with_a_password_is_refused_beside_its_field_and_nothing_typed_is_lost(
    follow_up: FollowUp, ben: User, as_user: SignIn
) -> None:
    typed = {"what": "Say how much is copied", "owner": ben.pk, "url": "https://ben:secret@example.org/1"}
    answer = as_user(ben).post(one(follow_up), typed)
    assert answer.status_code == 422
    assert "Leave the name and password out" in answer.content.decode()
    assert "Say how much is copied" in answer.content.decode()
    as_user(ben).post(one(follow_up), typed | {"url": "https://example.org/1"})
    assert "https://example.org/1" in text(as_user(ben), one(follow_up))


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("javascript:alert(1)", "scheme"),
        ("ftp://example.org/", "scheme"),
        ("https://user@example.org/", "credentials"),
        ("https://", "form"),
        ("https://example.org/a b", "form"),
        ("https://example.org:99999/", "form"),
        ("https://example.org/" + "x" * 500, "long"),
    ],
)
def test_links_that_are_not_taken(link: str, why: str) -> None:
    with pytest.raises(tracked_links.BadLink) as refused:
        tracked_links.checked(link)
    assert refused.value.why == why


def test_an_unanswered_question_of_the_meeting_arrives_here(
    review: Review, ana: User, ben: User, cleo: User, as_user: SignIn
) -> None:
    question = questions.ask(review=review, by=cleo, text="Why two prompts?", for_all=True)
    assert "Why two prompts?" in text(as_user(ben), url("review_follow_ups", review.uid))
    decide = url("question_decide", review.uid, question.pk)
    as_user(ana).post(decide, {"fate": "follow_up", "owner": ben.pk})
    assert FollowUp.objects.get().owner == ben
    assert "Unanswered questions" not in text(as_user(ben), url("review_follow_ups", review.uid))


# ---- reminders


def test_its_owner_is_reminded_at_nine_the_day_before_and_a_week_after(follow_up: FollowUp) -> None:
    soon, after = follow_up_case.waiting(REMIND)
    berlin = ZoneInfo("Europe/Berlin")
    assert soon.recipient == after.recipient == follow_up.owner
    assert soon.due_at.astimezone(berlin).date() == follow_up.due - timedelta(days=1)
    assert soon.due_at.astimezone(berlin).hour == after.due_at.astimezone(berlin).hour == 9
    assert after.due_at.astimezone(berlin).date() == follow_up.due + timedelta(days=7)


def test_reminders_keep_to_the_owners_clock() -> None:
    before, after = soaking.reminders(date(2026, 3, 29), ZoneInfo("Europe/Berlin"))
    assert before == datetime(2026, 3, 28, 8, 0, tzinfo=UTC)
    assert after == datetime(2026, 4, 5, 7, 0, tzinfo=UTC)


def test_another_day_moves_the_reminders_and_done_takes_them_back(follow_up: FollowUp, ben: User) -> None:
    later = follow_up.due + timedelta(days=30)
    follow_up_changes.change(follow_up=follow_up, by=ben, what=follow_up.what, owner=ben, due=later)
    message, _after = follow_up_case.waiting(REMIND)
    assert message.due_at.date() == later - timedelta(days=1)
    follow_up_changes.done(follow_up=follow_up, by=ben)
    assert follow_up_case.waiting(REMIND) == []


def test_whoever_hands_it_on_is_not_reminded_any_more(follow_up: FollowUp, ana: User, ben: User) -> None:
    follow_up_changes.change(follow_up=follow_up, by=ben, what=follow_up.what, owner=ana, due=follow_up.due)
    assert {message.recipient for message in follow_up_case.waiting(REMIND)} == {ana}


def test_the_mail_says_where_and_never_what(follow_up: FollowUp) -> None:
    follow_up_case.come_due(REMIND)
    sending.send_due()
    [sent] = [each for each in mail.outbox if "Due tomorrow" in each.subject]
    assert sent.to == ["Ben <ben@example.org>"]
    assert one(follow_up) in sent.body
    assert "copy tool" not in sent.subject + sent.body


def test_what_is_taken_on_for_the_same_day_is_said_to_be_due_today(ana: User, ben: User, review: Review) -> None:
    today = timezone.localdate(timezone=ben.zone)
    follow_ups.agree(review=review, by=ana, what="Now", owner=ben, due=today)
    message = follow_up_case.waiting(REMIND)[0]
    with timezone.override(ben.zone):
        said = mails_follow_ups.reminder(message)
    assert said.subject.startswith("Due today, ")
    assert "is due today" in said.text


def test_all_of_a_morning_comes_in_one_mail_from_whichever_reviews_it_is(
    follow_up: FollowUp, ana: User, ben: User, review: Review
) -> None:
    other, _item = follow_up_case.held(ana, ben, restricted=True)
    for what in ("Two", "Three"):
        follow_ups.agree(review=review, by=ana, what=what, owner=ben, due=follow_up.due)
    follow_ups.agree(review=other, by=ana, what="Four", owner=ben, due=follow_up.due)
    follow_ups.agree(review=review, by=ana, what="Late", owner=ben, due=follow_up.due - timedelta(days=8))
    assert len({message.due_at for message in follow_up_case.waiting(REMIND)}) == 3, "one mail a morning"
    [morning] = [
        each for each in follow_up_case.waiting(REMIND) if each.due_at.date() == follow_up.due - timedelta(days=1)
    ]
    Message.objects.exclude(pk=morning.pk).delete()
    follow_up_case.come_due(REMIND)
    sending.send_due()
    [sent] = [each for each in mail.outbox if "follow-ups of yours" in each.subject]
    assert "5 follow-ups" in sent.subject
    assert "4 follow-ups that you took on are due tomorrow" in sent.body
    assert "was due a week ago" in sent.body
    assert "?mine=1" in sent.body


def the_mornings_has_left() -> None:
    """The first that waits is sent, and no other."""
    _first, *rest = follow_up_case.waiting(REMIND)
    Message.objects.filter(pk__in=[each.pk for each in rest]).delete()
    follow_up_case.come_due(REMIND)
    sending.send_due()


def test_what_is_agreed_after_the_mornings_mail_has_left_comes_in_one_more(
    follow_up: FollowUp, ana: User, ben: User, review: Review
) -> None:
    the_mornings_has_left()
    due = follow_up.due
    second, third = (
        follow_ups.agree(review=review, by=ana, what=what, owner=ben, due=due) for what in ("Two", "Three")
    )
    follow_up_news.heal()
    more, _after = follow_up_case.waiting(REMIND)
    assert more.due_at.astimezone(ben.zone).hour == 17, "at five, in one mail"
    assert more.payload["about"] == [second.pk, third.pk], "and the first is not told twice"
    the_mornings_has_left()
    subjects = [each.subject for each in mail.outbox if "follow-up" in each.subject]
    assert (len(subjects), "2 follow-ups of yours" in subjects[1]) == (2, True)
    follow_ups.agree(review=review, by=ana, what="Four", owner=ben, due=due)
    assert all(row.payload["morning"] > due.isoformat() for row in follow_up_case.waiting(REMIND)), "no third mail"


def test_what_comes_while_the_mornings_mail_is_being_sent_is_told_by_one_of_the_two(
    follow_up: FollowUp, ana: User, ben: User, review: Review
) -> None:
    morning = follow_up_case.waiting(REMIND)[0]
    token = sending.claim(now=morning.due_at)
    assert token
    other = follow_ups.agree(review=review, by=ana, what="Two", owner=ben, due=follow_up.due)
    morning.refresh_from_db()
    assert morning.payload["about"] == [follow_up.pk]
    assert [row.payload["about"] for row in follow_up_case.waiting(REMIND)] == [[follow_up.pk, other.pk], [other.pk]]
    sending.give_back(token)
    follow_up_news.heal()
    assert [row.payload["about"] for row in follow_up_case.waiting(REMIND)] == [[follow_up.pk, other.pk]] * 2


@pytest.mark.parametrize("way", ["another owner", "removed", "switched off", "gone"])
def test_nobody_is_reminded_of_what_is_no_longer_theirs(follow_up: FollowUp, ana: User, ben: User, way: str) -> None:
    follow_up_case.come_due(REMIND)
    if way == "another owner":
        FollowUp.objects.update(owner=ana)
    elif way == "removed":
        Review.objects.update(restricted=True)
        people.remove(place=Participation.objects.get(user=ben), by=ana)
    elif way == "switched off":
        SwitchedOff.objects.create(user=ben, choice="follow_ups")
    else:
        FollowUp.objects.all().delete()
    sending.send_due()
    assert not [each for each in mail.outbox if "follow-up" in each.subject]


def test_what_a_crash_left_unplanned_is_planned_by_the_sweep(follow_up: FollowUp) -> None:
    Message.objects.all().delete()
    follow_up_news.heal()
    follow_up_news.heal()
    assert len(follow_up_case.waiting(REMIND)) == 2


def test_reminders_of_the_earlier_kinds_that_still_wait_are_taken_back_by_the_update(follow_up: FollowUp) -> None:
    soon, _after = follow_up_case.waiting(REMIND)
    for kind, state in (("review.follow_up_due", "pending"), ("review.follow_up_open", "held"), (REMIND, "pending")):
        values = {"due_at": soon.due_at, "expires_at": soon.expires_at, "address": "ben@example.org"}
        Message.objects.create(kind=kind, state=state, subject="x", key=f"earlier {kind}", **values)
    import_module("reviews.migrations.0029_cancel_earlier_reminders").take_back(apps, None)
    rows = Message.objects.filter(key__startswith="earlier").order_by("pk")
    assert [row.state for row in rows] == ["cancelled", "cancelled", "pending"]


def test_what_is_due_soon_or_late_stands_on_the_start_page_of_its_owner(
    follow_up: FollowUp, ben: User, cleo: User, as_user: SignIn
) -> None:
    assert one(follow_up) not in text(as_user(ben), "/"), "it is due in ten days"
    FollowUp.objects.update(due=timezone.localdate() + timedelta(days=2))
    assert one(follow_up) in text(as_user(ben), "/")
    assert one(follow_up) not in text(as_user(cleo), "/")
    FollowUp.objects.update(due=timezone.localdate() - timedelta(days=2))
    assert "late" in text(as_user(ben), "/")
    follow_up_changes.done(follow_up=follow_up, by=ben)
    assert one(follow_up) not in text(as_user(ben), "/")


# ---- the overview


def test_the_overview_counts_open_ones_by_team_and_age(
    follow_up: FollowUp, ana: User, ben: User, review: Review, as_user: SignIn
) -> None:
    ben.teams.add(teams.create(name="Storage", by=ana))
    old = follow_ups.agree(review=review, by=ana, what="An old one", owner=ana, due=date(2020, 1, 1))
    FollowUp.objects.filter(pk=old.pk).update(agreed_at=timezone.now() - timedelta(days=100))
    shown = text(as_user(ben), url("follow_ups"))
    assert "Storage" in shown
    assert "in no team" in shown
    assert "An old one" in shown
    for query, found in (("age=older", True), ("age=late", True), ("age=month", False), ("team=none", True)):
        assert ("An old one" in text(as_user(ben), url("follow_ups") + f"?{query}")) is found, query
    assert "An old one" not in text(as_user(ben), url("follow_ups") + "?mine=1")


def test_a_restricted_review_is_in_no_list_count_or_file_of_strangers(
    ana: User, ben: User, otto: User, as_user: SignIn
) -> None:
    review, _item = follow_up_case.held(ana, ben, restricted=True)
    secret = follow_ups.agree(review=review, by=ana, what="Hidden thing", owner=ben)
    for address in (url("follow_ups"), url("follow_ups_csv"), url("follow_ups") + "?state=all"):
        assert "Hidden thing" not in text(as_user(otto), address)
        assert "Hidden thing" in text(as_user(ben), address)
    assert "in no team" not in text(as_user(otto), url("follow_ups")).split("<form")[0]
    assert as_user(otto).get(one(secret)).status_code == 404


def test_the_file_holds_what_the_page_shows_and_no_formulas(
    follow_up: FollowUp, ana: User, ben: User, review: Review, as_user: SignIn
) -> None:
    follow_ups.agree(review=review, by=ana, what="=HYPERLINK(1)", owner=ana)
    lines = text(as_user(ben), url("follow_ups_csv") + "?mine=1").splitlines()
    assert len(lines) == 2
    assert "Name the copy tool" in lines[1]
    assert ",'=HYPERLINK(1)," in text(as_user(ben), url("follow_ups_csv"))
    FollowUp.objects.update(chosen_not=True, reason="It goes away in May")
    assert ",we chose not to,It goes away in May," in text(as_user(ben), url("follow_ups_csv") + "?state=not")


@pytest.mark.parametrize("query", ["state=x&age=y&team=z", "team=99999999999999999999", "page=-1"])
def test_nonsense_in_the_address_shows_the_list(follow_up: FollowUp, ben: User, as_user: SignIn, query: str) -> None:
    assert as_user(ben).get(url("follow_ups") + f"?{query}").status_code == 200


def test_the_overview_costs_the_same_for_two_and_for_twenty(
    follow_up: FollowUp, ana: User, ben: User, review: Review, as_user: SignIn, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        follow_ups.agree(review=review, by=ana, what=f"Thing {number}", owner=ben)
    client = as_user(ben)
    with django_assert_max_num_queries(11):
        client.get(url("follow_ups"))


# ---- the next review of the series, the search, the chat


def test_the_next_review_of_the_series_begins_with_the_open_ones(
    ana: User, ben: User, otto: User, as_user: SignIn
) -> None:
    series = Series.objects.create(name="Tuesday review")
    before, _item = follow_up_case.held(ana, ben, series=series)
    Review.objects.filter(pk=before.pk).update(meets_at=timezone.now() - timedelta(days=7))
    kept = follow_ups.agree(review=before, by=ana, what="Still to do", owner=ben)
    gone = follow_ups.agree(review=before, by=ana, what="Long done", owner=ben)
    follow_up_changes.done(follow_up=gone, by=ben)
    following = plan_case.review(ana, ben)
    Review.objects.filter(pk=following.pk).update(series=series)
    panel = url("series_follow_ups", following.uid)
    # A facilitator has them among what the last meeting handed on, with a button that puts them on the agenda.
    for_ana = text(as_user(ana), url("review", following.uid))
    assert kept.what in for_ana
    assert gone.what not in for_ana
    assert panel in text(as_user(ben), url("review", following.uid))
    assert panel in text(as_user(ana), url("desk", following.uid))
    shown = text(as_user(ben), panel)
    assert kept.what in shown
    assert gone.what not in shown
    Review.objects.filter(pk=before.pk).update(restricted=True)
    assert kept.what not in text(as_user(otto), panel)


def test_the_search_finds_it_for_those_who_may_know(
    follow_up: FollowUp, ben: User, otto: User, as_user: SignIn
) -> None:
    address = reverse("search") + "?q=silence"
    assert one(follow_up) in text(as_user(otto), address)
    Incident.objects.update(restricted=True)
    assert one(follow_up) not in text(as_user(otto), address)
    assert one(follow_up) in text(as_user(ben), address)


def test_a_webhook_hears_once_that_it_is_agreed_and_that_it_is_done(ana: User, ben: User) -> None:
    series = Series.objects.create(name="Tuesday review")
    address = "https://chat.invalid/hooks/abcdefghijklmnop"
    events = ["follow_up.agreed", "follow_up.settled"]
    webhooks.add(place=series, by=ana, service="mattermost", name="#rel", url=address, events=events)
    review, _item = follow_up_case.held(ana, ben, series=series)
    follow_up = follow_ups.agree(review=review, by=ana, what="Tell it", owner=ben)
    follow_up_changes.done(follow_up=follow_up, by=ben)
    follow_up_changes.done(follow_up=follow_up, by=ben)
    told = list(Message.objects.filter(channel="chat").order_by("pk").values_list("kind", flat=True))
    assert told == ["chat.follow_up.agreed", "chat.follow_up.settled"]
    Review.objects.filter(pk=review.pk).update(restricted=True)
    follow_ups.agree(review=follow_up_case.fresh(review), by=ana, what="Not told", owner=ben)
    assert Message.objects.filter(channel="chat").count() == 2
    chat.heal()
