"""What the trends tell of meetings beside their survey. A plain rule, without Django.

Every figure is a pair (part, whole), so that weeks, series and periods are joined by adding: "5 of 8 came", "14 days in 3 meetings".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SHARE, MEAN = "share", "mean"
Pair = tuple[float, float]
Figures = dict[str, Pair]


@dataclass(frozen=True)
class Measure:
    """kind: SHARE is a part of a whole, both counted; MEAN is a sum over so many, told as their quotient."""

    key: str
    kind: str


PEOPLE, MINUTES, FOR_A_PART, NEW = "people", "minutes", "for_a_part", "new"
TO_MEETING, TO_REPORT, PROMISE, SIGN_OFFS = "to_meeting", "to_report", "promise", "sign_offs"
PARTS, POINTS, FOLLOW_UPS, RESPONSE = "parts", "points", "follow_ups", "response"

# In the order of the page.
MEASURES = (
    Measure(RESPONSE, SHARE),
    Measure(PEOPLE, SHARE),
    Measure(MINUTES, MEAN),
    Measure(FOR_A_PART, SHARE),
    Measure(NEW, SHARE),
    Measure(TO_MEETING, MEAN),
    Measure(TO_REPORT, MEAN),
    Measure(PROMISE, SHARE),
    Measure(SIGN_OFFS, SHARE),
    Measure(PARTS, SHARE),
    Measure(POINTS, SHARE),
    Measure(FOLLOW_UPS, SHARE),
)


def added(each: Iterable[Mapping[str, Iterable[float]]]) -> Figures:
    """The figures of several meetings or weeks as one; a figure that some lack is of the others."""
    total: Figures = {}
    for figures in each:
        for key, pair in figures.items():
            part, whole = pair
            before = total.get(key, (0, 0))
            total[key] = (round(before[0] + part, 2), before[1] + whole)
    return total


def scope(series: int | None = None, team: int | None = None) -> str:
    """The name under which figures of a series and a team are kept; without either, of all."""
    return (f"s{series}" if series else "") + (f"t{team}" if team else "") or "all"


def scopes(series: int | None, teams: Iterable[int] = ()) -> list[tuple[str, int | None]]:
    """All names under which a meeting is kept, each with the team whose figures it takes."""
    own: dict[str, int | None] = {scope(): None, scope(series): None}
    for team in teams:
        own |= {scope(None, team): team, scope(series, team): team}
    return list(own.items())
