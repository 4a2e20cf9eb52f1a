"""What the list before a review shows: the facts that its rule looks at, and who reads the document with fresh eyes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from reviews import readiness, readiness_words, template_text
from reviews.models import Participation, Review, SecondReading, SeriesFacilitator, Status, TalkingPoint
from reviews.queries import chat, hints, plan, sign_offs

SHORT = 70  # characters of a quote
NARRATIVE = gettext_noop("Narrative")


@dataclass(frozen=True)
class Shown:
    """A line as the page says it; url: where it is mended, empty when it is fine."""

    key: str
    fine: bool
    text: str
    names: str = ""
    more: int = 0
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Page:
    """to_do: what a friendly colleague would still look at; fine: what is there already."""

    to_do: list[Shown] = field(default_factory=list)
    fine: list[Shown] = field(default_factory=list)


def page(review: Review, user: User) -> Page:
    """A constant number of queries; the hints are those this person would see while writing."""
    shown = [_shown(line, review) for line in readiness.lines(facts(review, user))]
    return Page([line for line in shown if not line.fine], [line for line in shown if line.fine])


def facts(review: Review, user: User) -> readiness.Facts:
    text, points = review.document.latest.text, _points(review)
    agenda = plan.agenda(review)
    return readiness.Facts(
        people=_people(review),
        missing_parts=plan.missing_parts(review.incident),
        disputed=len(sign_offs.disputes(review)),
        hints=hints.left(review.document, user, text),
        points_incident=points.count(TalkingPoint.Kind.INCIDENT),
        points_common=points.count(TalkingPoint.Kind.COMMON),
        agenda_over=agenda.over if agenda.items else None,
        unanswered=readiness.unanswered(text, template_text.hints(gettext)),
        impact=bool(review.incident.impact) or _tells(text, readiness_words.IMPACT),
        detection=bool(review.incident.detected_at) or _tells(text, readiness_words.DETECTION),
        **_timeline(review, text),
    )


def _tells(text: str, words: object) -> bool:
    """Beside the incident's own fields, words count that commonly say it."""
    return readiness.tells(text, (word.strip() for word in str(words).split(",")))


def _people(review: Review) -> list[readiness.Person]:
    """Heard: an event is told from where they were, or a passage that stands in the text is about them."""
    told = set(review.incident.events.values_list("perspective_of", flat=True))
    marked = review.person_parts.filter(passage__isnull=False).exclude(passage__status=Status.ORPHANED)
    about = set(marked.values_list("person", flat=True))
    involved = review.incident.involvements.select_related("user")
    return [readiness.Person(each.who, each.pk in told or each.user_id in about) for each in involved]


def _timeline(review: Review, text: str) -> dict[str, Any]:
    events = list(review.incident.events.values_list("what", "teller", "timed", "reference"))
    unknown = {reference for _what, _teller, timed, reference in events if not timed}
    seen = review.incident.sightings.values_list("theme__title", "event", "quote").order_by("pk")
    tied = {title: False for title, _event, _quote in seen}
    for title, event, quote in seen:
        tied[title] |= bool(event or quote)
    return {
        "events": len(events),
        "untimed": _short(readiness.untimed(text, {NARRATIVE, gettext(NARRATIVE)}, unknown)),
        "untold": _short(what for what, teller, _timed, _reference in events if teller is None),
        "themes": len(tied),
        "bare_themes": [title for title, is_tied in tied.items() if not is_tied],
    }


def _points(review: Review) -> list[str]:
    return (
        list(review.poll.points.filter(aside_at=None).values_list("kind", flat=True)) if hasattr(review, "poll") else []
    )


def _short(texts: Iterable[str]) -> list[str]:
    return [Truncator(" ".join(text.split())).chars(SHORT) for text in texts]


def _shown(line: readiness.Line, review: Review) -> Shown:
    words, names = readiness_words.WORDS[line.key], ", ".join(line.names)
    if line.fine:
        return Shown(line.key, True, str(words.fine), names, line.more)
    uid = review.incident.uid if words.page.startswith("incidents:") else review.uid
    url = reverse(words.page if ":" in words.page else f"reviews:{words.page}", args=[uid])
    return Shown(line.key, False, str(words.do % {"n": line.n}), names, line.more, url, str(words.link))


def readings(review: Review) -> list[SecondReading]:
    """Answered ones and those that wait, newest first; what was taken back is not shown."""
    rows = SecondReading.objects.filter(review=review).filter(Q(ended_at=None) | ~Q(answer=""))
    return list(rows.select_related("reader", "asked_by"))


def own_reading(review: Review, user: User) -> SecondReading | None:
    """The one that waits for this person."""
    return SecondReading.objects.filter(review=review, reader=user, ended_at=None).first()


def to_ask(review: Review, user: User) -> list[User]:
    """Who may be asked: the review's other people, and for an open review those who facilitate its series in turn."""
    here = Participation.objects.filter(review=review, removed_at=None).values("user")
    people = Q(pk__in=here)
    if not chat.is_private(review) and review.series_id:
        people |= Q(pk__in=SeriesFacilitator.objects.filter(series=review.series_id).values("user"))
    waits = SecondReading.objects.filter(review=review, ended_at=None).values("reader")
    return list(User.objects.filter(people, is_active=True).exclude(pk=user.pk).exclude(pk__in=waits))
