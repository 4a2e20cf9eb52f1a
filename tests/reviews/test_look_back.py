"""After a meeting its facilitators look back in private, and each has a log over time; nobody else reads a word."""

import json
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from reviews.actions import people
from reviews.models import LookBack, MeetingRecord, Participation, Review, Series, Stage
from reviews.queries import records
from tests.reviews import series_case

AsUser = Callable[[User], Client]
WELL, TRY, CO = "The silence after the question", "Ask support first", "Your summary helped"


@pytest.fixture
def story(ana: User, ben: User, cleo: User, as_user: AsUser) -> SimpleNamespace:
    """Ana and Cleo led; Ben took part."""
    series = Series.objects.create(name="Tuesday review")
    review = series_case.held(series, ana, 2, [ben, cleo])
    Participation.objects.filter(review=review, user=cleo).update(role=Participation.Role.FACILITATOR)
    return SimpleNamespace(
        review=review, series=series, ana=ana, ben=ben, cleo=cleo, as_ana=as_user(ana), as_cleo=as_user(cleo)
    )


def url(review: Review) -> str:
    return reverse("reviews:look_back", args=[review.uid])


def write(story: SimpleNamespace) -> None:
    sent = {"went_well": WELL, "to_try": TRY, "for_co": CO}
    assert story.as_ana.post(url(story.review), sent).status_code == 302


def log(browser: Client) -> str:
    return browser.get(reverse("reviews:facilitator_log")).content.decode()


def test_both_facilitators_read_it_and_each_has_it_in_their_log(story: SimpleNamespace) -> None:
    write(story)
    for text in (story.as_cleo.get(url(story.review)).content.decode(), log(story.as_cleo), log(story.as_ana)):
        assert all(words in text for words in (WELL, TRY, CO))


def test_nobody_else_reads_it(story: SimpleNamespace, mira: User, person: Callable[..., User], as_user: AsUser) -> None:
    write(story)
    admin = person("Rhea", is_admin=True, is_superuser=True)
    for user in (story.ben, mira, admin):
        browser = as_user(user)
        assert browser.get(url(story.review)).status_code == 403, str(user)
        for page in (log(browser), browser.get(reverse("reviews:review", args=[story.review.uid])).content.decode()):
            assert not any(words in page for words in (WELL, TRY, CO)), str(user)


def test_whoever_facilitates_no_longer_has_no_way_in(story: SimpleNamespace) -> None:
    write(story)
    people.set_role(
        place=Participation.objects.get(review=story.review, user=story.cleo),
        by=story.ana,
        role=Participation.Role.PARTICIPANT,
    )
    assert story.as_cleo.get(url(story.review)).status_code == 403
    assert WELL not in log(story.as_cleo)


def test_no_record_holds_the_words(story: SimpleNamespace) -> None:
    write(story)
    kept = json.dumps(records.content(story.review)) + json.dumps(
        list(AuditEntry.objects.values_list("detail", flat=True))
    )
    assert AuditEntry.objects.filter(did="look_back.written").exists()
    assert not MeetingRecord.objects.exists()
    assert not any(words in kept for words in (WELL, TRY, CO))


def test_one_each_changed_as_often_as_they_like(story: SimpleNamespace) -> None:
    write(story)
    assert f"{WELL}</textarea>" in story.as_ana.get(url(story.review)).content.decode()
    story.as_ana.post(url(story.review), {"went_well": "The pauses"})
    assert LookBack.objects.get().went_well == "The pauses"


def test_an_empty_page_is_not_kept_and_long_words_are_not_lost(story: SimpleNamespace) -> None:
    answer = story.as_ana.post(url(story.review), {"went_well": " "})
    assert answer.status_code == 422
    assert "Write a sentence in one of these." in answer.content.decode()
    answer = story.as_ana.post(url(story.review), {"went_well": "x" * 4001, "to_try": TRY})
    assert answer.status_code == 422
    assert TRY in answer.content.decode()
    assert not LookBack.objects.exists()


def test_who_led_alone_is_not_asked_for_words_to_somebody_else(story: SimpleNamespace) -> None:
    alone = series_case.held(story.series, story.ana, 9)
    assert "co-facilitator" not in story.as_ana.get(url(alone)).content.decode().partition("<main")[2]
    assert "Words for your co-facilitator" in story.as_ana.get(url(story.review)).content.decode()


def test_it_opens_with_the_meeting_not_before(story: SimpleNamespace) -> None:
    Review.objects.filter(pk=story.review.pk).update(stage=Stage.PREPARING)
    assert story.as_ana.get(url(story.review)).status_code == 403


def seen(browser: Client, review: Review) -> str:
    return str(browser.get(url(review)).context["form"]["seen"].value())


def test_it_is_saved_while_one_types_and_the_page_knows_where(story: SimpleNamespace) -> None:
    save = reverse("reviews:look_back_save", args=[story.review.uid])
    page = story.as_ana.get(url(story.review)).content.decode()
    assert f'data-save="{save}"' in page
    assert 'id="saved"' in page
    assert 'id="told"' in page
    answer = story.as_ana.post(save, {"went_well": WELL, "seen": seen(story.as_ana, story.review)})
    assert answer.json()["said"].startswith("Saved")
    again = story.as_ana.post(save, {"went_well": WELL, "to_try": TRY, "seen": answer.json()["seen"]})
    assert again.status_code == 200
    assert f"{TRY}</textarea>" in story.as_ana.get(url(story.review)).content.decode()
    assert AuditEntry.objects.filter(did="look_back.written").count() == 1


def test_two_windows_of_one_person_overwrite_nothing(story: SimpleNamespace) -> None:
    save, old = reverse("reviews:look_back_save", args=[story.review.uid]), seen(story.as_ana, story.review)
    story.as_ana.post(save, {"went_well": WELL, "to_try": "One\nTwo", "seen": old})
    for address in (save, url(story.review)):
        assert story.as_ana.post(address, {"went_well": "The pauses", "seen": old}).status_code == 422
    assert LookBack.objects.get().went_well == WELL
    assert (
        "Another window of yours saved meanwhile"
        in story.as_ana.post(save, {"to_try": TRY, "seen": old}).json()["said"]
    )
    mine = {"went_well": "The pauses", "to_try": "One\r\nTwo", "seen": old}
    page = story.as_ana.post(url(story.review), mine).content.decode()
    assert "The pauses</textarea>" in page
    assert f"It says now: “{WELL}”" in page
    assert page.count("It says now") == 1
    assert "data-unkept" in page


def test_all_words_taken_away_are_gone(story: SimpleNamespace) -> None:
    write(story)
    gone = {"went_well": "", "to_try": "", "for_co": "", "seen": seen(story.as_ana, story.review)}
    assert story.as_ana.post(reverse("reviews:look_back_save", args=[story.review.uid]), gone).status_code == 200
    assert not LookBack.objects.exists()
    assert AuditEntry.objects.filter(did="look_back.taken_away").exists()


def test_words_that_are_too_long_are_said_while_one_types(story: SimpleNamespace) -> None:
    answer = story.as_ana.post(reverse("reviews:look_back_save", args=[story.review.uid]), {"went_well": "x" * 4001})
    assert answer.status_code == 422
    assert "4000" in answer.json()["said"]
