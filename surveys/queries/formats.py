"""How a series asks: its own statements, free text and days, or the usual ones."""

from django.conf import settings

from reviews.models import Series
from surveys.models import Statement, SurveyFormat


def of_series(series: Series | None) -> SurveyFormat | None:
    return SurveyFormat.objects.filter(series=series).first() if series else None


def statements_of(series: Series | None) -> list[Statement]:
    """Those that its next survey asks, in their order."""
    own = of_series(series)
    if own:
        return [each.statement for each in own.places.select_related("statement")]
    return list(Statement.objects.filter(retired=False, usual=True))


def days_open(series: Series | None) -> int:
    own = of_series(series)
    return own.days_open if own else int(settings.SURVEY_OPEN_DAYS)
