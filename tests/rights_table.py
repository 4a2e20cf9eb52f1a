"""Who may open which address of the installation: the rules, and a line of TABLE for each address.

A new address is one line: its name, the rule, and what stands in the address beside the `uid`, by the words of the case.
"""

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


def only(opens: set[str], refused: set[str] = frozenset(), uid: str = "") -> Rule:
    return Rule(frozenset(opens), frozenset(refused - opens), uid)


PUBLIC = only(EVERYBODY)
GONE = replace(only(set()), nobody="404")
SIGNED_IN = only(ACCOUNTS)
MANAGER = only(MANAGERS, ACCOUNTS)
ADMIN = only({"admin"}, ACCOUNTS)
# The webhooks of a series: its reviews' facilitators and those who run the installation.
CHATS = only({"admin"} | FACILITATORS, INSIDE)
# One's own mail alone, whoever one is; where the demo runs everybody's.
ADDRESSEE = only({"participant"})
SEES_INCIDENT = only({"witness"} | INSIDE, uid="incident")
EDITS_INCIDENT = only(FACILITATORS, {"witness"} | INSIDE, "incident")
SEES_THEME = replace(only({"witness"} | INSIDE), url={"pk": "theme"})
EDITS_THEME = replace(only(FACILITATORS, {"witness"} | INSIDE), url={"pk": "theme"})
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
RUNS = replace(FACILITATES, stages=(Stage.MEETING,))
# The reports of the case are published, the open review's for the company.
READS_REPORT = only(INSIDE, uid="review")
WRITES_REPORT = replace(FACILITATES, stages=(Stage.HELD,))
LOOKS_BACK = replace(FACILITATES, stages=(Stage.MEETING, Stage.HELD))
INVITED = only({"waiting"} | TOGETHER, uid="review")
# Asked by a script: whoever may not listen hears that there is nothing.
LISTENS = only(TOGETHER)

