"""The table of rights, tried out: everybody opens every address of the installation, and each gets what the table says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client, override_settings
from django.urls import get_resolver, reverse

from accounts.models import User
from live import regions
from reviews.models import Review, Stage
from tests import rights_case
from tests.rights_case import SECRET, Caller, Case, Place, bring_to, undone
from tests.rights_rules import ANY_STAGE, EVERYBODY, INVITED, UNKNOWING
from tests.rights_table import TABLE

pytestmark = pytest.mark.django_db

KEYS = list(TABLE)
# What lies in a review or an incident and is named beside it; what stands alone has no other place to be looked for in.
NESTED = [key for key, rule in TABLE.items() if rule.uid and (rule.url or rule.send)]
STAGED = [key for key, rule in TABLE.items() if rule.uid == "review" and rule is not INVITED]


def name_of(key: str) -> str:
    return key.split()[0]


def methods_of(key: str) -> list[str]:
    return [word for word in key.split()[1:] if word in {"GET", "POST"}] or ["GET", "POST"]


@pytest.fixture(scope="module")
def case(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Made once, in a transaction around the whole module; mail goes into files, as where no mail server is set."""
    backend, folder = "outbox.mailbox.FolderBackend", tmp_path_factory.mktemp("mail")
    with django_db_blocker.unblock(), override_settings(EMAIL_BACKEND=backend, MAIL_DIR=folder), transaction.atomic():
        yield rights_case.build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def plain_installation(embedded: None, settings: Any) -> None:
    """No demo, and no mail from here on: only the case's own lies in the folder. Sessions are taken back with all else."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    settings.EMAIL_BACKEND, settings.DEMO = "django.core.mail.backends.locmem.EmailBackend", False


@dataclass(frozen=True)
class Call:
    """One request of the table: by a method, to a row's address, with what lies in another place when `inner` is given."""

    key: str
    method: str
    stage: str = ""
    inner: str = ""

    def by(self, caller: Caller, case: Case) -> HttpResponseBase:
        return self.by_each({"": caller}, case)[""]

    def by_each(self, callers: dict[str, Caller], case: Case) -> dict[str, HttpResponseBase]:
        """The answers by the callers' names; those at the same place come to it together, and none meets what another did."""
        answers = {}
        for at, ready in sorted({(caller.at, caller.ready) for caller in callers.values()}):
            with undone():
                self._bring(case.places[at], ready)
                for name, caller in callers.items():
                    if (caller.at, caller.ready) == (at, ready):
                        with undone():
                            answers[name] = self._ask(caller, case)
        return answers

    def _bring(self, place: Place, ready: bool) -> None:
        rule = TABLE[self.key]
        if rule.uid == "review" or ready:
            bring_to(place, self.stage or rule.stages[0], ready=ready)

    def _ask(self, caller: Caller, case: Case) -> HttpResponseBase:
        rule, place = TABLE[self.key], case.places[caller.at]
        inner = case.places[self.inner or caller.at]
        client = case.browser
        client.cookies.clear()
        if caller.user:
            client.cookies[settings.SESSION_COOKIE_NAME] = case.signed_in[caller.user]
        for cookie, word in rule.cookies.items():
            client.cookies[cookie] = str(inner[word])
        form = {field: inner[word] for field, word in rule.send.items()}
        address = rule.address(name_of(self.key), place, inner)
        return client.get(address) if self.method == "GET" else client.post(address, form)


def outcome(answer: HttpResponseBase) -> str:
    """What became of a request: "opens", "sign in", or the status that says why not."""
    there = urlsplit(answer.headers.get("Location", ""))
    if answer.status_code == 401 or (there.path == reverse("account_login") and "next" in parse_qs(there.query)):
        return "sign in"
    closed = answer.status_code in {403, 404, 405, 429} or answer.status_code >= 500
    return str(answer.status_code) if closed else "opens"


def served(key: str, case: Case) -> list[str]:
    """The methods that the address answers to; asked without signing in, so the method comes before the right."""
    nobody = case.callers["nobody"]
    return [method for method in methods_of(key) if Call(key, method).by(nobody, case).status_code != 405]


# ---- the table


def test_every_address_has_its_line_and_every_line_its_address() -> None:
    there, told = set(rights_case.names(get_resolver().url_patterns)), {name_of(key) for key in TABLE}
    assert there - told == set(), "say in tests/rights_table.py who may open these"
    assert told - there == set(), "these addresses are gone; take their lines off TABLE"


