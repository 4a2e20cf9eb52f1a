"""Rules of who may open what: who the callers are, and the rules that the lines of the table are made of."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse

from reviews.models import Stage

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


@dataclass(frozen=True)
class ByToken(Rule):
    """The JSON interface knows no sessions: by session it is closed to everybody alike. tests/api has the callers with tokens."""

    def expected(self, caller: str) -> str:
        return "sign in"


def only(opens: set[str], refused: set[str] = frozenset(), uid: str = "") -> Rule:
    return Rule(frozenset(opens), frozenset(refused - opens), uid)


PUBLIC = only(EVERYBODY)
GONE = replace(only(set()), nobody="404")
SIGNED_IN = only(ACCOUNTS)
BY_TOKEN = ByToken(frozenset())
MANAGER = only(MANAGERS, ACCOUNTS)
ADMIN = only({"admin"}, ACCOUNTS)
# The webhooks of a series: its reviews' facilitators and those who run the installation.
CHATS = only({"admin"} | FACILITATORS, INSIDE)
# A series, all of whose reviews are restricted, is nothing to strangers.
RUNS_SERIES = only(FACILITATORS, INSIDE)
# One's own mail alone, whoever one is; where the demo runs everybody's.
ADDRESSEE = only({"participant"})
SEES_INCIDENT = only({"witness"} | INSIDE, uid="incident")
EDITS_INCIDENT = only(FACILITATORS, {"witness"} | INSIDE, "incident")
SEES_THEME = replace(only({"witness"} | INSIDE), url={"pk": "theme"})
EDITS_THEME = replace(only(FACILITATORS, {"witness"} | INSIDE), url={"pk": "theme"})
# Raw messages: for those who were there and those who write it up, also where the incident is open.
READS_EVIDENCE = only({"witness"} | TOGETHER, READERS, "incident")
# Whose words they are: the participant's in both reviews.
SAID_IT = only(PARTICIPANTS).at(pk="evidence item")
STARTS_REVIEW = only(FACILITATORS | READERS | {"open-participant"}, {"witness"} | INSIDE, "incident")
SEES_REVIEW = only(INSIDE, uid="review")
SEES_DOCUMENT = only(TOGETHER | {"late-reader"}, INSIDE, "review")
SEES_RESULT = only(TOGETHER | {"managing-reader"}, INSIDE, "review")
TAKES_PART = only(TOGETHER, INSIDE, "review")
COMMENTS = replace(TAKES_PART, stages=ALIVE)
VOTES = replace(TAKES_PART, stages=(Stage.MEETING,))
# Whoever wrote the comment: in both reviews the participant did.
WROTE_IT = replace(only(PARTICIPANTS, INSIDE, "review"), stages=ALIVE)
# Whose event it is; that others have some is not told even to the facilitators here.
TELLS = replace(only(PARTICIPANTS, READERS, "review"), stages=ALIVE)
FACILITATES = only(FACILITATORS, INSIDE, "review")
EDITS_DOCUMENT = replace(FACILITATES, stages=ALIVE)
PLANS = replace(FACILITATES, stages=(Stage.PREPARING,))
OFFERS = replace(FACILITATES, stages=ANY_STAGE[:2])
RUNS = replace(FACILITATES, stages=(Stage.MEETING,))
# The reports of the case are published, the open review's for the company.
READS_REPORT = only(INSIDE, uid="review")
WRITES_REPORT = replace(FACILITATES, stages=(Stage.HELD,))
LOOKS_BACK = replace(FACILITATES, stages=(Stage.MEETING, Stage.HELD))
INVITED = only({"waiting"} | TOGETHER, uid="review")
# The private space of interviews: to all but the review's facilitators it is not there, whoever manages or runs what.
INTERVIEWS = only(FACILITATORS, uid="review")
# Whoever was asked for a chat: in both reviews the participant.
WAS_ASKED = only(PARTICIPANTS, uid="review")
# Asked by a script: whoever may not listen hears that there is nothing.
LISTENS = only(TOGETHER)
