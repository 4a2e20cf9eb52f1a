"""How a series asks after its meetings, from now on. What is open, and what was answered, stays as it was."""

from collections.abc import Sequence
from itertools import count

from django.db import transaction
from django.utils.text import slugify

from accounts.actions import audit
from accounts.models import User
from reviews.models import Series
from surveys.models import SeriesStatement, Statement, SurveyFormat


@transaction.atomic
def change(*, series: Series, by: User, statements: Sequence[str], question: str, days: int) -> SurveyFormat:
    """A statement whose wording is known goes on with its line in the trends; any other wording begins a new one."""
    values = {"days_open": days, "question": question}
    made, _new = SurveyFormat.objects.update_or_create(series=series, defaults=values)
    made.places.all().delete()
    texts = list(dict.fromkeys(statements))
    SeriesStatement.objects.bulk_create(
        SeriesStatement(survey_format=made, statement=_worded(text, place), position=place)
        for place, text in enumerate(texts, start=1)
    )
    audit.record(by=by, did="survey_format.changed", subject=series)
    return made


@transaction.atomic
def back_to_usual(*, series: Series, by: User) -> None:
    SurveyFormat.objects.filter(series=series).delete()
    audit.record(by=by, did="survey_format.usual", subject=series)


def _worded(text: str, place: int) -> Statement:
    known = Statement.objects.filter(text=text).order_by("pk").first()
    return known or Statement.objects.create(slug=_free(text), text=text, position=place, usual=False)


def _free(text: str) -> str:
    """A short name that no statement has."""
    stem = slugify(text)[:30].strip("-") or "statement"
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in names if name != "score" and not Statement.objects.filter(slug=name).exists())