def test_every_kind_of_live_topic_has_its_line() -> None:
    assert set(regions._kinds) == {rule.url["topic"] for key, rule in TABLE.items() if name_of(key) == "live:regions"}


def test_the_callers_are_those_of_the_rules(case: Case) -> None:
    assert set(case.callers) == EVERYBODY


@pytest.mark.parametrize("key", KEYS)
def test_it_opens_to_those_with_the_right_alone(key: str, case: Case) -> None:
    """And whatever it shows to others, lists and forms too, tells nothing of the restricted review."""
    wrong, methods = [], served(key, case)
    for method in methods:
        for name, answer in Call(key, method).by_each(case.callers, case).items():
            if (found := outcome(answer)) != (expected := TABLE[key].expected(name)):
                wrong.append(f"{method} by {name}: {found}, not {expected}")
            if name in UNKNOWING and SECRET.encode() in getattr(answer, "content", b""):
                wrong.append(f"{method} by {name} tells of the restricted review")
    assert methods
    assert wrong == []


@pytest.mark.parametrize("key", NESTED)
def test_what_lies_in_another_review_is_not_found_in_this_one(key: str, case: Case) -> None:
    entitled = next(case.callers[name] for name in ("facilitator", "participant") if name in TABLE[key].opens)
    found = {method: outcome(Call(key, method, inner="other").by(entitled, case)) for method in served(key, case)}
    assert set(found.values()) == {"404"}, found


@pytest.mark.parametrize("key", STAGED)
def test_the_right_lasts_as_long_as_the_stage_of_the_review(key: str, case: Case) -> None:
    rule = TABLE[key]
    entitled = next(case.callers[name] for name in ("facilitator", "participant") if name in rule.opens)
    wrong = [
        f"{method} while {stage}: {found}"
        for method in served(key, case)
        for stage in ANY_STAGE
        if (found := outcome(Call(key, method, stage=stage).by(entitled, case)))
        != ("opens" if stage in rule.stages else "403")
    ]
    assert wrong == []


@pytest.mark.parametrize("key", [key for key, rule in TABLE.items() if "topic" in rule.url])
def test_the_stream_is_heard_by_those_who_may_ask(key: str, case: Case) -> None:
    """Streams are answered beside Django, by the rule that is asked here."""
    rule = TABLE[key]
    for name, caller in case.callers.items():
        place = case.places[caller.at]
        topic = place[rule.url["topic"]]
        with undone():
            if caller.ready:
                bring_to(place, Stage.PREPARING, ready=True)
            assert bool(caller.user and regions.heard_by(caller.user, topic)) == (name in rule.opens), name


# ---- what depends on the installation


@pytest.mark.parametrize("key", [key for key in KEYS if key.startswith("demo:")])
def test_where_the_demo_runs_anyone_uses_its_bar(key: str, case: Case, settings: Any) -> None:
    settings.DEMO = True
    assert {outcome(each) for each in Call(key, "POST").by_each(case.callers, case).values()} == {"opens"}


@pytest.mark.parametrize("key", [key for key, rule in TABLE.items() if rule.url.get("name") == "mail"])
def test_all_mail_is_open_where_the_demo_runs_and_none_in_production(key: str, case: Case, settings: Any) -> None:
    signed_in = {name: caller for name, caller in case.callers.items() if caller.user}
    settings.DEMO = True
    assert {outcome(each) for each in Call(key, "GET").by_each(signed_in, case).values()} == {"opens"}
    settings.DEMO, settings.PRODUCTION = False, True
    assert {outcome(each) for each in Call(key, "GET").by_each(signed_in, case).values()} == {"404"}


def test_the_first_account_is_made_while_there_is_none(case: Case) -> None:
    with undone():
        Review.objects.all().delete()
        User.objects.all().delete()
        assert outcome(Client().get(reverse("accounts:first"))) == "opens"


@pytest.mark.parametrize(
    ("key", "word"), [("accounts:invitation", "invitation token"), ("surveys:enter", "survey token")]
)
def test_an_altered_link_opens_nothing(key: str, word: str, case: Case) -> None:
    token = case.places["restricted"][word]
    altered = token[:-1] + ("a" if token[-1] != "a" else "b")
    assert Client().get(reverse(key, args=[altered])).status_code == 404
