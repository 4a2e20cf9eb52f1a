"""What an archive holds of the meeting and of the report that came out of it: what was said, who came, themes, editions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from reviews.archive_marks import Numbers, taken_out
from reviews.models import BroughtIn, Edition, EventNote, Question, RabbitHole, Report, Review
from reviews.queries import room_people

Json = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """The rows that the archive's lists hold, in their order, for indices into them; `names` as in BroughtIn."""

    review: Review
    questions: Sequence[Question]
    parked: Sequence[int]
    names: Json


def told(of: Told) -> Json:
    notes = list(of.review.event_notes.select_related("by"))
    return {
        "themes": _themes(of.review),
        "said": _said(of, notes),
        "rabbit_holes": _rabbit_holes(of),
        "record": {
            "question_votes": question_votes(of.review, of.questions),
            "attendance": attendance(of.review),
        },
        "report": _report(of, _keys(of, notes)),
    }


def _events(review: Review) -> dict[int | None, int]:
    return {pk: place for place, pk in enumerate(review.incident.events.values_list("pk", flat=True))}


def _themes(review: Review) -> list[Json]:
    """Seen at a moment or in the incident as a whole; what was seen in a message or a passage alone comes as the latter."""
    rows = list(review.incident.sightings.select_related("theme"))
    events = _events(review)
    placed = [row for row in rows if not (row.item_id or row.quote)]
    known = {row.theme_id for row in placed}
    alone = {row.theme_id: row for row in rows if row.theme_id not in known}
    found = [(row.theme, events.get(row.event_id)) for row in placed]
    found += [(row.theme, None) for row in alone.values()]
    return [{"title": theme.title, "description": theme.description, "event": event} for theme, event in found]


def _said(of: Told, notes: Sequence[EventNote]) -> list[Json]:
    events = _events(of.review)
    return [
        {
            "event": events.get(each.event_id),
            "about": each.about,
            "text": each.text,
            "by": str(of.names.get(f"said:{each.pk}", "") or (each.by.name if each.by else "")),
            "at": each.at.isoformat(),
        }
        for each in notes
    ]


def _rabbit_holes(of: Told) -> list[Json]:
    """How many said what; who did is in no file."""
    parked = {key: place for place, key in enumerate(of.parked)}
    rows = of.review.rabbit_holes.exclude(state=RabbitHole.State.ASKING)
    return [
        {
            "about": each.about,
            "asked_at": each.asked_at.isoformat(),
            "ends_at": each.ends_at.isoformat(),
            "state": str(each.state),
            "go_on": each.go_on_counted,
            "park": each.park_counted,
            "parked": parked.get(each.parked_item_id or 0),
        }
        for each in rows
    ]


def named(review: Review, questions: Sequence[Question]) -> Sequence[Question]:
    """The same, and of a review from elsewhere with the names of those who asked there."""
    if any(not each.asker for each in questions):
        came = BroughtIn.objects.filter(review=review).first()
        for each in questions:
            each.asked_there_by = came.names.get(f"question:{each.pk}", "") if came else ""
    return questions


def question_votes(review: Review, questions: Sequence[Question]) -> list[int]:
    """How many wanted to hear each; of a review from elsewhere with those who did so there."""
    votes = dict(Question.objects.filter(review=review).annotate(n=Count("votes")).values_list("pk", "n"))
    came = BroughtIn.objects.filter(review=review).first()
    there = came.question_votes if came else {}
    return [votes.get(each.pk, 0) + int(there.get(str(each.pk), 0)) for each in questions]


def attendance(review: Review) -> list[Json]:
    """As the record of the meeting has it; of a review from elsewhere as it was written there."""
    came = BroughtIn.objects.filter(review=review).first()
    there: list[Json] = came.attendance if came else []
    here = [
        {
            "name": each.name,
            "people": each.people,
            "came_at": each.stretches[0][0].isoformat() if each.stretches else None,
            "minutes": each.minutes,
        }
        for each in room_people.attendance(review)
    ]
    return [*there, *here]


def _keys(of: Told, notes: Sequence[EventNote]) -> Numbers:
    return {
        "note": [each.pk for each in notes],
        "question": [each.pk for each in of.questions],
        "point": list(of.review.poll.points.values_list("pk", flat=True)),
        "follow_up": list(of.review.follow_ups.values_list("pk", flat=True)),
    }


def _report(of: Told, keys: Numbers) -> Json | None:
    report = Report.objects.filter(review=of.review).first()
    if report is None:
        return None
    return {
        "text": taken_out(report.text, keys),
        "from_revision": report.from_revision,
        "for_company": report.for_company,
        "editions": [_edition(of, each, keys) for each in report.editions.select_related("published_by")],
    }


def _edition(of: Told, each: Edition, keys: Numbers) -> Json:
    by = each.published_by.name if each.published_by else ""
    return {
        "number": each.number,
        "text": taken_out(each.text, keys),
        "moments": each.moments,
        "head": each.head or None,
        "what_changed": each.what_changed,
        "by": str(of.names.get(f"edition:{each.number}", "") or by),
        "at": each.published_at.isoformat(),
    }
