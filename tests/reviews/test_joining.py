"""Coming in by the short code: those invited go in, others hear what to do, guesses are slowed, restricted reviews stay unknown."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from reviews import code_limits, join_codes, join_qr
from reviews.actions import room
from reviews.models import Review
from tests.reviews import plan_case

SignIn = Callable[[User], Client]


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    return room.open_room(review=plan_case.review(ana, ben), by=ana)


@pytest.fixture
def hidden(ana: User, ben: User) -> Review:
    return room.open_room(review=plan_case.review(ana, ben, restricted=True), by=ana)


def enter(client: Client, code: str) -> object:
    return client.get(reverse("reviews:join_code", args=[code]))


def test_a_code_is_easy_to_read_and_forgives_how_it_is_typed() -> None:
    codes = {join_codes.made() for _code in range(200)}
    assert len(codes) > 190
    assert not set("".join(codes)) & set("O0I1LZ2S5B8UV")
    assert join_codes.typed(" abc-d34 ") == "ABCD34"


def test_opening_the_room_makes_a_code_and_ending_it_kills_it(ana: User, ben: User, as_user: SignIn) -> None:
    planned = plan_case.review(ana, ben)
    assert planned.join_code == ""
    code = room.open_room(review=planned, by=ana).join_code
    assert len(code) == 6
    assert enter(as_user(ben), code).status_code == 302
    assert room.end(review=planned, by=ana).join_code == ""
    assert enter(as_user(ben), code).status_code == 404


def test_stage_and_desk_show_the_code_with_its_picture(ana: User, as_user: SignIn, review: Review) -> None:
    for name in ("stage", "desk"):
        page = as_user(ana).get(reverse(f"reviews:{name}", args=[review.uid])).content.decode()
        assert f">{review.join_code}</b>" in page
        assert '<svg viewBox="0 0' in page
        assert "style=" not in page.split('class="room-join"')[1].split("</section>")[0]


def test_the_picture_leads_to_the_configured_host(settings: object, review: Review) -> None:
    assert join_qr.address(review.join_code).endswith(f"/reviews/join/{review.join_code}/")
    settings.BASE_URL = "https://debrief.example.org"  # type: ignore[attr-defined]
    assert join_qr.address().startswith("https://debrief.example.org/")


def test_typing_the_code_leads_those_invited_into_the_room(ben: User, as_user: SignIn, review: Review) -> None:
    typed = f" {review.join_code[:3].lower()} {review.join_code[3:]} "
    answer = as_user(ben).post(reverse("reviews:join"), {"code": typed}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("reviews:room", args=[review.uid])


def test_a_wrong_length_is_said_beside_the_field_and_costs_no_try(client: Client, db: None) -> None:
    answer = client.post(reverse("reviews:join"), {"code": "AB"})
    assert answer.status_code == 422
    assert "six letters and digits" in answer.content.decode()


def test_somebody_who_is_not_invited_is_told_whom_to_ask(otto: User, as_user: SignIn, review: Review) -> None:
    answer = enter(as_user(otto), review.join_code)
    assert answer.status_code == 403
    assert "Ask Ana to invite you" in answer.content.decode()


def test_signed_out_one_is_led_to_sign_in_and_back_to_the_code(client: Client, review: Review) -> None:
    answer = enter(client, review.join_code)
    assert answer.status_code == 404
    assert f"?next=/reviews/join/{review.join_code}/" in answer.content.decode()
    assert "Database outage" not in answer.content.decode()


def plain(answer: object, code: str) -> str:
    return answer.content.decode().replace(code, "CODE").split("<main")[1]


def test_a_code_of_a_restricted_review_answers_as_one_that_does_not_exist(
    ben: User, otto: User, client: Client, as_user: SignIn, hidden: Review
) -> None:
    unknown = "AAAAAA"
    assert hidden.join_code != unknown
    for browser in (client, as_user(otto)):
        right, wrong = enter(browser, hidden.join_code), enter(browser, unknown)
        assert right.status_code == wrong.status_code == 404
        assert token_free(plain(right, hidden.join_code)) == token_free(plain(wrong, unknown))
    assert enter(as_user(ben), hidden.join_code).status_code == 302


def token_free(page: str) -> str:
    """Without the form's token, which is another one each time."""
    return "".join(part.split('">', 1)[-1] for part in page.split('name="csrfmiddlewaretoken" value="'))


def test_guessing_is_stopped_for_an_address_and_right_codes_then_answer_alike(
    client: Client, otto: User, ben: User, as_user: SignIn, hidden: Review, review: Review
) -> None:
    answers = [enter(client, f"AAA{number:03}").status_code for number in range(code_limits.BY_ADDRESS + 2)]
    assert answers == [404] * code_limits.BY_ADDRESS + [429] * 2
    for code in (hidden.join_code, review.join_code, "AAAAAA"):
        assert enter(client, code).status_code == 429
    assert (
        enter(as_user(ben), review.join_code).status_code == 302
    )  # whoever is signed in is not hindered by a stranger


def test_guessing_is_stopped_for_an_account(otto: User, ana: User, as_user: SignIn, hidden: Review) -> None:
    browser = as_user(otto)
    answers = {enter(browser, f"AAA{number:03}").status_code for number in range(code_limits.BY_ACCOUNT)}
    assert answers == {404}
    assert enter(browser, hidden.join_code).status_code == 429
    assert enter(as_user(ana), hidden.join_code).status_code == 302


def test_guessing_from_many_addresses_is_stopped_together(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_limits, "TOGETHER", 5)
    path = reverse("reviews:join_code", args=["AAAAAA"])
    answers = [client.get(path, REMOTE_ADDR=f"192.0.2.{number}").status_code for number in range(7)]
    assert answers == [404] * 5 + [429] * 2


def test_many_addresses_of_one_ipv6_line_count_as_one(client: Client, db: None) -> None:
    path = reverse("reviews:join_code", args=["AAAAAA"])
    answers = [client.get(path, REMOTE_ADDR=f"2001:db8::{number + 1:x}").status_code for number in range(41)]
    assert answers[-1] == 429
    assert client.get(path, REMOTE_ADDR="2001:db8:1::1").status_code == 404
