"""Brings in the archive of a review that was held elsewhere: all of it or nothing, and nobody is written to."""

from datetime import UTC, date, datetime
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from incidents.actions import incidents, index
from incidents.models import Evidence, Incident, Involvement, TimelineEvent
from reviews import markdown, tracked_links, web_annotations
from reviews.actions import archive_in_meeting, comments_in, people, records
from reviews.actions.archive_in_meeting import TooSlow as TooSlow
from reviews.models import (
    AgendaItem,
    BroughtIn,
    Document,
    FollowUp,
    MeetingRecord,
    ParkedItem,
    Participation,
    Poll,
    Question,
    Review,
    Revision,
    Series,
    Stage,
    TalkingPoint,
    Tracked,
)
from reviews.queries.archive import PLAIN
from reviews.series_permissions import facilitate_series

Json = dict[str, Any]
# Somebody waits for the page; hundreds of texts that are slow to render are nobody's honest document.
SECONDS_TO_RENDER = 60


class Here(Exception):
    """This review was brought in before, or comes from here."""


class NotOver(Exception):
    """Its meeting was still to come, and people would be written to who know nothing of it."""


@transaction.atomic
def bring_in(*, by: User, data: Json, comments: object) -> Review:
    """`data` was checked by archive_schema. Raises Here, NotOver, TooSlow,
    web_annotations.NotComments, markdown.TooBig, IntegrityError."""
    check(data)
    uid = UUID(data["review"]["uid"])
    incident = _incident(by, data)
    review = _review(by, uid, incident, data["review"])
    names: dict[str, str] = {}
    BroughtIn.objects.create(review=review, by=by, people=data["people"])
    until = monotonic() + SECONDS_TO_RENDER
    document = _document(review, data["document"], names, until)
    _meeting(review, data)
    asked, put = _asked(review, data["questions"], names), _put_aside(review, data["parked"], names)
    _follow_ups(review, data["follow_ups"], asked, put)
    archive_in_meeting.bring_in(archive_in_meeting.Coming(review, by, asked, put, names, until), data)
    BroughtIn.objects.filter(review=review).update(names=names)
    reading = comments_of(comments)
    if reading.found:
        comments_in.bring_in(document=document, by=by, reading=reading)
    if review.stage == Stage.HELD:
        records.write(review=review)
    audit.record(by=by, did="review.brought_in", subject=review)
    return review


def check(data: Json) -> None:
    """Raises NotOver, Here."""
    if data["review"]["stage"] not in (Stage.HELD, Stage.CANCELLED):
        raise NotOver
    if Review.objects.filter(uid=UUID(data["review"]["uid"])).exists():
        raise Here


def comments_of(comments: object) -> web_annotations.Reading:
    """None at all is fine here. Raises web_annotations.NotComments."""
    if isinstance(comments, dict) and comments.get("total") == 0:
        return web_annotations.Reading()
    return web_annotations.read(comments)


def _at(written: str | None) -> datetime | None:
    """In UTC: a database has no offsets of twenty hours."""
    return datetime.fromisoformat(written).astimezone(UTC) if written else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _pick(rows: list[Any], place: int | None) -> Any:
    """What an index is about; None for one that is about nothing."""
    return rows[place] if place is not None and place < len(rows) else None


def _incident(by: User, data: Json) -> Incident:
    told = data["incident"]
    uid = UUID(told["uid"])
    found = incidents.open_incident(
        by=by,
        services=told["services"],
        uid=uuid4() if Incident.objects.filter(uid=uid).exists() else uid,
        **{name: told[name] for name in ("title", "severity", "impact", "time_zone")},
        **{name: _at(told[name]) for name in ("impact_started_at", "detected_at", "resolved_at")},
    )
    who = [Involvement.objects.create(incident=found, **each) for each in data["involvements"]]
    what = [_evidence(found, by, each) for each in data["evidence"]]
    events = [
        TimelineEvent(
            incident=found,
            at=datetime.fromisoformat(each["at"]).astimezone(UTC),
            timed=each.get("timed", True),
            position=position,
            what=each["what"],
            known_then=each.get("known_then", ""),
            perspective_of=_pick(who, each["perspective_of"]),
            teller=_pick(who, each["teller"]),
            evidence=_pick(what, each["evidence"]),
            **({"reference": each["reference"]} if each.get("reference") else {}),
        )
        for position, each in enumerate(data["timeline"])
    ]
    TimelineEvent.objects.bulk_create(events)
    index.touch("incident", found.pk)
    return found


def _evidence(incident: Incident, by: User, told: Json) -> Evidence:
    return Evidence.objects.create(incident=incident, added_by=by, **told | {"url": _link(told["url"])})


def _link(url: str) -> str:
    """What may be shown as a link; "" for all else, a script for instance."""
    try:
        return tracked_links.checked(url)
    except tracked_links.BadLink:
        return ""


