"""The objects and people behind the table of rights: two restricted reviews, an open one, and one of everything in each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts import calendar_links
from accounts.actions import api_tokens, calendar_feeds, invitations, teams
from accounts.invitations import token_of
from accounts.models import Team, User
from incidents.actions import contents, incidents, theme_changes
from incidents.models import Part
from outbox import choices, mailbox, stopping
from outbox.models import Message
from reviews import answer_links, report_links
from reviews.actions import (
    attendance,
    choosing,
    comfort,
    comments,
    documents,
    facilitator_requests,
    follow_ups,
    ground_rules,
    people,
    polls,
    proposals,
    questions,
    report_names,
    reports,
    reviews,
    room,
    second_readings,
    sign_offs,
    suggestions,
    webhooks,
)
from reviews.models import (
    Edition,
    EventNote,
    NotAPerson,
    ParkedItem,
    Participation,
    PersonPart,
    RabbitHole,
    Review,
    RoomGuest,
    Series,
    SeriesFacilitator,
    Stage,
    TalkingPoint,
    Thread,
    Willingness,
)
from reviews.queries.document import find, shown
from reviews.series_access import claim_token
from surveys import tokens
from surveys.actions import surveys, trends
from surveys.models import Statement, Survey, SurveyResult
from tests.incidents import evidence_case
from tests.reviews import document_case, interview_case, plan_case

SECRET = "Kestrel"  # in every text of the restricted review that the table is about
COMES = 6  # people in the meeting of the other restricted review, enough for its survey
Place = dict[str, Any]


@dataclass(frozen=True)
class Caller:
    """Somebody who opens an address. at: whose objects they name; ready: that review's document is marked ready."""

    user: User | None
    at: str = "restricted"
    ready: bool = False


@dataclass
class Case:
    """`places` hold what an address may name, by the words the table uses; `callers` are the columns of the table.

    `browser` is handed on: a new one would look through the static files. `signed_in` holds what each account was given for it.
    """

    places: dict[str, Place]
    callers: dict[str, Caller]
    signed_in: dict[User, str]
    browser: Client = field(default_factory=Client)


def _person(name: str, **more: Any) -> User:
    return User.objects.create_user(f"{name.lower()}@example.org", name=name, time_zone="Europe/Berlin", **more)


def _incident(word: str, host: User, guest: User) -> Place:
    incident = incidents.open_incident(by=host, services=[f"{word} service"], title=f"{word} outage", impact=word)
    part = contents.involve(incident=incident, by=host, user=guest, name="", part=Part.ON_CALL, perspective=word)
    event = contents.write_event(
        incident=incident, by=host, at=timezone.now(), what=f"{word} fell", people=(part, part), evidence=f"{word} log"
    )
    sighting = contents.see_theme(incident=incident, by=host, title=f"{word} theme", event=event)
    theme = theme_changes.reword(theme=sighting.theme, by=host, title=f"{word} topic", description=word, names=[])
    made = {"the incident": incident, "incident": incident.uid, "theme": theme.pk, "change": theme.changes.get().pk}
    made |= evidence_case.said_by(guest, host, event, word)
    named = contents.involve(
        incident=incident, by=host, user=None, name=f"{word} Vendor", part=Part.SUPPORT, perspective=word
    )
    made["named"] = named.pk
    return made | {"involvement": part.pk, "event": event.pk, "sighting": sighting.pk}


