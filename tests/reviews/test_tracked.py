"""What becomes of a follow-up in GitHub or Jira is read back; trouble there is told kindly and costs nothing."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from outbox import fetch
from outbox.targets import BadTarget
from reviews import follow_up_tasks
from reviews.actions import follow_up_changes, follow_ups
from reviews.actions import tracked as actions
from reviews.models import FollowUp, Review, Tracked
from reviews.tracked_links import place_of, said_by
from tests.reviews import follow_up_case
from tests.reviews.tracker_server import GITHUB_TOKEN, JIRA_TOKEN, JIRA_USER, TrackerServer

SignIn = Callable[[User], Client]
ISSUE = "https://github.com/acme/infra/issues/7"


@pytest.fixture
def server(settings: Any) -> Iterator[TrackerServer]:
    found = TrackerServer()
    settings.CHAT_HTTP, settings.CHAT_INSIDE = True, ["127.0.0.1"]
    settings.GITHUB_API, settings.GITHUB_TOKEN = found.base, GITHUB_TOKEN
    settings.JIRA_URL, settings.JIRA_USER, settings.JIRA_TOKEN = found.base, JIRA_USER, JIRA_TOKEN
    yield found
    found.stop()


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    return follow_up_case.held(ana, ben)[0]


@pytest.fixture
def follow_up(ana: User, ben: User, review: Review) -> FollowUp:
    found = follow_ups.agree(review=review, by=ana, what="Say how much is copied", owner=ben)
    follow_up_changes.track(follow_up=found, url=ISSUE)
    return found


def page(client: Client, follow_up: FollowUp) -> str:
    address = reverse("reviews:follow_up", args=[follow_up.review.uid, follow_up.pk])
    return client.get(address).content.decode()


def tracked() -> Tracked:
    return Tracked.objects.get()


def state(follow_up: FollowUp) -> str:
    return FollowUp.objects.get(pk=follow_up.pk).state


def an_hour_later() -> None:
    Tracked.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    follow_up_tasks.read_tracked()


# ---- what is read


def test_closed_as_completed_in_github_is_done_here(
    server: TrackerServer, follow_up: FollowUp, ben: User, as_user: SignIn
) -> None:
    server.github(7, "open")
    follow_up_tasks.read_tracked()
    assert (tracked().state, state(follow_up)) == ("open", "open")
    server.github(7, "closed", "completed")
    an_hour_later()
    assert state(follow_up) == "done"
    assert AuditEntry.objects.filter(did="follow_up.read_back", by=None).exists()
    assert "closed (completed)" in page(as_user(ben), follow_up)
    headers = server.asked[0][1]
    assert headers["Accept"] == "application/vnd.github+json"
    assert headers["X-GitHub-Api-Version"] == "2022-11-28"


def test_closed_as_not_planned_asks_for_the_reason_and_decides_nothing(
    server: TrackerServer, follow_up: FollowUp, ben: User, as_user: SignIn
) -> None:
    server.github(7, "closed", "not_planned")
    follow_up_tasks.read_tracked()
    assert state(follow_up) == "open"
    assert "If you chose not to do it, say why" in page(as_user(ben), follow_up)


@pytest.mark.parametrize(
    ("name", "category", "found"), [("Erledigt", "done", "done"), ("In Review", "indeterminate", "open")]
)
def test_jira_is_read_by_its_status_category_whatever_the_status_is_called(
    server: TrackerServer, follow_up: FollowUp, name: str, category: str, found: str
) -> None:
    follow_up_changes.track(follow_up=follow_up, url=f"{server.base}/browse/OPS-12")
    server.jira("OPS-12", name, category)
    follow_up_tasks.read_tracked()
    assert (tracked().state, state(follow_up)) == (name, found)


def test_an_issue_with_a_very_long_text_is_read(server: TrackerServer, follow_up: FollowUp) -> None:
    server.github(7, "closed", "completed", padding=300_000)
    follow_up_tasks.read_tracked()
    assert state(follow_up) == "done"


def test_it_is_read_once_an_hour_and_no_more_when_it_is_settled(server: TrackerServer, follow_up: FollowUp) -> None:
    server.github(7, "closed", "completed")
    follow_up_tasks.read_tracked()
    follow_up_tasks.read_tracked()
    an_hour_later()
    assert len(server.asked) == 1


def test_the_owner_may_have_it_read_at_once(
    server: TrackerServer, follow_up: FollowUp, ben: User, as_user: SignIn
) -> None:
    server.github(7, "open")
    Tracked.objects.update(next_at=timezone.now() + timedelta(days=1))
    as_user(ben).post(reverse("reviews:follow_up_read", args=[follow_up.review.uid, follow_up.pk]))
    assert tracked().state == "open"


# ---- trouble


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "does not let Debrief read this (401)"),
        (403, "does not let Debrief read this (403)"),
        (404, "does not know this page (404)"),
        (410, "does not know this page (410)"),
        (301, "has moved (301)"),
        (429, "could not answer now (429)"),
        (500, "could not answer now (500)"),
    ],
)
def test_trouble_is_told_kindly_and_what_was_read_before_stays(
    server: TrackerServer, follow_up: FollowUp, ben: User, as_user: SignIn, status: int, words: str
) -> None:
    server.github(7, "open")
    follow_up_tasks.read_tracked()
    server.issues["/repos/acme/infra/issues/7"] = status, {"message": "secret words of theirs"}
    an_hour_later()
    shown = page(as_user(ben), follow_up)
    assert words in shown
    assert "There it is “open”" in shown
    assert "secret words of theirs" not in shown
    assert (state(follow_up), tracked().failures) == ("open", 1)
    assert len(server.asked) == 2, "no redirect is followed"
    server.github(7, "closed", "completed")
    an_hour_later()
    assert (state(follow_up), tracked().trouble) == ("done", "")


@pytest.mark.parametrize(
    "raw", [b"<html>", b"[]", b'{"state": 3}', b"{" * 5000, b"null", b'{"state":"closed"', b"\xff\xfe"]
)
def test_an_answer_that_makes_no_sense_is_trouble_and_no_more(
    server: TrackerServer, follow_up: FollowUp, raw: bytes
) -> None:
    server.github(7, "open")
    server.raw = raw
    follow_up_tasks.read_tracked()
    assert "could not be understood" in tracked().trouble
    assert state(follow_up) == "open"


def test_a_server_that_is_away_is_asked_less_and_less(server: TrackerServer, follow_up: FollowUp) -> None:
    server.stop()
    waits = []
    for _turn in range(7):
        an_hour_later()
        waits.append(round((tracked().next_at - timezone.now()) / timedelta(hours=1)))
    assert waits == [1, 2, 4, 8, 16, 24, 24]
    server.server.server_close()
    server.stop = lambda: None  # type: ignore[method-assign]


def test_an_address_inside_is_not_asked(server: TrackerServer, follow_up: FollowUp, settings: Any) -> None:
    settings.CHAT_INSIDE = []
    follow_up_tasks.read_tracked()
    assert server.asked == []
    assert "not allowed" in tracked().trouble


def test_without_a_token_nothing_is_asked_and_a_token_goes_nowhere_else(
    server: TrackerServer, follow_up: FollowUp, settings: Any
) -> None:
    follow_up_changes.track(follow_up=follow_up, url=f"{server.base}/repos/acme/infra/issues/7")
    follow_up_tasks.read_tracked()
    follow_up_changes.track(follow_up=follow_up, url=ISSUE)
    settings.GITHUB_TOKEN = settings.JIRA_TOKEN = ""
    follow_up_tasks.read_tracked()
    assert actions.place_of(ISSUE) is None
    assert server.asked == []


def test_a_link_changed_while_its_answer_was_on_the_way_takes_nothing_from_it(
    server: TrackerServer, follow_up: FollowUp
) -> None:
    old = Tracked.objects.select_related("follow_up").get()
    server.github(7, "closed", "completed")
    follow_up_changes.track(follow_up=follow_up, url="https://github.com/acme/infra/issues/8")
    actions.read(old)
    assert (tracked().state, state(follow_up)) == ("", "open")


# ---- which pages are whose


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (ISSUE, "/repos/acme/infra/issues/7"),
        (ISSUE + "#issuecomment-1", "/repos/acme/infra/issues/7"),
        ("https://github.com/acme/infra/pull/8/", "/repos/acme/infra/issues/8"),
        ("https://jira.example.org/browse/OPS-1?filter=2", "/rest/api/2/issue/OPS-1?fields=status"),
        ("https://github.com/acme/infra", None),
        ("https://github.com/acme/../issues/7", None),
        ("https://github.com.example.org/acme/infra/issues/7", None),
        ("https://github.com/acme/infra/issues/7/%2e%2e", None),
        ("https://jira.example.org/browse/ops-1", None),
        ("http://github.com/acme/infra/issues/7", None),
    ],
)
def test_which_pages_can_be_read(url: str, path: str | None) -> None:
    found = place_of(url, github="https://github.com", jira="https://jira.example.org/")
    assert (found.path if found else None) == path


def test_a_state_that_no_documentation_names_is_not_understood() -> None:
    with pytest.raises(ValueError, match="merged"):
        said_by("GitHub", '{"state": "merged"}')


def test_no_header_can_be_smuggled_in(server: TrackerServer) -> None:
    with pytest.raises(BadTarget):
        fetch.get(server.base, {"Authorization": "Bearer x\r\nHost: elsewhere"}, http=True)
    assert server.asked == []
