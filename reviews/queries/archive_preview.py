"""What an archive would bring in, as its preview shows it: titles, people, how much of what, and what would be left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from reviews import tracked_links
from reviews.models import Participation, Series, Stage
from reviews.series_permissions import facilitate_series, visible_series
from reviews.web_annotations import Reading

Json = dict[str, Any]
MOST_NAMES = 300  # on one page


@dataclass(frozen=True)
class Named:
    """A name in the file, what it did there ("" where that is not said), and whether somebody here is called so."""

    name: str
    role: str
    here: bool


@dataclass(frozen=True)
class Preview:
    """counts: "12 moments of the timeline"; left_out: sentences; series: the name under which it would stand, or ""."""

    title: str
    stage: str
    meets_at: datetime
    time_zone: str
    restricted: bool
    series: str
    people: list[Named]
    more_people: int
    counts: list[str]
    left_out: list[str]


def preview(by: User, data: Json, comments: Reading) -> Preview:
    """Three queries, whatever the file holds. `data` was checked by archive_schema."""
    review = data["review"]
    series, without = _series(by, review["series"])
    roles, names = _names(data, comments)
    return Preview(
        title=data["incident"]["title"],
        stage=str(Stage(review["stage"]).label),
        meets_at=datetime.fromisoformat(review["meets_at"]),
        time_zone=review["time_zone"],
        restricted=review["restricted"],
        series=series,
        people=_people(roles, names[:MOST_NAMES]),
        more_people=len(names[MOST_NAMES:]),
        counts=[words for words in _counts(data, comments) if words],
        left_out=[*without, *_left_out(data)],
    )


def _series(by: User, name: str) -> tuple[str, list[str]]:
    """One that this person may not know of is passed over in silence, as it is when the file comes in."""
    here = Series.objects.filter(name=name).first() if name else None
    if here is None or facilitate_series(by, here):
        return name, []
    if not visible_series(by).filter(pk=here.pk).exists():
        return "", []
    said = _("The series “%(name)s” is looked after by others here, so the review comes without a series.")
    return "", [said % {"name": name}]


def _names(data: Json, comments: Reading) -> tuple[dict[str, str], list[str]]:
    """What those in the review are there, by name; and all names, theirs first."""
    roles = {each["name"]: str(Participation.Role(each["role"]).label) for each in data["people"]}
    names = dict.fromkeys([*roles, *sorted(_other_names(data, comments), key=str.casefold)])
    return roles, [name for name in names if name]


def _people(roles: dict[str, str], names: list[str]) -> list[Named]:
    here = set(User.objects.filter(is_active=True, name__in=names).values_list("name", flat=True))
    return [Named(name, roles.get(name, ""), name in here) for name in names]


def _other_names(data: Json, comments: Reading) -> set[str]:
    """Whoever wrote, asked, took something on, or came."""
    wrote = [*data["document"]["revisions"], *data["questions"], *data["parked"], *data["said"]]
    names = {each["by"] for each in wrote} | {each["owner"] for each in data["follow_ups"]}
    names |= {each["name"] for each in (*data["involvements"], *data["record"]["attendance"])}
    return names | {one.author for one in comments.found}


def _counts(data: Json, comments: Reading) -> Iterator[str]:
    def said(n: int, one: str, many: str) -> str:
        return ngettext(one, many, n) % {"n": n} if n else ""

    yield said(len(data["timeline"]), "%(n)d moment of the timeline", "%(n)d moments of the timeline")
    yield said(len(data["evidence"]), "%(n)d title of evidence", "%(n)d titles of evidence")
    yield said(len(data["themes"]), "%(n)d theme", "%(n)d themes")
    yield said(len(data["document"]["revisions"]), "%(n)d revision of the document", "%(n)d revisions of the document")
    yield said(len(comments.found), "%(n)d comment", "%(n)d comments")
    yield said(len(data["agenda"]), "%(n)d item of the agenda", "%(n)d items of the agenda")
    yield said(len(data["poll"]["points"]), "%(n)d talking point", "%(n)d talking points")
    yield said(len(data["said"]), "%(n)d thing said in the meeting", "%(n)d things said in the meeting")
    yield said(len(data["questions"]), "%(n)d question", "%(n)d questions")
    yield said(len(data["parked"]), "%(n)d parked item", "%(n)d parked items")
    yield said(len(data["follow_ups"]), "%(n)d follow-up", "%(n)d follow-ups")
    editions = data["report"]["editions"] if data["report"] else []
    yield said(len(editions), "%(n)d edition of the report", "%(n)d editions of the report")


def _left_out(data: Json) -> list[str]:
    links = [each["url"] for each in data["evidence"]] + [each["tracked_at"] for each in data["follow_ups"]]
    bad, lost = sum(1 for url in links if url and not _may_be_shown(url)), _leading_nowhere(data)
    found = []
    if data["evidence"]:
        found.append(
            _("The words of messages, calls and tickets: an archive has their titles alone, and no note quotes them.")
        )
    if bad:
        said = ngettext("%(n)d link that no page may show.", "%(n)d links that no page may show.", bad)
        found.append(said % {"n": bad})
    if lost:
        said = ngettext(
            "%(n)d reference within the file that leads nowhere.",
            "%(n)d references within the file that lead nowhere.",
            lost,
        )
        found.append(said % {"n": lost})
    return found


def _may_be_shown(url: str) -> bool:
    try:
        tracked_links.checked(url)
    except tracked_links.BadLink:
        return False
    return True


def _leading_nowhere(data: Json) -> int:
    """How many indices are about nothing in their list."""
    people, evidence, events = len(data["involvements"]), len(data["evidence"]), len(data["timeline"])
    asked, put = len(data["questions"]), len(data["parked"])
    places = [
        (each[name], size)
        for rows, sizes in (
            (data["timeline"], {"perspective_of": people, "teller": people, "evidence": evidence}),
            (data["follow_ups"], {"from_question": asked, "from_parked": put}),
            (data["said"], {"event": events}),
            (data["themes"], {"event": events}),
            (data["rabbit_holes"], {"parked": put}),
        )
        for each in rows
        for name, size in sizes.items()
    ]
    return sum(1 for place, size in places if place is not None and place >= size)