def place(word: str, host: User, guest: User, *, restricted: bool) -> Place:
    """One review of one incident with one of everything; all its texts hold `word`. Keys are those of the table."""
    made = _incident(word, host, guest)
    plan = replace(
        plan_case.plan(restricted), series=Series.objects.create(name=f"Series of {host.name} on {word[:1]}")
    )
    review = reviews.start(incident=made["the incident"], by=host, plan=plan, invite=[guest])
    text = f"{word} document, as it was written for the meeting."
    documents.save(document=review.document, by=host, base_number=1, text=text)
    thread = document_case.thread(review, guest, f"{word} document", f"{word} comment")
    suggested = suggest(review, guest, "as it was written", "as it stood")
    sign_offs.mark_events(review=review, by=host, person=guest, events=made["the incident"].events.all())
    made |= _room(review, host, guest, word)
    people.invite_address(review=review, by=host, email=f"waits-for-{word.lower()}@example.org")
    made |= _people(review, host, guest, word)
    made |= interview_case.everything(review, host, guest, word)
    made |= _series(review, host, guest)
    seat = review.participations.get(user=guest)
    proposal = proposals.propose(place=seat, wall=plan_case.wall(days=9), time_zone="UTC", word=f"{word} word")
    token = api_tokens.make(person=guest, name=f"{word} program", scope="read", days=1).token
    return made | {
        "token": token.uid,
        **_published(review, host, word),
        "answer token": answer_links.token_of(seat),
        "proposal": proposal.pk,
        "the review": review,
        "review": review.uid,
        "host": host,
        "participation": review.participations.get(user=guest).pk,
        "agenda item": review.agenda.first().pk,
        "reading": second_readings.ask(review=review, by=host, reader=guest).pk,
        "revision": 2,
        "thread": thread.pk,
        "suggestion": suggested.pk,
        "part": PersonPart.objects.get(review=review).pk,
        "comment": thread.comments.get().pk,
        "message": Message.objects.filter(subject=review.topic).latest("pk").pk,
        "room": f"room:{review.uid}",
        "document": f"document:{review.uid}",
    }


def _series(review: Review, host: User, guest: User) -> Place:
    """What belongs to its series."""
    series = review.series
    return {
        "series": series.pk,
        "webhook": _webhook(series, host),
        "place in turn": SeriesFacilitator.objects.create(series=series, user=host).pk,
        "claim token": claim_token(facilitator_requests.ask(review=review, by=host, users=[guest]), guest),
    }


def _room(review: Review, host: User, guest: User, word: str) -> Place:
    """What is said, offered, asked and put aside in a meeting: one of each."""
    event = review.incident.events.get()
    sign_offs.say_willing(review=review, event=event, person=guest, answer=Willingness.Answer.ASK)
    note = EventNote.objects.create(review=review, event=event, about=word, text=f"{word} was said", by=guest)
    point = polls.offer(poll=review.poll, by=host, kind=TalkingPoint.Kind.INCIDENT, text=f"{word} point")
    other = polls.offer(poll=review.poll, by=guest, kind=TalkingPoint.Kind.OTHER, text=f"{word} thought")
    asked = questions.ask(review=review, by=guest, text=f"{word} question", for_all=True, event=event)
    parked = ParkedItem.objects.create(review=review, by=guest, kind=ParkedItem.Kind.FIX, text=f"{word} idea")
    soon = timezone.now() + timedelta(hours=1)
    hole = RabbitHole.objects.create(review=review, about=f"{word} hole", asked_at=timezone.now(), ends_at=soon)
    agreed = follow_ups.agree(review=review, by=host, what=f"{word} follow-up", owner=guest)
    choosing.name_group(review=review, by=host, people=[guest])
    rule = ground_rules.add(series=review.series, by=host, kind="practical", text=f"{word} rule")
    return {
        "event note": note.pk,
        "willingness": Willingness.objects.get(review=review).pk,
        "point": point.pk,
        "present person": host.pk,
        "ground rule": rule.pk,
        "written-in point": other.pk,
        "question": asked.pk,
        "parked": parked.pk,
        "follow-up": agreed.pk,
        "hole": hole.pk,
    }


def _published(review: Review, host: User, word: str) -> Place:
    """Its report, and words of it that are nobody's name."""
    nobody = NotAPerson.objects.create(review=review, words=f"{word} tower")
    edition = _publish(review, host, f"{word} report, as it was published.")
    return {"not a person": nobody.pk, "edition": edition.number}


