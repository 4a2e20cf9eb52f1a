"""Surveys that are sealed here stay sealed when an older backup is put back: what it holds of them from before is not brought back."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from surveys.models import AnswerCount, AnswerText, Statement, Survey, SurveyInvite, SurveyResult


@dataclass
class Kept:
    """All that is left of a sealed survey, by its review."""

    review: UUID
    asked_n: int
    frozen: Any
    sealed_at: datetime | None
    counts: list[tuple[str, int, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def keep() -> list[Kept]:
    """The sealed surveys of this installation, before its rows are replaced."""
    found = Survey.objects.filter(state=Survey.State.SEALED).select_related("review", "result")
    return [_kept(survey) for survey in found]


def _kept(survey: Survey) -> Kept:
    result = getattr(survey, "result", None)
    return Kept(
        review=survey.review.uid,
        asked_n=survey.asked_n,
        frozen=result.frozen if result else None,
        sealed_at=result.sealed_at if result else None,
        counts=list(survey.counts.values_list("statement__slug", "value", "n")),
        texts=list(survey.texts.order_by("pk").values_list("text", flat=True)),
    )


def put_back(kept: list[Kept]) -> int:
    """How many surveys the backup had open that are sealed: they are as they were here, and nobody is asked again."""
    known = {each.review: each for each in kept}
    opened = Survey.objects.filter(state=Survey.State.OPEN, review__uid__in=known).select_related("review")
    for survey in opened:
        _seal(survey, known[survey.review.uid])
    # A backup of a sealed survey has no invitations; one that was made up by hand must not bring them either.
    SurveyInvite.objects.filter(survey__state=Survey.State.SEALED).delete()
    return len(opened)


def _seal(survey: Survey, kept: Kept) -> None:
    survey.counts.all().delete()
    survey.texts.all().delete()
    survey.state, survey.asked_n = Survey.State.SEALED, kept.asked_n
    survey.save(update_fields=["state", "asked_n"])
    statements = {each.slug: each for each in Statement.objects.all()}
    AnswerCount.objects.bulk_create(
        AnswerCount(survey=survey, statement=statements[slug], value=value, n=n)
        for slug, value, n in kept.counts
        if slug in statements
    )
    AnswerText.objects.bulk_create(AnswerText(survey=survey, text=text) for text in kept.texts)
    if kept.sealed_at:
        SurveyResult.objects.create(survey=survey, frozen=kept.frozen, sealed_at=kept.sealed_at)
