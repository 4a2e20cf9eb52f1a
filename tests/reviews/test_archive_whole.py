"""Nothing of a review is forgotten by its archive: every field is in it, or stands here with the reason why not."""

from typing import Any

import pytest
from django.db.models import Model

from accounts.models import User
from incidents.models import Evidence, Incident, Involvement, TimelineEvent
from reviews import archive_schema
from reviews.models import (
    AgendaItem,
    Edition,
    EventNote,
    FollowUp,
    MeetingRecord,
    ParkedItem,
    Poll,
    Question,
    RabbitHole,
    Report,
    Review,
    Revision,
    TalkingPoint,
)
from reviews.queries import archive
from tests.reviews import archive_case

# By another name, or within something else, in the file.
ELSEWHERE: dict[type[Model], set[str]] = {
    Involvement: {"user"},
    Revision: {"made_by", "made_at"},
    TalkingPoint: {"votes_counted"},
    Question: {"guest"},
    RabbitHole: {"go_on_counted", "park_counted", "parked_item"},
    FollowUp: {"owner_name", "chosen_not", "from_thread"},
    Edition: {"published_by", "published_at"},
    Report: {"latest_number", "first_published_at"},
}
# What belongs to one installation alone, is made anew, or is one person's own.
LEFT_OUT: dict[type[Model], set[str]] = {
    Incident: {"restricted", "origin", "created_by", "created_at"},
    Involvement: {"key"},
    Evidence: {"added_by", "added_at"},
    TimelineEvent: {"added_by", "position"},
    Review: {"plan_version", "join_code", "guests_allowed", "led_by", "created_by", "created_at"},
    Revision: {"html"},
    AgendaItem: {"position"},
    Poll: {"opened_at", "revealed_at"},
    TalkingPoint: {"position", "offered_by", "theme", "from_thread", "carried_from"},
    Question: {"for_all", "from_thread", "author_says"},
    FollowUp: {"agreed_by"},
    MeetingRecord: {"closing_at", "written_at", "content"},
    Report: {"saves", "begun_by", "begun_at", "saved_at"},
    Edition: {"html"},
}
# What ties a row to the thing it is of, and the row's own key.
TIES = {"id", "review", "incident", "document", "poll", "report"}
SHAPES = archive_schema.SCHEMA["properties"]
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
}


@pytest.mark.parametrize("model", WHERE, ids=lambda model: model.__name__)
def test_every_field_is_in_the_archive_or_left_out_for_a_reason(model: type[Model]) -> None:
    """A new field fails here: carry it in reviews.queries.archive and reviews.actions.archive_in, or say why not."""
    there = {field.name for field in model._meta.concrete_fields} - TIES
    carried, elsewhere, left = set(WHERE[model]["properties"]), ELSEWHERE.get(model, set()), LEFT_OUT.get(model, set())
    assert there - carried - elsewhere - left == set()
    assert (elsewhere | left) - there == set(), "these fields are gone"


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
