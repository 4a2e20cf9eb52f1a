"""Who comes to a series over time, for its facilitators alone; and a kind word to somebody who has not been seen for long."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from outbox.actions import messages
from outbox.models import Message
from reviews import absence, tasks
from reviews.models import InvitationBack, Series, SeriesFacilitator
from tests.reviews import series_case

AsUser = Callable[[User], Client]
TODAY = date(2026, 11, 26)
MEETINGS = [(number, TODAY - timedelta(days=7 * number)) for number in range(1, 8)]


# ---- the rule


def test_long_means_several_meetings_and_some_weeks_since_they_were_there() -> None:
    assert absence.presence(MEETINGS, {5, 7}) == absence.Presence(came=2, last=MEETINGS[4][1], missed=4)
    assert absence.presence(MEETINGS, {5}).long_away(TODAY)
    assert absence.presence(MEETINGS, {4}).long_away(TODAY)
    assert not absence.presence(MEETINGS, {3}).long_away(TODAY), "two meetings are a holiday"
    assert not absence.presence(MEETINGS, {1, 7}).long_away(TODAY), "came last week"


def test_who_was_never_there_is_not_missed_and_meetings_of_one_week_are_not_long() -> None:
    assert not absence.presence(MEETINGS, set()).long_away(TODAY)
    dense = [(number, TODAY - timedelta(days=number)) for number in range(1, 8)]
    assert not absence.presence(dense, {7}).long_away(TODAY)


# ---- the pages


@pytest.fixture
def story(ana: User, ben: User, cleo: User, as_user: AsUser) -> SimpleNamespace:
    """Cleo came to all five meetings, Ben only to the first of them; Ana leads."""
    series = Series.objects.create(name="Tuesday review")
    for days in (35, 28, 21, 14, 7):
        series_case.held(series, ana, days, [cleo, ben] if days == 35 else [cleo])
    return SimpleNamespace(series=series, ana=ana, ben=ben, cleo=cleo, as_ana=as_user(ana), as_user=as_user)


def url(story: SimpleNamespace, *person: User) -> str:
    if person:
        return reverse("reviews:invite_back", args=[story.series.pk, person[0].pk])
    return reverse("reviews:series_attendance", args=[story.series.pk])


def away(story: SimpleNamespace) -> str:
    return story.as_ana.get(url(story)).content.decode().partition('id="away"')[2].partition("</section>")[0]


def test_facilitators_see_who_has_not_been_seen_for_long(story: SimpleNamespace) -> None:
    found = away(story)
    assert "Ben" in found
    assert "4 meetings since" in found
    assert "Cleo" not in found
    table = story.as_ana.get(url(story)).content.decode().partition("<table")[2]
    assert table.count("was there") == 6
    assert table.count("was not there") == 5, "Ana was invited to all of them"
    assert table.count("was not invited") == 4, "nobody stays away from what they were not invited to"


def test_nobody_else_sees_it(story: SimpleNamespace, mira: User, person: Callable[..., User]) -> None:
    admin = person("Rhea", is_admin=True)
    for user in (story.cleo, mira, admin):
        for address in (url(story), url(story, story.ben)):
            assert story.as_user(user).get(address).status_code == 403, str(user)


def test_restricted_reviews_are_in_no_figure(story: SimpleNamespace) -> None:
    series_case.held(story.series, story.ana, 1, [story.ben], restricted=True)
    text = story.as_ana.get(url(story)).content.decode()
    assert "Outage 1 days ago" not in text
    assert "Ben" in away(story), "that he was in a restricted one is told to nobody"


def test_ben_gets_one_kind_mail_in_anas_words(story: SimpleNamespace) -> None:
    first = story.as_ana.get(url(story, story.ben)).content.decode()
    assert "Hello Ben," in first
    assert "Send to Ben" in first
    sent = {"words": "Dear Ben,\nyour questions were good."}
    assert story.as_ana.post(url(story, story.ben), sent).status_code == 302
    messages.send_due()
    letter = mail.outbox[0]
    assert letter.subject == "From Ana: you are welcome at Tuesday review"
    assert "your questions were good." in letter.body
    assert "No is fine, and so is no answer" in letter.body
    assert letter.reply_to == [story.ana.email]
    assert len(mail.outbox) == 1
    assert "asked back on" in away(story)


def test_a_second_word_within_a_month_would_be_pressing_and_what_was_typed_stays(story: SimpleNamespace) -> None:
    for expected in (302, 422):
        answer = story.as_ana.post(url(story, story.ben), {"words": "Come again some day."})
        assert answer.status_code == expected
    assert "would be pressing" in answer.content.decode()
    assert "Come again some day.</textarea>" in answer.content.decode()
    InvitationBack.objects.update(written_at=timezone.now() - timedelta(days=31))
    assert story.as_ana.post(url(story, story.ben), {"words": "Come again."}).status_code == 302


def test_nothing_is_ever_sent_by_itself(story: SimpleNamespace) -> None:
    tasks.heal_promises()
    messages.send_due()
    assert not Message.objects.filter(kind="series.invited_back").exists()
    assert mail.outbox == []


def test_who_is_back_meanwhile_or_was_never_there_gets_no_mail(story: SimpleNamespace, otto: User) -> None:
    story.as_ana.post(url(story, story.ben), {"words": "Come again."})
    series_case.held(story.series, story.ana, -1, [story.ben])
    messages.send_due()
    assert mail.outbox == []
    assert story.as_ana.get(url(story, otto)).status_code == 404


def test_who_may_not_sign_in_any_more_is_not_on_the_page(story: SimpleNamespace) -> None:
    story.ben.is_active = False
    story.ben.save()
    assert "Ben" not in story.as_ana.get(url(story)).content.decode().partition("<main")[2]


def test_a_new_series_says_what_will_stand_here(ana: User, as_user: AsUser) -> None:
    series = Series.objects.create(name="New")
    SeriesFacilitator.objects.create(series=series, user=ana)
    page = as_user(ana).get(reverse("reviews:series_attendance", args=[series.pk])).content.decode()
    assert "No meeting was held yet" in page


def test_it_takes_as_many_queries_for_many_people_as_for_few(
    story: SimpleNamespace, person: Callable[..., User]
) -> None:
    def queries() -> int:
        story.as_ana.get(url(story))
        with CaptureQueriesContext(connection) as found:
            story.as_ana.get(url(story))
        return len(found)

    few = queries()
    series_case.held(story.series, story.ana, 3, [person(f"Many{number}") for number in range(20)])
    assert queries() == few
