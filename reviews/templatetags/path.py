"""What of a review's path depends on who looks: the interviews, which are its facilitators' alone, and which stations lead somewhere."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Count
from django.urls import reverse

from reviews import permissions
from reviews.interview_permissions import interviews
from reviews.models import Interview, Stage
from reviews.report_permissions import read_report

register = template.Library()


@dataclass(frozen=True)
class Station:
    """How many were asked for a chat and did not say no, and with how many it was held."""

    asked: int
    held: int
    state: str
    url: str
    current: bool


@register.simple_tag(takes_context=True)
def interviews_station(context: template.Context) -> Station | None:
    """None for everybody else: to them this side of a review does not exist (design decision 5)."""
    review, request = context.get("review"), context.get("request")
    if review is None or request is None or not request.user.is_authenticated:
        return None
    if review.stage == Stage.CANCELLED or not interviews(request.user, review):
        return None
    asked = review.interviews.filter(taken_back_at=None).exclude(answer=Interview.Answer.NO)
    counted: dict[str, Any] = asked.aggregate(asked=Count("pk"), held=Count("held_at"))
    over = review.stage != Stage.PREPARING or bool(counted["asked"] and counted["asked"] == counted["held"])
    state = "done" if over else "now" if counted["asked"] else "next"
    url = reverse("reviews:interviews", args=[review.uid])
    return Station(**counted, state=state, url=url, current=request.path.startswith(url))


@register.simple_tag(takes_context=True)
def leads_somewhere(context: template.Context, key: str) -> bool:
    """Whether this reader may open the page of that station; to a page that refuses nothing leads."""
    review, request = context.get("review"), context.get("request")
    if review is None or request is None or key in {"incident", "meeting"}:
        return True
    user = request.user
    if not user.is_authenticated:
        return False
    if permissions.take_part(user, review):
        return True
    if key == "document":
        return bool(permissions.see_document(user, review))
    if key == "report":
        return bool(read_report(user, review))
    return key == "survey" and user.is_manager
