"""Surveys, their results and the trends."""

from surveys.models.facts import ReviewFact, ScoreSpan, WeekFact
from surveys.models.formats import Heard, SeriesStatement, SurveyFormat
from surveys.models.survey import (
    AnswerCount,
    AnswerText,
    FormatChange,
    Statement,
    Survey,
    SurveyInvite,
    SurveyResult,
    TrendPoint,
)

__all__ = [
    "AnswerCount",
    "AnswerText",
    "FormatChange",
    "Heard",
    "ReviewFact",
    "ScoreSpan",
    "SeriesStatement",
    "Statement",
    "Survey",
    "SurveyFormat",
    "SurveyInvite",
    "SurveyResult",
    "TrendPoint",
    "WeekFact",
]