def _publish(review: Review, host: User, text: str) -> Edition:
    """The next edition of its report, for the company where there is one."""
    report = reports.begin(review=review, by=host)
    report = reports.save(report=report, by=host, saves=report.saves, text=text)
    how = reports.Publication(for_company=not review.restricted, tell=False)
    return reports.publish(report=report, by=host, how=how)


def _outside(place: Place) -> dict[str, str]:
    """The link by which people outside read the open review's report."""
    link = report_names.make_link(report=place["the review"].report, by=place["host"])
    return {"report token": report_links.token_of(link.uid)}


def _webhook(place: Series | Team, by: User) -> Any:
    """Its address leads nowhere: the name is one that never exists (RFC 6761)."""
    url = "https://chat.invalid/hooks/abcdefghijklmnopqrst"
    return webhooks.add(place=place, by=by, service="mattermost", name="#reliability", url=url, events=[]).uid


def _people(review: Review, host: User, guest: User, word: str) -> Place:
    """Who was there: the guest and somebody without an account in the physical room; and a private signal."""
    came = attendance.add_person(review=review, user=guest, by=host)
    others = attendance.add_others(review=review, by=host, name=f"{word} visitor")
    comfort.send(review=review, by=guest, kind="slower")
    signal = review.comfort_signals.get()
    device = RoomGuest.objects.create(review=review, name=word, by_device=True, from_at=review.meets_at)
    return {
        "attendance": came.pk,
        "waiting address": review.pending_invitations.get().pk,
        "stretch": came.spans.get().pk,
        "in the room": others.pk,
        "guest on a device": device.pk,
        "signal": signal.pk,
    }


def suggest(review: Review, by: User, quote: str, replacement: str) -> Thread:
    document = document_case.latest(review)
    revision = document.latest
    span = find(shown(revision), quote)
    assert span
    passage = comments.Passage(revision, *span)
    return suggestions.suggest(document=document, by=by, passage=passage, replacement=replacement)


def _hold(review: Review, host: User) -> dict[str, str]:
    """The meeting takes place, and its survey is open; the link of one who was there."""
    Statement.objects.get_or_create(slug="safe", defaults={"text": "I felt safe.", "position": 1})
    came = [_person(f"Came{number}") for number in range(COMES)]
    people.invite(review=review, by=host, users=came)
    opened = room.open_room(review=review, by=host)
    for user in came:
        room.arrive(review=opened, user=user)
    room.end(review=opened, by=host)
    return {"survey token": tokens.token(surveys.open_for(opened), came[0].pk)}


def _seal(place: Place, word: str) -> None:
    """A survey with a result, so that its facilitators have something to tell."""
    when = {"opens_at": timezone.now(), "closes_at": timezone.now(), "state": Survey.State.SEALED, "asked_n": COMES}
    told = {"slug": "safe", "text": f"{word} statement", "n": COMES, "mean": None, "bars": {}, "band": [4, 5]}
    frozen = {"enough": True, "statements": [told], "texts": [f"{word} text"]}
    survey = Survey.objects.create(review=place["the review"], **when)
    SurveyResult.objects.create(survey=survey, frozen=frozen, sealed_at=timezone.now())


def _installation(admin: User, manager: User) -> Place:
    """What belongs to no review: an invited address, a team, an account, a link for a forgotten password, a format change."""
    invited = invitations.invite(email="new@example.org", by=admin)
    storage = teams.create(name="Storage", by=admin)
    change = trends.note_change(by=manager, since=timezone.localdate(), what="Shorter", why="Tired", series=None)
    return {
        "stop token": stopping.token(admin.pk, next(one for one in choices.free() if one.one_click)),
        "invitation": invited.uid,
        "invitation token": token_of(invited),
        "calendar token": calendar_links.token_of(calendar_feeds.renew(person=manager).uid),
        "team": storage.pk,
        "team's webhook": _webhook(storage, admin),
        "account": admin.pk,
        "uidb36": user_pk_to_url_str(admin),
        "reset key": default_token_generator.make_token(admin),
        "format change": change.pk,
        "character": "ana@example.org",
        "join code": "AAAAAA",
    }


