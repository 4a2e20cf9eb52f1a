"""Brings in what an archive holds of the meeting and of its report; part of archive_in, in its transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Any, TypeVar

from accounts.models import User
from incidents.actions import index, themes
from incidents.models import TimelineEvent
from reviews import markdown
from reviews.archive_marks import Numbers, brought_in
from reviews.archive_schema import HEAD
from reviews.models import BroughtIn, Edition, EventNote, ParkedItem, Question, RabbitHole, Report, Review
from reviews.queries import report_head

Json = dict[str, Any]
Row = TypeVar("Row")


class TooSlow(Exception):
    """Its texts take longer to render than somebody waits."""


@dataclass
class Coming:
    """The review as far as it is in, what the file's lists became, `names` for BroughtIn, and until when texts may be rendered."""

    review: Review
    by: User
    questions: Sequence[Question]
    parked: Sequence[ParkedItem]
    names: dict[str, str]
    until: float


def at(written: str) -> datetime:
    """In UTC: a database has no offsets of twenty hours."""
    return datetime.fromisoformat(written).astimezone(UTC)


def bring_in(coming: Coming, data: Json) -> None:
    """Raises TooSlow, markdown.TooBig, IntegrityError."""
    # In the order of the file, whatever their times are.
    events = list(coming.review.incident.events.order_by("pk"))
    _themes(coming, events, data["themes"])
    notes = _said(coming, events, data["said"])
    _rabbit_holes(coming, data["rabbit_holes"])
    _record(coming, data["record"])
    if data["report"]:
        _report(coming, data["report"], _keys(coming, notes))


def _pick(rows: Sequence[Row], place: int | None) -> Row | None:
    return rows[place] if place is not None and place < len(rows) else None


def _themes(coming: Coming, events: Sequence[TimelineEvent], told: list[Json]) -> None:
    """One of that title that this person may know of, or a new one."""
    for each in told:
        theme = themes.known_as(title=each["title"], by=coming.by)
        if theme is None:
            theme = themes.known_or_new(title=each["title"], by=coming.by)
            theme.description = each["description"]
            theme.save(update_fields=["description"])
            index.touch("theme", theme.pk)
        spot = themes.Spot(event=_pick(events, each["event"]))
        themes.see(theme=theme, incident=coming.review.incident, by=coming.by, spot=spot)


def _said(coming: Coming, events: Sequence[TimelineEvent], told: list[Json]) -> list[EventNote]:
    made = []
    for each in told:
        note = EventNote.objects.create(
            review=coming.review, event=_pick(events, each["event"]), about=each["about"], text=each["text"]
        )
        EventNote.objects.filter(pk=note.pk).update(at=at(each["at"]))
        coming.names[f"said:{note.pk}"] = each["by"]
        made.append(note)
    return made


def _rabbit_holes(coming: Coming, told: list[Json]) -> None:
    for each in told:
        RabbitHole.objects.create(
            review=coming.review,
            about=each["about"],
            asked_at=at(each["asked_at"]),
            ends_at=at(each["ends_at"]),
            state=each["state"],
            go_on_counted=each["go_on"],
            park_counted=each["park"],
            parked_item=_pick(coming.parked, each["parked"]),
        )


def _record(coming: Coming, told: Json) -> None:
    """Kept as it was counted there: nobody here came or voted."""
    votes = zip(coming.questions, told["question_votes"], strict=False)
    came = [{name: each[name] for name in ("name", "people", "came_at", "minutes")} for each in told["attendance"]]
    BroughtIn.objects.filter(review=coming.review).update(
        attendance=came, question_votes={str(question.pk): n for question, n in votes if n}
    )


def _keys(coming: Coming, notes: Sequence[EventNote]) -> Numbers:
    return {
        "note": [each.pk for each in notes],
        "question": [each.pk for each in coming.questions],
        "point": list(coming.review.poll.points.order_by("pk").values_list("pk", flat=True)),
        "follow_up": list(coming.review.follow_ups.order_by("pk").values_list("pk", flat=True)),
    }


def _report(coming: Coming, told: Json, keys: Numbers) -> None:
    """Nobody is named in it to anybody until they say here that they may be."""
    editions = sorted(told["editions"], key=lambda each: int(each["number"]))
    report = Report.objects.create(
        review=coming.review,
        text=brought_in(told["text"], keys),
        from_revision=told["from_revision"],
        for_company=told["for_company"],
        latest_number=editions[-1]["number"] if editions else 0,
        first_published_at=at(editions[0]["at"]) if editions else None,
        begun_by=coming.by,
    )
    for each in editions:
        _edition(coming, report, each, brought_in(each["text"], keys))
    index.touch("report", report.pk)


def _edition(coming: Coming, report: Report, each: Json, text: str) -> None:
    if monotonic() > coming.until:
        raise TooSlow
    Edition.objects.create(
        report=report,
        number=each["number"],
        text=text,
        html=markdown.render(text).html,
        moments=[_moment(moment) for moment in each["moments"]],
        head=_head(each.get("head")) or report_head.to_keep(report.review),
        what_changed=each["what_changed"],
        published_at=at(each["at"]),
    )
    coming.names[f"edition:{each['number']}"] = each["by"]


def _head(told: Json | None) -> Json:
    return {name: value for name, value in (told or {}).items() if name in HEAD["properties"]}


def _moment(told: Json) -> Json:
    """Its time and words, and what else an edition keeps of a moment where that is a plain number or a yes or no."""
    return {
        name: value
        for name, value in told.items()
        if name in {"at", "what", "known_then"} or type(value) in {int, bool}
    }
