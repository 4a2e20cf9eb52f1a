"""Before and after a format change, from the frozen points alone."""

from dataclasses import dataclass
from datetime import date, timedelta

from surveys import comparing, measures
from surveys.models import FormatChange, ScoreSpan, Statement
from surveys.queries.trends import SCORE, WEEK, changes

MOST_WEEKS = 12


@dataclass(frozen=True)
class Compared:
    """One line of the page: the score (without words) or a statement."""

    text: str
    told: comparing.Compared


@dataclass(frozen=True)
class Page:
    """`first` and `last` bound the weeks that are compared; another change on either side shortens them."""

    change: FormatChange
    first: date
    last: date
    shortened: bool
    lines: list[Compared]

    @property
    def score(self) -> comparing.Compared:
        return self.lines[0].told


def page(change: FormatChange) -> Page:
    first, last, shortened = _weeks(change)
    scope = measures.scope(change.series_id)
    spans = ScoreSpan.objects.filter(scope=scope, first_week__gte=first, last_week__lte=last)
    before: dict[str, list[comparing.Sample]] = {SCORE: []}
    after: dict[str, list[comparing.Sample]] = {SCORE: []}
    for span in spans:
        # A point with the day of the change in it is of neither side.
        if span.last_week + WEEK <= change.since:
            side = before
        elif span.first_week >= change.since:
            side = after
        else:
            continue
        for slug, (mean, n, about) in span.told.items():
            side.setdefault(slug, []).append(comparing.Sample(mean, n, about))
    words = dict(Statement.objects.values_list("slug", "text"))
    slugs = [SCORE, *(slug for slug in words if slug in before and slug in after)]
    lines = [Compared(words.get(slug, ""), comparing.compare(before[slug], after[slug], change.pk)) for slug in slugs]
    return Page(change, first, last, shortened, lines)


def _weeks(change: FormatChange) -> tuple[date, date, bool]:
    """Twelve weeks on each side, or to the next change: what two changes did together cannot be told apart."""
    monday = change.since - timedelta(days=change.since.weekday())
    first, last = monday - WEEK * MOST_WEEKS, monday + WEEK * MOST_WEEKS
    others = [each.since for each in changes(change.series) if each.pk != change.pk]
    earlier = max((each for each in others if each <= change.since), default=first)
    later = min((each for each in others if each > change.since), default=last + WEEK)
    shortened = earlier > first or later < last + WEEK
    return max(first, earlier), min(last, later - WEEK), shortened