# A name may come more than once, with a word behind it; "GET" or "POST" says that the line is about that method alone.
TABLE = {
    "home": SIGNED_IN,
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "metrics": GONE,
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
    "accounts:calendar": SIGNED_IN,
    "accounts:calendar_renew": SIGNED_IN,
    "accounts:calendar_revoke": SIGNED_IN,
    "calendar_feed": PUBLIC.at(token="calendar token"),
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
    "incidents:like": SEES_INCIDENT,
    "themes:list": SIGNED_IN,
    "themes:alike": SIGNED_IN,
    "themes:theme": SEES_THEME,
    "themes:reword": EDITS_THEME,
    "themes:merge": EDITS_THEME,
    "themes:split": EDITS_THEME,
    "themes:apart": EDITS_THEME,
    "themes:undo": EDITS_THEME.at(pk="theme", change="change"),
    "search": SIGNED_IN,
    "outbox:mailbox": SIGNED_IN,
    "outbox:wanted": SIGNED_IN,
    "outbox:stop": PUBLIC.at(token="stop token"),
    "outbox:mail": ADDRESSEE.at(name="mail"),
    "outbox:mail_html": ADDRESSEE.at(name="mail"),
    "outbox:desk": ADMIN,
    "outbox:desk_change": ADMIN.at(pk="message"),
    "outbox:desk_restored": ADMIN,
    "live:regions room": LISTENS.at(topic="room"),
    "live:regions document": replace(LISTENS, opens=LISTENS.opens | {"late-reader"}).at(topic="document"),
    "reviews:list": SIGNED_IN,
    "reviews:incident_panel": SEES_INCIDENT,
    "reviews:start": STARTS_REVIEW,
    "reviews:review": SEES_REVIEW,
    "reviews:reply": TAKES_PART,
    "reviews:answer": PUBLIC.at(token="answer token"),
    "reviews:answer_propose": PUBLIC.at(token="answer token"),
    "reviews:propose": replace(TAKES_PART, stages=(Stage.PREPARING,)),
    "reviews:proposal_keep": PLANS.at(pk="proposal"),
    "reviews:proposal_withdraw": replace(only(PARTICIPANTS, INSIDE, "review"), stages=(Stage.PREPARING,)).at(
        pk="proposal"
    ),
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
    "reviews:document_edit_hints": EDITS_DOCUMENT,
    "reviews:document_hints": COMMENTS,
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
    "reviews:report": READS_REPORT,
    "reviews:report_changes": READS_REPORT.at(number="edition"),
    "reviews:report_taught": READS_REPORT,
    "reviews:report_printed": READS_REPORT,
    "reviews:report_how_far": READS_REPORT,
    "reviews:report_file": READS_REPORT,
    "reviews:report_name": TAKES_PART,
    "reviews:report_write": WRITES_REPORT,
    "reviews:report_begin": WRITES_REPORT,
    "reviews:report_take_in": WRITES_REPORT,
    "reviews:report_publish": WRITES_REPORT,
    "reviews:report_link": WRITES_REPORT,
    "reviews:report_revoke": WRITES_REPORT,
    "reviews:report_noted": WRITES_REPORT.at(pk="named"),
    "reviews:report_public": PUBLIC.at(token="report token"),
    "reviews:report_public_file": PUBLIC.at(token="report token"),
    "reviews:document_markdown": SEES_DOCUMENT,
    "reviews:thread_attach": COMMENTS.at(pk="thread"),
    "reviews:thread_detach": COMMENTS.at(pk="thread"),
    "reviews:thread_put_back": COMMENTS.at(pk="thread"),
    "reviews:thread_keep": COMMENTS.at(pk="thread"),
    "reviews:thread_offer": FACILITATES.at(pk="thread"),
    "reviews:thread_onward": COMMENTS.at(pk="thread"),
    "reviews:document_people": TAKES_PART,
    "reviews:document_losing": EDITS_DOCUMENT,
    "reviews:your_part": TAKES_PART,
    "reviews:part_answer": WROTE_IT.at(pk="part"),
    "reviews:part_withdraw": WROTE_IT.at(pk="part"),
    "reviews:willing": TELLS.at(pk="event"),
    "reviews:sign_offs": FACILITATES,
    "reviews:part_passage": EDITS_DOCUMENT,
    "reviews:part_events": EDITS_DOCUMENT,
    "reviews:part_unmark": EDITS_DOCUMENT.at(pk="part"),
    "reviews:changes": SEES_DOCUMENT,
    "reviews:document_here": SEES_DOCUMENT,
    "reviews:document_tell": EDITS_DOCUMENT,
    "reviews:document_in": EDITS_DOCUMENT,
    "reviews:annotations_out": TAKES_PART,
    "reviews:annotations_in": EDITS_DOCUMENT,
    "reviews:suggest GET": COMMENTS,
    "reviews:suggestion": EDITS_DOCUMENT.at(pk="suggestion"),
    "reviews:suggestion_accept": EDITS_DOCUMENT.at(pk="suggestion"),
    "reviews:suggestion_decline": EDITS_DOCUMENT.at(pk="suggestion"),
    "reviews:suggestion_withdraw": WROTE_IT.at(pk="suggestion"),
    "reviews:offer_theme": SEES_THEME,
    "reviews:passage_theme": EDITS_DOCUMENT,
    "reviews:room": TAKES_PART,
    "reviews:stage": TAKES_PART,
    "reviews:room_arrive": TAKES_PART,
    "reviews:poll_vote": VOTES.sending(point="point"),
    "reviews:poll_mine": TAKES_PART,
    "reviews:poll_write_in": VOTES,
    "reviews:narrative_mine": TAKES_PART,
    "reviews:narrative_note": VOTES.sending(event="event"),
    "reviews:narrative_note_take_back": TAKES_PART.at(pk="event note"),
    "reviews:narrative_decline": TELLS.at(pk="event"),
    "reviews:narrative_desk": FACILITATES,
    "reviews:narrative_show": RUNS.sending(event="event"),
    "reviews:narrative_asked": FACILITATES.at(pk="willingness"),
    "reviews:event_notes": SEES_INCIDENT,
    "reviews:poll_vote_too": FACILITATES,
    "reviews:poll_votes_each": FACILITATES,
    "reviews:point_carry": FACILITATES,
    "reviews:point_aside": FACILITATES.at(pk="written-in point"),
    "reviews:point_back": FACILITATES.at(pk="point"),
    "reviews:parts_mine": TAKES_PART,
    "reviews:part_come": replace(TAKES_PART, stages=(Stage.PREPARING, Stage.MEETING)).at(pk="agenda item"),
    "reviews:agenda_desk": FACILITATES,
    "reviews:agenda_desk_add": RUNS,
    "reviews:agenda_desk_edit": RUNS.at(pk="agenda item"),
    "reviews:agenda_desk_change": RUNS.at(pk="agenda item"),
    "reviews:desk_mine": FACILITATES,
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
    "reviews:my_opening": TAKES_PART,
    "reviews:rules_agree": VOTES,
    "reviews:recording_answer": VOTES,
    "reviews:desk_opening": FACILITATES,
    "reviews:rules_step": RUNS,
    "reviews:recording_do": RUNS,
    "reviews:recording_away": RUNS.at(pk="present person"),
    "reviews:recording_plan GET": FACILITATES,
    "reviews:recording_plan POST": replace(FACILITATES, stages=ANY_STAGE[:2]),
    "reviews:ground_rules": FACILITATES,
    "reviews:ground_rules_usual": FACILITATES,
    "reviews:ground_rule": FACILITATES.at(pk="ground rule"),
    "reviews:ground_rule_change": FACILITATES.at(pk="ground rule"),
    "reviews:chats": SIGNED_IN,
    "reviews:chat_series": CHATS.at(pk="series"),
    "reviews:chat_team": ADMIN.at(pk="team"),
    **{f"reviews:chat_{act} series": CHATS.at(uid="webhook") for act in ("test", "pause", "go_on", "remove")},
    **{f"reviews:chat_{act} team": ADMIN.at(uid="team's webhook") for act in ("test", "pause", "go_on", "remove")},
    "reviews:comfort": VOTES,
    "reviews:attendance": FACILITATES,
    "reviews:attendance_add": LOOKS_BACK,
    "reviews:attendance_more": LOOKS_BACK.at(pk="attendance"),
    "reviews:attendance_span": LOOKS_BACK.at(pk="stretch"),
    "reviews:attendance_span_remove": LOOKS_BACK.at(pk="stretch"),
    "reviews:attendance_others_remove": LOOKS_BACK.at(pk="in the room"),
    "reviews:desk_people": FACILITATES,
    "reviews:desk_signals": FACILITATES,
    "reviews:desk_offer": FACILITATES,
    "reviews:comfort_seen": RUNS.at(pk="signal"),
    "reviews:talk": RUNS,
    "reviews:desk_talk": FACILITATES,
    "reviews:co_facilitator": RUNS.sending(person="participation"),
    "reviews:hand_over": RUNS.sending(person="participation"),
    "reviews:take_desk": RUNS,
    "reviews:guests_switch": RUNS,
    "reviews:join": PUBLIC,
    # A code of no room; what a right one does is told in tests/reviews/test_joining.py.
    "reviews:join_code": GONE.at(code="join code"),
    "reviews:guest_come": GONE.at(code="join code"),
    # Without the pass of a guest, which no account replaces.
    "reviews:guest_room": GONE,
    "reviews:guest_regions": GONE,
    "reviews:guest_vote": GONE,
    "reviews:guest_mine": GONE,
    "reviews:question_ask": COMMENTS,
    "reviews:questions_mine": TAKES_PART,
    "reviews:question_vote": COMMENTS.sending(up="question"),
    "reviews:question_change": COMMENTS.at(pk="question"),
    "reviews:park": VOTES,
    "reviews:rabbit_ask": VOTES,
    "reviews:rabbit_answer": VOTES.sending(park="hole"),
    "reviews:rabbit_mine": TAKES_PART,
    "reviews:rabbit_settle": TAKES_PART,
    "reviews:desk_questions": FACILITATES,
    "reviews:closing": FACILITATES,
    "reviews:closing_left": FACILITATES,
    "reviews:closing_begin": RUNS,
    "reviews:closing_promise": LOOKS_BACK,
    "reviews:question_decide": LOOKS_BACK.at(pk="question"),
    "reviews:parked_decide": LOOKS_BACK.at(pk="parked"),
    "reviews:proof": FACILITATES,
    "surveys:enter": PUBLIC.at(token="survey token"),
    "surveys:answer": PUBLIC.carrying(survey="survey token"),
    "surveys:thanks": PUBLIC,
    "surveys:trends": MANAGER,
    "surveys:trends_csv": MANAGER,
    "surveys:note_change": MANAGER,
    "surveys:change": MANAGER.at(pk="format change"),
    "surveys:take_off_change": MANAGER.at(pk="format change"),
    "surveys:result": SEES_RESULT,
    "surveys:heard GET": SEES_RESULT,
    "surveys:heard POST": FACILITATES,
    "surveys:format": FACILITATES,
    "surveys:format_usual": FACILITATES,
    "surveys:panel": SEES_RESULT,
    "demo:become": GONE.sending(email="character"),
    "demo:step": GONE,
}
