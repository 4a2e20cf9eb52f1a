"""The row of the home page for a survey that waits for somebody's own answer. It is on their page alone, and gone once they answered."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from reviews.todo import Task
from surveys import tokens
from surveys.models import Survey, SurveyInvite


def rows(user: User) -> list[Task]:
    """One query. The link is the one in their mail."""
    waiting = SurveyInvite.objects.filter(user=user, answered=False, survey__state=Survey.State.OPEN)
    waiting = waiting.filter(survey__closes_at__gt=timezone.now()).order_by("survey__closes_at")
    return [_task(each) for each in waiting.select_related("survey__review__incident")]


def _task(invite: SurveyInvite) -> Task:
    survey, review = invite.survey, invite.survey.review
    url = reverse("surveys:enter", args=[tokens.token(survey, invite.user_id)])
    what = _("Say how the review was, anonymously")
    return Task(what, str(review), url, survey.closes_at, "accent", _("open"), review.time_zone, _("open until"))
