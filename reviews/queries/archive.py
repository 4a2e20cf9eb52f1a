"""Everything of one review as the plain data of its archive; what is private to a person (own questions, interviews, drafts, votes) is not in it."""

from datetime import date, datetime
from typing import Any

from reviews.archive_schema import FORMAT, VERSION
from reviews.models import BroughtIn, FollowUp, MeetingRecord, Review
from reviews.queries import archive_meeting

Json = dict[str, Any]


def data(review: Review) -> Json:
    """As docs/review-archive.schema.json says; times in ISO 8601, in UTC."""
    came = BroughtIn.objects.filter(review=review).first()
    names = came.names if came else {}
    places = review.participations.filter(removed_at=None).select_related("user")
    people = [{"name": each.user.name, "role": each.role, "reply": each.reply} for each in places]
    moments = list(review.incident.events.values_list("pk", flat=True))
    asked = review.questions.filter(for_all=True).select_related("by", "guest")
    questions = [each for each in asked if not each.taken_off]
    parked = list(review.parked_items.select_related("by"))
    return {
        "format": FORMAT,
        "version": VERSION,
        "incident": _incident(review),
        "review": _review(review),
        "people": came.people if came else people,
        **_what_happened(review),
        "document": _document(review, names),
        "agenda": [_agenda(each) for each in review.agenda.all()],
        "poll": _poll(review),
        "questions": [_question(each, names, moments) for each in questions],
        "parked": [_parked(each, names) for each in parked],
        "follow_ups": _follow_ups(review, [each.pk for each in questions], [each.pk for each in parked]),
        **archive_meeting.told(archive_meeting.Told(review, questions, [each.pk for each in parked], names)),
    }


def _iso(at: datetime | date | None) -> str | None:
    return at.isoformat() if at else None


def _who(names: Json, key: str, by: Any) -> str:
    return str(names.get(key, "") or (by.name if by else ""))


def _incident(review: Review) -> Json:
    incident = review.incident
    return {
        "uid": str(incident.uid),
        "title": incident.title,
        "severity": incident.severity,
        "services": [service.name for service in incident.services.all()],
        "impact": incident.impact,
        "impact_started_at": _iso(incident.impact_started_at),
        "detected_at": _iso(incident.detected_at),
        "resolved_at": _iso(incident.resolved_at),
        "time_zone": incident.time_zone,
    }


def _review(review: Review) -> Json:
    record = MeetingRecord.objects.filter(review=review).first()
    return {
        "uid": str(review.uid),
        "stage": str(review.stage),
        "series": review.series.name if review.series else "",
        "meets_at": _iso(review.meets_at),
        **{name: getattr(review, name) for name in PLAIN},
        "restricted": review.restricted or review.incident.restricted,
        **{name: _iso(getattr(review, name)) for name in ("started_at", "ended_at", "cancelled_at")},
        "report_promised_on": _iso(record.report_promised_on) if record else None,
        "thanks": record.thanks if record else "",
    }


PLAIN = ("wall_time", "time_zone", "minutes", "recorded", "short_notice_reason")


def _what_happened(review: Review) -> Json:
    """Evidence by title and link alone: its items belong to those who wrote them, and may be withdrawn."""
    incident = review.incident
    involved = list(incident.involvements.select_related("user"))
    evidence = list(incident.evidence.all())
    who: dict[int | None, int] = {each.pk: index for index, each in enumerate(involved)}
    what: dict[int | None, int] = {each.pk: index for index, each in enumerate(evidence)}
    return {
        "involvements": [{"name": each.who, "part": each.part, "perspective": each.perspective} for each in involved],
        "evidence": [{"kind": each.kind, "title": each.title, "url": each.url} for each in evidence],
        "timeline": [
            {
                "at": _iso(event.at),
                "timed": event.timed,
                "what": event.what,
                "known_then": event.known_then,
                "perspective_of": who.get(event.perspective_of_id),
                "teller": who.get(event.teller_id),
                "evidence": what.get(event.evidence_id),
                "reference": event.reference,
            }
            for event in incident.events.all()
        ],
    }


def _document(review: Review, names: Json) -> Json:
    revisions = review.document.revisions.select_related("made_by", "suggested_by").defer("html")
    return {
        "ready_at": _iso(review.document.ready_at),
        "revisions": [
            {
                "number": each.number,
                "base_number": each.base_number,
                "text": each.text,
                "by": _who(names, f"revision:{each.number}", each.made_by),
                "suggested_by": _who(names, f"suggested:{each.number}", each.suggested_by),
                "at": _iso(each.made_at),
                "merged": each.merged,
            }
            for each in revisions
        ],
    }


def _agenda(item: Any) -> Json:
    plain = {name: getattr(item, name) for name in ("kind", "title", "notes", "minutes", "extended")}
    return plain | {"started_at": _iso(item.started_at), "ended_at": _iso(item.ended_at)}


def _poll(review: Review) -> Json:
    """Counts as the reveal froze them; who chose what is in no file."""
    offered = list(review.poll.points.all())
    places = {each.pk: place for place, each in enumerate(offered)}
    points = [
        {
            "kind": each.kind,
            "text": each.text,
            "rank": each.rank,
            "votes": each.votes_counted,
            "discussed_at": _iso(each.discussed_at),
            "aside_at": _iso(each.aside_at),
            "aside_because": each.aside_because,
            "late": each.late,
            "merged_into": places.get(each.merged_into_id or 0),
        }
        for each in offered
    ]
    return {"state": review.poll.state, "votes_each": review.poll.votes_each, "points": points}


def _question(each: Any, names: Json, moments: list[int]) -> Json:
    times = {name: _iso(getattr(each, name)) for name in ("asked_at", "answered_at", "let_go_at")}
    event = moments.index(each.event_id) if each.event_id in moments else None
    by = names.get(f"question:{each.pk}", "") or each.asker
    return {"text": each.text, "by": by, "event": event, "about": each.about, **times}


def _parked(each: Any, names: Json) -> Json:
    return {
        "kind": each.kind,
        "text": each.text,
        "by": _who(names, f"parked:{each.pk}", each.by),
        "parked_at": _iso(each.parked_at),
        "fate": each.fate,
        "note": each.note,
    }


def _follow_ups(review: Review, questions: list[int], parked: list[int]) -> list[Json]:
    asked: dict[int | None, int] = {key: index for index, key in enumerate(questions)}
    put: dict[int | None, int] = {key: index for index, key in enumerate(parked)}
    rows = review.follow_ups.select_related("owner", "tracked")
    return [
        _follow_up(each)
        | {"from_question": asked.get(each.from_question_id), "from_parked": put.get(each.from_parked_id)}
        for each in rows
    ]


def _follow_up(each: FollowUp) -> Json:
    return {
        "what": each.what,
        "why": each.why,
        "owner": each.owner.name if each.owner else each.owner_name,
        "due": _iso(each.due),
        "state": each.state,
        "reason": each.reason,
        "agreed_at": _iso(each.agreed_at),
        "settled_at": _iso(each.settled_at),
        "tracked_at": each.tracked.url if hasattr(each, "tracked") else "",
    }
