"""The opening: ground rules shown one at a time, and agreed to with one tap."""

import pytest

from accounts.models import AuditEntry, User
from reviews.actions import ground_rules, opening, room
from reviews.models import GroundRule, Review, RuleAgreement, Series
from reviews.queries import opening as queries
from tests.reviews.opening_case import SignIn, opened, page, record, step, url


@pytest.fixture
def series(db: None) -> Series:
    return Series.objects.create(name="Tuesday review")


@pytest.fixture
def review(ana: User, ben: User, cleo: User, series: Series) -> Review:
    """On, with Ana and Ben in the room."""
    return opened(ana, ben, cleo, series)


# ---- ground rules


def test_the_usual_rules_are_there_from_the_first_day(review: Review) -> None:
    rules = queries.rules_of(None)
    assert {each.kind for each in rules} == {"practical", "interactional"}
    words = " ".join(f"{each.text} {each.saying}" for each in rules)
    for subject in ("blame", "ended", "Should have", "curious"):
        assert subject in words


def test_the_same_rule_is_on_every_page_one_at_a_time(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    rules = queries.rules_of(review.series)
    desk = as_user(ana)
    step(desk, review, "begin")
    step(desk, review, "next", 1)
    for name, user in (("desk", ana), ("room", ben), ("stage", ana)):
        html = page(name, user, as_user, review)
        assert rules[1].text in html
        assert rules[0].text not in html
        assert rules[2].text not in html


def test_a_second_click_on_an_old_page_steps_once(ana: User, as_user: SignIn, review: Review) -> None:
    desk = as_user(ana)
    step(desk, review, "begin")
    for shown in (1, 1, 2, 1):
        step(desk, review, "next", shown)
    assert queries.rules(review).step == 3
    for shown in (3, 3):
        step(desk, review, "back", shown)
    assert queries.rules(review).step == 2


def test_after_the_last_rule_everyone_is_asked_and_agrees_with_one_tap(
    ana: User, ben: User, as_user: SignIn, review: Review
) -> None:
    opening.begin(review=review, by=ana)
    assert "I agree" not in page("room", ben, as_user, review)
    as_user(ben).post(url("rules_agree", review))
    assert not RuleAgreement.objects.exists()
    for shown in range(1, len(queries.rules_of(None)) + 1):
        opening.step(review=review, by=ana, shown=shown)
    assert "I agree" in page("room", ben, as_user, review)
    assert "0 of 2 agreed" in page("stage", ana, as_user, review)
    for _tap in range(2):
        as_user(ben).post(url("rules_agree", review))
    assert "1 of 2 agreed" in page("desk", ana, as_user, review)
    assert "You agreed to the ground rules" in page("room", ben, as_user, review)


def test_nobody_hears_who_agreed(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    opening.begin(review=review, by=ana)
    opening.ask(review=review, by=ana)
    before = page("desk", ana, as_user, review).count("Ben")
    recorded = AuditEntry.objects.count()
    opening.agree(review=review, by=ben)
    assert page("desk", ana, as_user, review).count("Ben") == before
    assert AuditEntry.objects.count() == recorded


def test_who_comes_late_is_asked_the_same(ana: User, cleo: User, as_user: SignIn, review: Review) -> None:
    opening.begin(review=review, by=ana)
    opening.step(review=review, by=ana, shown=1)
    room.move_on(review=review, by=ana, item=room.current(review).pk)
    record(review, ana)
    mine = page("my_opening", cleo, as_user, review)
    assert "I agree" in mine
    assert all(each.text in mine for each in queries.rules_of(None)[:3])
    assert "May you be recorded?" in mine


def test_an_opening_that_is_over_shows_no_rule(ana: User, as_user: SignIn, review: Review) -> None:
    opening.begin(review=review, by=ana)
    room.move_on(review=review, by=ana, item=room.current(review).pk)
    assert queries.rules_of(None)[0].text not in page("stage", ana, as_user, review)


def test_a_series_writes_its_own_rules_and_the_others_keep_the_usual_ones(
    ana: User, as_user: SignIn, review: Review, series: Series
) -> None:
    usual = queries.rules_of(None)
    form = {"kind": "practical", "text": "Tea first.", "saying": "Warm cup, warm words."}
    as_user(ana).post(url("ground_rule", review, usual[1].pk), form)
    own = queries.rules_of(series)
    assert [each.text for each in own] == [usual[0].text, "Tea first.", *(each.text for each in usual[2:])]
    assert queries.rules_of(None) == usual
    as_user(ana).post(url("ground_rule_change", review, own[1].pk), {"do": "up"})
    as_user(ana).post(url("ground_rules", review), form | {"text": "Then cake."})
    assert [queries.rules_of(series)[at].text for at in (0, -1)] == ["Tea first.", "Then cake."]
    as_user(ana).post(url("ground_rule_change", review, own[1].pk), {"do": "remove"})
    assert "Tea first." not in [each.text for each in queries.rules_of(series)]
    as_user(ana).post(url("ground_rules_usual", review))
    assert queries.rules_of(series) == usual


def test_a_rule_that_says_nothing_keeps_what_was_typed(ana: User, as_user: SignIn, review: Review) -> None:
    answer = as_user(ana).post(url("ground_rules", review), {"kind": "practical", "text": "", "saying": "Warm cup"})
    assert answer.status_code == 422
    assert "Warm cup" in answer.content.decode()
    assert "Write what people should keep to." in answer.content.decode()


def test_rules_edited_during_the_meeting_do_not_change_what_people_agree_to(
    ana: User, ben: User, as_user: SignIn, review: Review, series: Series
) -> None:
    opening.begin(review=review, by=ana)
    ground_rules.edit(
        series=series, by=ana, rule=queries.rules_of(series)[0], kind="practical", text="Other words.", saying=""
    )
    opening.ask(review=review, by=ana)
    assert "Other words." not in page("room", ben, as_user, review)


def test_without_a_series_the_usual_rules_are_shown_and_stay(ana: User, as_user: SignIn, review: Review) -> None:
    Review.objects.update(series=None)
    assert "belongs to no series" in page("ground_rules", ana, as_user, review)
    rule = GroundRule.objects.filter(series=None).first()
    assert as_user(ana).post(url("ground_rule_change", review, rule.pk), {"do": "remove"}).status_code == 403
    assert as_user(ana).post(url("ground_rules", review), {"kind": "practical", "text": "x"}).status_code == 403


def test_the_desk_has_sentences_for_should_have(ana: User, ben: User, as_user: SignIn, review: Review) -> None:
    assert "What made it the sensible thing to do" in page("desk", ana, as_user, review)
    assert "What made it the sensible thing to do" not in page("room", ben, as_user, review)
