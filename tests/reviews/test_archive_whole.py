"""Nothing of a review is forgotten by its archive: every field is in it, or stands in docs/archive.md with the reason why not."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model

from accounts.models import User
from incidents.models import Evidence, Incident, Involvement, Sighting, Theme, TimelineEvent
from reviews import archive_schema
from reviews.models import (
    AgendaItem,
    Attendance,
    AttendanceSpan,
    BroughtIn,
    Comment,
    Document,
    Edition,
    EventNote,
    FollowUp,
    ImportedComment,
    MeetingRecord,
    ParkedItem,
    Participation,
    Poll,
    Question,
    RabbitHole,
    Report,
    Review,
    Revision,
    RoomGuest,
    TalkingPoint,
    Thread,
    Tracked,
)
from reviews.queries import archive
from tests.reviews import archive_case

# By another name, or within something else, in the file; the rest stands in docs/archive.md, which is read here.
ELSEWHERE: dict[type[Model], set[str]] = {
    Involvement: {"user"},
    Revision: {"made_by", "made_at"},
    TalkingPoint: {"votes_counted"},
    Question: {"guest"},
    RabbitHole: {"go_on_counted", "park_counted", "parked_item"},
    FollowUp: {"owner_name", "chosen_not"},
    Edition: {"published_by", "published_at"},
    Report: {"latest_number", "first_published_at"},
    Participation: {"user"},
    Sighting: {"theme"},
    Tracked: {"url", "follow_up"},
    Attendance: {"user", "came_at"},
    AttendanceSpan: {"attendance", "from_at"},
    RoomGuest: {"from_at"},
    Thread: {"start", "end", "origin_quote", "rendered_quote", "prefix", "suffix", "resolved_at", "replacement"},
    Comment: {"thread", "by", "text", "made_at", "taken_back_at"},
    ImportedComment: {"comment", "origin", "author", "written_at"},
    BroughtIn: {"names", "people", "attendance", "question_votes"},
}
DOCS = Path(__file__).parents[2] / "docs" / "archive.md"


def _rows(columns: int) -> list[list[str]]:
    """The rows of the tables of docs/archive.md that have so many columns, without their heads."""
    lines = DOCS.read_text(encoding="utf-8").split("## What stays behind")[1].splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [
        row
        for row in cells
        if len(row) == columns and set(row[0]) != {"-"} and row[0] not in ("of", "of these nothing comes")
    ]


def _left_out() -> dict[str, set[str]]:
    return {row[0]: set(re.findall(r"`(\w+)`", row[1])) for row in _rows(3)}


def _left_whole() -> set[str]:
    return {name.strip() for row in _rows(2) for name in row[0].split(",")}


def _of_a_review() -> set[type[Model]]:
    """Whatever has a row for a review or its incident, or for such a row."""
    found: set[type[Model]] = {Review, Incident}
    waiting = list(found)
    while waiting:
        backwards = [each for each in waiting.pop()._meta.get_fields(include_hidden=True) if not each.concrete]
        new = {each.related_model for each in backwards if each.one_to_many or each.one_to_one} - found
        new = {model for model in new if not model._meta.auto_created}
        found |= new
        waiting += new
    return found


# What ties a row to the thing it is of, and the row's own key.
TIES = {"id", "review", "incident", "document", "poll", "report"}
SHAPES = archive_schema.SCHEMA["properties"]
NOTHING: dict[str, Any] = {"properties": {}}
WHERE: dict[type[Model], dict[str, Any]] = {
    Incident: SHAPES["incident"],
    Involvement: SHAPES["involvements"]["items"],
    Evidence: SHAPES["evidence"]["items"],
    TimelineEvent: SHAPES["timeline"]["items"],
    Review: SHAPES["review"],
    MeetingRecord: SHAPES["review"],
    Revision: SHAPES["document"]["properties"]["revisions"]["items"],
    AgendaItem: SHAPES["agenda"]["items"],
    Poll: SHAPES["poll"],
    TalkingPoint: SHAPES["poll"]["properties"]["points"]["items"],
    Question: SHAPES["questions"]["items"],
    ParkedItem: SHAPES["parked"]["items"],
    RabbitHole: SHAPES["rabbit_holes"]["items"],
    FollowUp: SHAPES["follow_ups"]["items"],
    EventNote: SHAPES["said"]["items"],
    Report: SHAPES["report"],
    Edition: SHAPES["report"]["properties"]["editions"]["items"],
    Participation: SHAPES["people"]["items"],
    Theme: SHAPES["themes"]["items"],
    Sighting: SHAPES["themes"]["items"],
    Document: SHAPES["document"],
    Tracked: NOTHING,
    Attendance: SHAPES["record"]["properties"]["attendance"]["items"],
    AttendanceSpan: SHAPES["record"]["properties"]["attendance"]["items"],
    RoomGuest: SHAPES["record"]["properties"]["attendance"]["items"],
    Thread: NOTHING,  # these three are in comments.jsonld
    Comment: NOTHING,
    ImportedComment: NOTHING,
    BroughtIn: NOTHING,
}


@pytest.mark.parametrize("model", WHERE, ids=lambda model: model.__name__)
def test_every_field_is_in_the_archive_or_left_out_for_a_reason(model: type[Model]) -> None:
    """A new field fails here: carry it in reviews.queries.archive and reviews.actions.archive_in, or say in docs/archive.md why not."""
    there = {field.name for field in model._meta.concrete_fields} - TIES
    carried, elsewhere = set(WHERE[model]["properties"]), ELSEWHERE.get(model, set())
    left = _left_out().get(model.__name__, set())
    assert there - carried - elsewhere - left == set()
    assert (elsewhere | left) - there == set(), "these fields are gone"


def test_everything_that_a_review_has_is_in_the_archive_or_left_out_for_a_reason() -> None:
    """A new model fails here."""
    known, whole = {model.__name__ for model in WHERE}, _left_whole()
    there = {model.__name__ for model in _of_a_review()}
    assert there - known - whole == set()
    assert whole - there == set(), "these are gone, or no review has them"
    assert known & whole == set()
    assert set(_left_out()) - known == set()
    assert all(row[-1] for row in [*_rows(2), *_rows(3)]), "each has its reason"


def _empty(shape: dict[str, Any], found: list[Any], where: str) -> list[str]:
    """Where nothing is held in any of the things of one shape."""
    if all(each is None or each is False or each in ("", []) for each in found):
        return [where]
    if "properties" in shape:
        parts = shape["properties"].items()
        return [
            place
            for name, inner in parts
            for place in _empty(inner, [each[name] for each in found if each], f"{where}/{name}")
        ]
    if "items" in shape:
        return _empty(shape["items"], [one for each in found for one in each], f"{where}/")
    return []


def test_what_the_comparison_compares_has_one_of_everything(ana: User, ben: User, cleo: User) -> None:
    """Otherwise "reads it back the same" would say nothing of what is empty in both."""
    data = archive.data(archive_case.review(ana, ben, cleo))
    # Those of a review that was cancelled, or is restricted.
    nothing = {"/review/cancelled_at", "/review/restricted", "/review/recorded", "/review/short_notice_reason"}
    assert sorted(set(_empty(archive_schema.SCHEMA, [data], "")) - nothing) == []
