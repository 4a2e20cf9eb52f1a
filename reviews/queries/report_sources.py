"""What the meeting added and a report may take in: points talked about, what was said, answered questions, follow-ups."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.templatetags.face import day
from reviews.models import EventNote, FollowUp, Poll, Question, Report, Review, TalkingPoint, Thread
from reviews.queries import archive_meeting, elsewhere
from reviews.report_merge import Added, holds
from reviews.report_text import Note


def added(review: Review) -> list[Added]:
    """In the order of the report's sections; four queries. What people kept for themselves is not among it."""
    return [*_points(review), *_notes(review), *_questions(review), *_follow_ups(review)]


def missing(report: Report) -> list[Added]:
    """What the text does not hold yet."""
    return [each for each in added(report.review) if not holds(report.text, each)]


def _points(review: Review) -> list[Added]:
    rows = TalkingPoint.objects.filter(
        poll__review=review, poll__state=Poll.State.REVEALED, discussed_at__isnull=False, aside_at=None
    )
    section = _("What was talked about")
    return [Added("point", each.pk, each.text, _voted(each), section) for each in rows.order_by("rank", "pk")]


def _voted(point: TalkingPoint) -> str:
    n = point.votes_counted or 0
    said = ngettext("chosen with %(n)d vote, and talked about", "chosen with %(n)d votes, and talked about", n)
    return said % {"n": n}


def _notes(review: Review) -> list[Added]:
    section = _("What was said about the timeline")
    rows = elsewhere.notes(EventNote.objects.filter(review=review).select_related("by").order_by("event__at", "pk"))
    return [
        Added("note", each.pk, f"{each.text} ({each.about})", _said(_("said in the meeting"), each.writer), section)
        for each in rows
    ]


def _said(words: str, by: object) -> str:
    return _("%(what)s, written down by %(who)s") % {"what": words, "who": by} if by else words


def _questions(review: Review) -> list[Added]:
    section = _("Questions that were answered")
    rows = Question.objects.filter(review=review, for_all=True, answered_at__isnull=False).select_related("by")
    asked = archive_meeting.named(review, list(rows))
    return [Added("question", each.pk, each.text, _asked(each), section) for each in asked]


def _asked(question: Question) -> str:
    if who := question.by or question.asked_there_by:
        return _("asked by %(who)s, and answered") % {"who": who}
    return _("asked in the meeting, and answered")


def _follow_ups(review: Review) -> list[Added]:
    section = _("What happens next")
    rows = FollowUp.objects.filter(review=review).select_related("owner")
    return [Added("follow_up", each.pk, _agreed(each), _("agreed at the end"), section) for each in rows]


def _agreed(each: FollowUp) -> str:
    if each.chosen_not:
        return _("We chose not to: %(what)s. %(reason)s") % {"what": each.what.rstrip("."), "reason": each.reason}
    ends = [str(each.owner)] if each.owner else []
    ends += [_("by %(day)s") % {"day": day(each.due)}] if each.due else []
    return f"{each.what} ({', '.join(ends)})" if ends else each.what


@dataclass(frozen=True)
class Source:
    """A numbered note with the place it leads back to; without one for people who cannot open it."""

    note: Note
    url: str = ""


def sources(review: Review, notes: list[Note], *, outside: bool) -> list[Source]:
    return [Source(note, "" if outside else _place(review, note)) for note in notes]


def _place(review: Review, note: Note) -> str:
    if note.kind == "thread":
        return f"{reverse('reviews:document', args=[review.uid])}#thread-{note.key}"
    if note.kind == "event":
        return note.url
    if note.kind == "note":
        return f"{reverse('incidents:incident', args=[review.incident.uid])}#narrative"
    return f"{reverse('reviews:review', args=[review.uid])}#meeting-record"


def said_since(report: Report) -> int:
    """How many threads were begun beside the document since the latest edition."""
    if not report.latest_number:
        return 0
    return Thread.objects.filter(
        document__review=report.review, started_at__gt=report.latest.published_at, resolved_at=None
    ).count()