def _mail_to(user: User) -> dict[str, str]:
    EmailMessage(f"{SECRET} review", SECRET, to=[user.email]).send()
    return {"mail": next(each for each in mailbox.envelopes() if each.is_for(user.email)).name}


def build() -> Case:
    """Everything, made by the actions that people's clicks call."""
    ana, ben, fay, gus, otto = (_person(name) for name in ["Ana", "Ben", "Fay", "Gus", "Otto"])
    admin, manager = _person("Rhea", is_admin=True), _person("Mira", is_manager=True)
    removed, witness, waits = _person("Rob"), _person("Wim"), _person("Lou")
    shared = _installation(admin, manager) | _mail_to(ben)
    restricted = place(SECRET, ana, ben, restricted=True)
    other = place("Heron", fay, gus, restricted=True)
    opened = place("Swift", fay, gus, restricted=False)
    shared |= _hold(other["the review"], fay)
    _seal(restricted, SECRET)
    _seal(opened, "Swift")
    shared |= _outside(opened)
    _wait(restricted, waits)
    _let_go(restricted, removed)
    incidents.add_member(incident=restricted["the incident"], user=witness, may_edit=False, by=ana)
    documents.save(document=other["the review"].document, by=fay, base_number=2, text="Heron, anew.")
    other["revision"] = 3
    other["edition"] = _publish(other["the review"], fay, "Heron, once more.").number
    places = {"restricted": restricted, "other": other, "open": opened}
    callers = _callers(locals())
    return Case({name: shared | made for name, made in places.items()}, callers, _sign_in(callers))


def _sign_in(callers: dict[str, Caller]) -> dict[User, str]:
    client, given = Client(), {}
    for caller in callers.values():
        if caller.user and caller.user not in given:
            client.cookies.clear()
            client.force_login(caller.user)
            given[caller.user] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return given


def _wait(restricted: Place, user: User) -> None:
    """Whoever got an account in another way than by the link still has the place that waits for the address."""
    address = "late@example.org"
    people.invite_address(review=restricted["the review"], by=restricted["host"], email=address)
    user.email = address
    user.save(update_fields=["email"])


def _let_go(restricted: Place, user: User) -> None:
    review, host = restricted["the review"], restricted["host"]
    people.invite(review=review, by=host, users=[user])
    people.remove(place=Participation.objects.get(review=review, user=user), by=host)


def _callers(who: dict[str, Any]) -> dict[str, Caller]:
    return {
        "nobody": Caller(None),
        "stranger": Caller(who["otto"]),
        "member-of-another": Caller(who["fay"]),
        "admin": Caller(who["admin"]),
        "manager": Caller(who["manager"]),
        "removed": Caller(who["removed"]),
        "waiting": Caller(who["waits"]),
        "witness": Caller(who["witness"]),
        "participant": Caller(who["ben"]),
        "facilitator": Caller(who["ana"]),
        "reader": Caller(who["otto"], "open"),
        "late-reader": Caller(who["otto"], "open", ready=True),
        "managing-reader": Caller(who["manager"], "open"),
        "open-participant": Caller(who["gus"], "open"),
        "open-facilitator": Caller(who["fay"], "open"),
    }


@contextmanager
def undone() -> Iterator[None]:
    """What happens in this block is taken back behind it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def bring_to(place: Place, stage: str, *, ready: bool = False) -> None:
    """Let the review of a place get to a stage, by what its facilitator does."""
    review, host = Review.objects.get(uid=place["review"]), place["host"]
    if ready:
        reviews.mark_ready(review=review, by=host)
    if stage == Stage.CANCELLED:
        reviews.cancel(review=review, by=host)
    if stage in (Stage.MEETING, Stage.HELD):
        opened = room.open_room(review=review, by=host)
        polls.open_poll(poll=opened.poll, by=host)
        polls.reveal(poll=opened.poll, by=host)
    if stage == Stage.HELD:
        room.end(review=review, by=host)
