"""What the record of a meeting says, as plain data for the database, and as the review's page shows it."""

from datetime import date, datetime
from typing import Any

from reviews.models import MeetingRecord, ParkedItem, Poll, Question, RabbitHole, Review
from reviews.queries import archive_meeting

VERSION = 1


def content(review: Review) -> dict[str, Any]:
    """Everything as it stands now; times in ISO 8601, a fixed number of queries. Votes only as the reveal counted them."""
    record = MeetingRecord.objects.filter(review=review).first()
    promised = record.report_promised_on if record else None
    return {
        "version": VERSION,
        "planned_at": review.meets_at.isoformat(),
        "started_at": _iso(review.started_at),
        "ended_at": _iso(review.ended_at),
        "agenda": _agenda(review),
        "vote": _vote(review),
        "questions": _questions(review),
        "parked": _parked(review),
        "rabbit_holes": _rabbit_holes(review),
        "follow_ups": _follow_ups(review),
        "attendance": _attendance(review),
        "report_promised_on": promised.isoformat() if promised else None,
    }


def shown(review: Review) -> dict[str, Any] | None:
    """The record for its panel, with moments instead of their text; None until the meeting was closed."""
    record = MeetingRecord.objects.filter(review=review, written_at__isnull=False).first()
    if record is None:
        return None
    kept: dict[str, Any] = record.content
    moments = {key: _moment(kept.get(key)) for key in ("planned_at", "started_at", "ended_at")}
    promised = record.report_promised_on
    agreed = [each | {"due": date.fromisoformat(each["due"]) if each["due"] else None} for each in kept["follow_ups"]]
    came = sum(each["people"] for each in kept["attendance"])
    # A question that nobody answered decided nothing.
    asked = [hole for hole in kept["rabbit_holes"] if hole["park"] or hole["go_on"]]
    told: dict[str, Any] = {"came": came, "follow_ups": agreed, "rabbit_holes": asked}
    return kept | moments | told | {"report_promised_on": promised, "written_at": record.written_at}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _agenda(review: Review) -> list[dict[str, Any]]:
    return [
        {
            "title": item.title,
            "minutes": item.minutes,
            "extended": item.extended,
            "started_at": _iso(item.started_at),
            "ended_at": _iso(item.ended_at),
        }
        for item in review.agenda.all()
    ]


def _vote(review: Review) -> dict[str, Any]:
    poll = Poll.objects.get(review=review)
    revealed = poll.state == Poll.State.REVEALED
    points = poll.points.filter(aside_at=None).order_by("rank", "position")
    return {
        "state": poll.state,
        "voted": poll.votes.values("voter").distinct().count() + poll.guest_votes.values("guest").distinct().count(),
        "points": [
            {
                "text": point.text,
                "votes": point.votes_counted if revealed else None,
                "discussed": bool(point.discussed_at),
            }
            for point in points
        ],
    }


def _questions(review: Review) -> list[dict[str, Any]]:
    """Those for everyone; what people kept for themselves is in no record."""
    rows = Question.objects.filter(review=review, for_all=True).select_related("by", "guest", "follow_up")
    found = archive_meeting.named(review, [each for each in rows if not each.taken_off])
    votes = archive_meeting.question_votes(review, found)
    return [
        {"text": each.text, "by": each.asker, "votes": n, "state": state_of(each)}
        for each, n in zip(found, votes, strict=True)
    ]


def state_of(question: Question) -> str:
    """answered, let_go, follow_up or open."""
    if question.answered_at:
        return "answered"
    if question.let_go_at:
        return "let_go"
    return "open" if question.is_open else "follow_up"


def _parked(review: Review) -> list[dict[str, Any]]:
    return [
        {"text": item.text, "kind": item.kind, "fate": item.fate, "note": item.note}
        for item in ParkedItem.objects.filter(review=review)
    ]


def _rabbit_holes(review: Review) -> list[dict[str, Any]]:
    over = RabbitHole.objects.filter(review=review).exclude(state=RabbitHole.State.ASKING)
    return [
        {
            "about": hole.about,
            "asked_at": _iso(hole.asked_at),
            "state": hole.state,
            "go_on": hole.go_on_counted,
            "park": hole.park_counted,
        }
        for hole in over
    ]


def _follow_ups(review: Review) -> list[dict[str, Any]]:
    return [
        {
            "what": each.what,
            "owner": each.taken_on_by,
            "due": each.due.isoformat() if each.due else None,
            "chosen_not": each.chosen_not,
            "done": each.state == "done",
            "reason": each.reason,
            "thread": each.from_thread_id,
        }
        for each in review.follow_ups.select_related("owner")
    ]


def _attendance(review: Review) -> list[dict[str, Any]]:
    """Who was there and for how many minutes, at least one; people in the physical room without an account by name or number."""
    return archive_meeting.attendance(review)
