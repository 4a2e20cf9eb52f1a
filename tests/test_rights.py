"""The table of rights: for every address of the installation, the least that opens it, tried out by everybody.

A new address is one line of TABLE: its name, the rule, and what stands in the address beside the `uid`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client, override_settings
from django.urls import get_resolver, reverse

from accounts.models import User
from live import regions
from reviews.models import Review, Stage
from tests import rights_case
from tests.rights_case import SECRET, Caller, Case, bring_to, undone

pytestmark = pytest.mark.django_db

SIGNED_OUT = {"nobody"}
STRANGERS = {"stranger", "member-of-another", "admin", "manager", "removed", "waiting", "witness"}
READERS = {"reader", "late-reader", "managing-reader"}
PARTICIPANTS, FACILITATORS = {"participant", "open-participant"}, {"facilitator", "open-facilitator"}
MANAGERS = {"manager", "managing-reader"}
TOGETHER = PARTICIPANTS | FACILITATORS
INSIDE = TOGETHER | READERS
ACCOUNTS = STRANGERS | INSIDE
EVERYBODY = ACCOUNTS | SIGNED_OUT
# Who must not hear of the restricted review; the witness knows its incident, and whom it waits for knows its title.
UNKNOWING = EVERYBODY - {"participant", "facilitator", "witness", "waiting"}
ANY_STAGE = (Stage.PREPARING, Stage.MEETING, Stage.HELD, Stage.CANCELLED)
ALIVE = ANY_STAGE[:3]


@dataclass(frozen=True)
class Rule:
    """opens: to whom the address opens; refused: who knows of the thing and gets 403. Everybody else gets 404.

    uid: whose `uid` the address has; stages: of the review in which it opens, 403 in the others; nobody: what one gets
    without signing in; url, send, cookies: what stands in the address, the form and the cookies, by the words of the case.
    """

    opens: frozenset[str]
    refused: frozenset[str] = frozenset()
    uid: str = ""
    stages: tuple[str, ...] = ANY_STAGE
    nobody: str = "sign in"
    url: dict[str, str] = field(default_factory=dict)
    send: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def at(self, **url: str) -> "Rule":
        return replace(self, url=url)

    def sending(self, **form: str) -> "Rule":
        return replace(self, send=form)

    def carrying(self, **cookies: str) -> "Rule":
        return replace(self, cookies=cookies)

    def expected(self, caller: str) -> str:
        if caller in self.opens:
            return "opens"
        if caller == "nobody":
            return self.nobody
        return "403" if caller in self.refused else "404"

    def address(self, name: str, place: dict[str, Any], inner: dict[str, Any]) -> str:
        """The address of something of `place`; what stands in it beside the uid is looked up in `inner`."""
        uid = {"uid": place[self.uid]} if self.uid else {}
        return reverse(name, kwargs=uid | {key: inner[word] for key, word in self.url.items()})


def only(opens: set[str], refused: set[str] = frozenset(), uid: str = "") -> Rule:
    return Rule(frozenset(opens), frozenset(refused - opens), uid)


PUBLIC = only(EVERYBODY)
GONE = replace(only(set()), nobody="404")
SIGNED_IN = only(ACCOUNTS)
MANAGER = only(MANAGERS, ACCOUNTS)
ADMIN = only({"admin"}, ACCOUNTS)
# One's own mail alone, whoever one is; where the demo runs everybody's.
ADDRESSEE = only({"participant"})
SEES_INCIDENT = only({"witness"} | INSIDE, uid="incident")
EDITS_INCIDENT = only(FACILITATORS, {"witness"} | INSIDE, "incident")
STARTS_REVIEW = only(FACILITATORS | READERS | {"open-participant"}, {"witness"} | INSIDE, "incident")
SEES_REVIEW = only(INSIDE, uid="review")
SEES_DOCUMENT = only(TOGETHER | {"late-reader"}, INSIDE, "review")
SEES_RESULT = only(TOGETHER | {"managing-reader"}, INSIDE, "review")
TAKES_PART = only(TOGETHER, INSIDE, "review")
COMMENTS = replace(TAKES_PART, stages=ALIVE)
VOTES = replace(TAKES_PART, stages=(Stage.MEETING,))
# Whoever wrote the comment: in both reviews the participant did.
WROTE_IT = replace(only(PARTICIPANTS, INSIDE, "review"), stages=ALIVE)
FACILITATES = only(FACILITATORS, INSIDE, "review")
EDITS_DOCUMENT = replace(FACILITATES, stages=ALIVE)
PLANS = replace(FACILITATES, stages=(Stage.PREPARING,))
RUNS = replace(FACILITATES, stages=(Stage.MEETING,))
INVITED = only({"waiting"} | TOGETHER, uid="review")
# Asked by a script: whoever may not listen hears that there is nothing.
LISTENS = only(TOGETHER)

# A name may come more than once, with a word behind it; "GET" or "POST" says that the line is about that method alone.
TABLE = {
    "home": SIGNED_IN,
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "account_login": PUBLIC,
    "account_request_login_code": PUBLIC,
    "account_confirm_login_code": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_signup": PUBLIC,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC.at(uidb36="uidb36", key="reset key"),
    "account_reset_password_from_key_done": PUBLIC,
    "accounts:first": GONE,
    "accounts:invitation": PUBLIC.at(token="invitation token"),
    "accounts:profile": SIGNED_IN,
    "accounts:theme": SIGNED_IN,
    "accounts:people": ADMIN,
    "accounts:person": ADMIN.at(pk="account"),
    "accounts:invite_again": ADMIN.at(uid="invitation"),
    "accounts:withdraw_invitation": ADMIN.at(uid="invitation"),
    "accounts:teams": ADMIN,
    "accounts:team": ADMIN.at(pk="team"),
    "accounts:remove_team": ADMIN.at(pk="team"),
    "incidents:list": SIGNED_IN,
    "incidents:new": SIGNED_IN,
    "incidents:import": SIGNED_IN,
    "incidents:incident": SEES_INCIDENT,
    "incidents:edit": EDITS_INCIDENT,
    "incidents:person_new": EDITS_INCIDENT,
    "incidents:person": EDITS_INCIDENT.at(pk="involvement"),
    "incidents:person_remove": EDITS_INCIDENT.at(pk="involvement"),
    "incidents:event_new": EDITS_INCIDENT,
    "incidents:event": EDITS_INCIDENT.at(pk="event"),
    "incidents:event_remove": EDITS_INCIDENT.at(pk="event"),
    "incidents:theme_new": EDITS_INCIDENT,
    "incidents:theme_remove": EDITS_INCIDENT.at(pk="sighting"),
    "outbox:mailbox": SIGNED_IN,
    "outbox:mail": ADDRESSEE.at(name="mail"),
    "outbox:mail_html": ADDRESSEE.at(name="mail"),
    "live:regions room": LISTENS.at(topic="room"),
    "live:regions document": LISTENS.at(topic="document"),
    "reviews:list": SIGNED_IN,
    "reviews:incident_panel": SEES_INCIDENT,
    "reviews:start": STARTS_REVIEW,
    "reviews:review": SEES_REVIEW,
    "reviews:reply": TAKES_PART,
    "reviews:plan": PLANS,
    "reviews:cancel": PLANS,
    "reviews:people GET": TAKES_PART,
    "reviews:people POST": PLANS,
    "reviews:person_change": PLANS.at(pk="participation"),
    "reviews:ready": FACILITATES,
    "reviews:unready": PLANS,
    "reviews:welcome": INVITED,
    "reviews:welcome_accept": INVITED,
    "reviews:agenda": PLANS,
    "reviews:agenda_build": PLANS,
    "reviews:agenda_item": PLANS.at(pk="agenda item"),
    "reviews:agenda_change": PLANS.at(pk="agenda item"),
    "reviews:document": SEES_DOCUMENT,
    "reviews:document_edit": EDITS_DOCUMENT,
    "reviews:document_preview": EDITS_DOCUMENT,
    "reviews:document_save": EDITS_DOCUMENT,
    "reviews:document_both": EDITS_DOCUMENT,
    "reviews:document_history": TAKES_PART,
    "reviews:document_revision": TAKES_PART.at(number="revision"),
    "reviews:document_restore": EDITS_DOCUMENT.at(number="revision"),
    "reviews:comment_start": COMMENTS,
    "reviews:comment_reply": COMMENTS.at(pk="thread"),
    "reviews:thread_resolve": COMMENTS.at(pk="thread"),
    "reviews:thread_reopen": COMMENTS.at(pk="thread"),
    "reviews:comment_edit": WROTE_IT.at(pk="comment"),
    "reviews:comment_take_back": WROTE_IT.at(pk="comment"),
    "reviews:report_pdf": SEES_DOCUMENT,
    "reviews:document_markdown": SEES_DOCUMENT,
    "reviews:room": TAKES_PART,
    "reviews:stage": TAKES_PART,
    "reviews:room_arrive": TAKES_PART,
    "reviews:poll_vote": VOTES.sending(point="point"),
    "reviews:poll_mine": TAKES_PART,
    "reviews:poll_write_in": VOTES,
    "reviews:desk": FACILITATES,
    "reviews:room_open": FACILITATES,
    "reviews:room_move_on": RUNS,
    "reviews:room_extend": RUNS,
    "reviews:room_end": RUNS,
    "reviews:poll_point": FACILITATES,
    "reviews:poll_withdraw": FACILITATES.at(pk="point"),
    "reviews:poll_discussed": RUNS.at(pk="point"),
    "reviews:poll_open": RUNS,
    "reviews:poll_reveal": FACILITATES,
    "surveys:enter": PUBLIC.at(token="survey token"),
    "surveys:answer": PUBLIC.carrying(survey="survey token"),
    "surveys:thanks": PUBLIC,
    "surveys:trends": MANAGER,
    "surveys:trends_csv": MANAGER,
    "surveys:note_change": MANAGER,
    "surveys:take_off_change": MANAGER.at(pk="format change"),
    "surveys:result": SEES_RESULT,
    "surveys:panel": SEES_RESULT,
    "demo:become": GONE.sending(email="character"),
    "demo:step": GONE,
}
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
def mail_in_files(case: Case, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PRODUCTION, settings.DEMO = False, False


@dataclass(frozen=True)
class Call:
    """One request of the table: by a method, to a row's address, with what lies in another place when `inner` is given."""

    key: str
    method: str
    stage: str = ""
    inner: str = ""

    def by(self, caller: Caller, case: Case) -> HttpResponseBase:
        rule, place = TABLE[self.key], case.places[caller.at]
        inner = case.places[self.inner or caller.at]
        client = Client()
        with undone():
            if rule.uid == "review" or caller.ready:
                bring_to(place, self.stage or rule.stages[0], ready=caller.ready)
            if caller.user:
                client.force_login(caller.user)
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
    assert there - told == set(), "say in TABLE who may open these"
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
        for name, caller in case.callers.items():
            answer, expected = Call(key, method).by(caller, case), TABLE[key].expected(name)
            if (found := outcome(answer)) != expected:
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


# ---- what depends on the installation


@pytest.mark.parametrize("key", [key for key in KEYS if key.startswith("demo:")])
def test_where_the_demo_runs_anyone_uses_its_bar(key: str, case: Case, settings: Any) -> None:
    settings.DEMO = True
    assert {outcome(Call(key, "POST").by(caller, case)) for caller in case.callers.values()} == {"opens"}


@pytest.mark.parametrize("key", [key for key, rule in TABLE.items() if rule.url.get("name") == "mail"])
def test_all_mail_is_open_where_the_demo_runs_and_none_in_production(key: str, case: Case, settings: Any) -> None:
    signed_in = [caller for caller in case.callers.values() if caller.user]
    settings.DEMO = True
    assert {outcome(Call(key, "GET").by(caller, case)) for caller in signed_in} == {"opens"}
    settings.DEMO, settings.PRODUCTION = False, True
    assert {outcome(Call(key, "GET").by(caller, case)) for caller in signed_in} == {"404"}


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
