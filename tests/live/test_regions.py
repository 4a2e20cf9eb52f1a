"""All regions at once, for pages without a stream; and the rule that a page shows what the stream would send."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.live.conftest import TOPIC, Board

pytestmark = pytest.mark.django_db
ADDRESS = reverse("live:regions", args=[TOPIC])


def test_a_page_without_a_stream_can_ask_for_all_it_may_see(guest: Client, board: Board) -> None:
    answer = guest.get(ADDRESS)
    assert answer.json() == {"regions": {"board": "<p>first</p>\n<p>of 1</p>"}}
    assert answer["Cache-Control"] == "no-store"


def test_the_desk_is_asked_for_only_by_those_who_lead(guest: Client, board: Board, ben: User) -> None:
    board.desk.add(ben.pk)
    assert set(guest.get(ADDRESS).json()["regions"]) == {"board", "desk"}


def test_strangers_get_404(board: Board, otto: User, as_user: Callable[[User], Client]) -> None:
    assert as_user(otto).get(ADDRESS).status_code == 404
    assert as_user(otto).get(reverse("live:regions", args=["nothing:7"])).status_code == 404


def test_without_an_account_the_answer_is_401_and_no_page(client: Client, board: Board) -> None:
    answer = client.get(ADDRESS)
    assert answer.status_code == 401
    assert answer.content == b""


def test_it_can_only_be_read(guest: Client) -> None:
    assert guest.post(ADDRESS).status_code == 405
