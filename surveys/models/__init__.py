"""Surveys, their results and the trends."""

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
    "Statement",
    "Survey",
    "SurveyInvite",
    "SurveyResult",
    "TrendPoint",
]
