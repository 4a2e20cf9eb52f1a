"""The rows of the start page about chats: to whoever is asked, and to facilitators whose times fit nobody."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from reviews import meeting_entry
from reviews.models import Interview
from reviews.queries import interviews
from reviews.todo import Task


def tasks(user: User) -> list[Task]:
    """Three queries, for one row and for many."""
    asked = [task for interview, quotes in interviews.waiting(user) for task in _asked(interview, quotes)]
    return [*asked, *(_none_fits(interview) for interview in interviews.none_fits(user))]


def _asked(interview: Interview, quotes: int) -> list[Task]:
    review = interview.review
    # Whoever is asked may have no place in a restricted review, and reads no title of it here either.
    where, page = meeting_entry.outside_name(review), reverse("reviews:my_interview", args=[review.uid])
    found = []
    if quotes:
        what = ngettext("May I quote this? (%(n)d passage)", "May I quote this? (%(n)d passages)", quotes)
        found.append(Task(what % {"n": quotes}, where, page, None, "care", _("to answer")))
    if interview.open and not interview.answer:
        what = _("%(who)s would like to have a chat with you") % {"who": interview.asked_by or _("A facilitator")}
        found.append(Task(what, where, page, None, "accent", _("to answer")))
    return found


def _none_fits(interview: Interview) -> Task:
    page = reverse("reviews:interview", args=[interview.review.uid, interview.pk])
    what = _("No time for a chat fits %(who)s") % {"who": interview.who}
    return Task(what, str(interview.review), page, None, "care", _("private"))