def _series(by: User, name: str | None) -> Series | None:
    """Of that name: one that they facilitate, or a new one. In a series of others a file opens nothing."""
    here = Series.objects.filter(name=name).first()
    if here:
        return here if facilitate_series(by, here) else None
    return Series.objects.create(name=name) if name else None


def _review(by: User, uid: UUID, incident: Incident, told: Json) -> Review:
    times = {name: _at(told[name]) for name in ("meets_at", "started_at", "ended_at", "cancelled_at")}
    plain = {name: told[name] for name in (*PLAIN, "restricted")}
    review = Review.objects.create(
        uid=uid,
        incident=incident,
        series=_series(by, told["series"]),
        stage=told["stage"],
        created_by=by,
        **times,
        **plain,
    )
    if review.restricted:
        incidents.restrict(incident=incident, by=by)
    people.place(review=review, user=by, by=by, role=Participation.Role.FACILITATOR)
    promised = _day(told["report_promised_on"])
    MeetingRecord.objects.create(review=review, report_promised_on=promised, thanks=told["thanks"])
    return review


def _document(review: Review, told: Json, names: dict[str, str], until: float) -> Document:
    revisions = sorted(told["revisions"], key=lambda each: each["number"])
    document = Document.objects.create(
        review=review, latest_number=revisions[-1]["number"] if revisions else 1, ready_at=_at(told["ready_at"])
    )
    for each in revisions or [{"number": 1, "base_number": 0, "text": "", "by": "", "at": None, "merged": False}]:
        if monotonic() > until:
            raise TooSlow
        plain = {name: each[name] for name in ("number", "base_number", "text", "merged")}
        made = Revision.objects.create(document=document, html=markdown.render(each["text"]).html, **plain)
        Revision.objects.filter(pk=made.pk).update(made_at=_at(each["at"]) or made.made_at)
        names[f"revision:{each['number']}"] = each["by"]
        names[f"suggested:{each['number']}"] = each.get("suggested_by", "")
    index.touch("document", document.pk)
    return document


def _meeting(review: Review, data: Json) -> None:
    """The agenda and the vote as they were."""
    for position, each in enumerate(data["agenda"]):
        times = {"started_at": _at(each["started_at"]), "ended_at": _at(each["ended_at"])}
        AgendaItem.objects.create(review=review, position=position, **each | times)
    told = data["poll"]
    poll = Poll.objects.create(review=review, state=told["state"], votes_each=told["votes_each"])
    made = [_point(poll, position, each) for position, each in enumerate(told["points"])]
    for point, each in zip(made, told["points"], strict=True):
        if into := _pick(made, each["merged_into"]):
            TalkingPoint.objects.filter(pk=point.pk).update(merged_into=into)


def _point(poll: Poll, position: int, told: Json) -> TalkingPoint:
    plain = {name: told[name] for name in ("kind", "text", "rank", "aside_because", "late")}
    times = {name: _at(told[name]) for name in ("discussed_at", "aside_at")}
    return TalkingPoint.objects.create(poll=poll, position=position, votes_counted=told["votes"], **plain, **times)


def _asked(review: Review, told: list[Json], names: dict[str, str]) -> list[Question]:
    made = []
    moments = list(review.incident.events.order_by("position"))
    for each in told:
        event = _pick(moments, each.get("event"))
        times = {"answered_at": _at(each["answered_at"]), "let_go_at": _at(each["let_go_at"])}
        question = Question.objects.create(
            review=review, text=each["text"], event=event, about=each.get("about", ""), **times
        )
        Question.objects.filter(pk=question.pk).update(asked_at=_at(each["asked_at"]))
        names[f"question:{question.pk}"] = each["by"]
        made.append(question)
    return made


def _put_aside(review: Review, told: list[Json], names: dict[str, str]) -> list[ParkedItem]:
    made = []
    for each in told:
        plain = {name: each[name] for name in ("kind", "text", "fate", "note")}
        item = ParkedItem.objects.create(review=review, **plain)
        ParkedItem.objects.filter(pk=item.pk).update(parked_at=_at(each["parked_at"]))
        names[f"parked:{item.pk}"] = each["by"]
        made.append(item)
    return made


def _follow_ups(review: Review, told: list[Json], asked: list[Question], put: list[ParkedItem]) -> None:
    """Owners are names here, so nobody is reminded until somebody takes one on."""
    for each in told:
        follow_up = FollowUp.objects.create(
            review=review,
            **{name: each[name] for name in ("what", "why", "reason")},
            owner_name=each["owner"],
            due=_day(each["due"]),
            chosen_not=each["state"] == "not",
            settled_at=_at(each["settled_at"]),
            from_question=_pick(asked, each["from_question"]),
            from_parked=_pick(put, each["from_parked"]),
        )
        FollowUp.objects.filter(pk=follow_up.pk).update(agreed_at=_at(each["agreed_at"]))
        if url := _link(each["tracked_at"]):
            Tracked.objects.create(follow_up=follow_up, url=url)
        index.touch("follow-up", follow_up.pk)
