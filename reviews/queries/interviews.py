"""What the pages of interviews show: whom to talk to next and why, how it stands with those asked, what may be quoted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from incidents.models import WANTED_PARTS, Involvement, Part, TimelineEvent
from incidents.queries.looked_at import looked_at
from reviews import interview_order, interview_permissions
from reviews.interview_order import Next, Witness
from reviews.models import Interview, InterviewQuote, InterviewTime, Participation, Review, Stage
from reviews.overview_text import Looked

Seen = Sequence[tuple[int | None, datetime]]
NEAREST = frozenset({Part.ON_CALL.value, Part.COMMAND.value, Part.RESPONDER.value})


@dataclass(frozen=True)
class ToAsk:
    """Somebody to talk to, their part as it is read, and why just them."""

    person: User
    part: str
    reasons: list[str]


@dataclass(frozen=True)
class Row:
    """Somebody asked; `word` and `tone` say how it stands; times are the agreed one or none."""

    interview: Interview
    word: str
    tone: str
    quotes: int
    agreed: int


@dataclass(frozen=True)
class Desk:
    """The facilitators' page: whom to ask next, who was asked, and names without an account of whom nothing is noted yet."""

    next: list[ToAsk]
    asked: list[Row]
    without_account: list[Involvement]


def of(review: Review) -> QuerySet[Interview]:
    return review.interviews.select_related("person", "review__incident", "asked_by", "chosen")


def desk(review: Review) -> Desk:
    """A constant number of queries, for 2 people and for 200."""
    involved = list(review.incident.involvements.select_related("user"))
    rows = list(of(review).prefetch_related("quotes"))
    people = _people(review, involved)
    alive = [row for row in rows if not row.taken_back_at]
    # Somebody who was talked with before they had an account is not asked anew.
    noted = {row.involvement_id for row in alive if row.involvement_id}
    asked = {row.person_id for row in alive if row.person_id} | {one.user_id for one in involved if one.pk in noted}
    return Desk(
        next=_next(review, people, involved, {pk for pk in asked if pk}),
        asked=[_row(row) for row in alive],
        without_account=[one for one in involved if one.user_id is None and one.pk not in noted],
    )


def candidates(review: Review) -> dict[int, User]:
    """Everybody who may be asked, by number: involved or invited, with an account, and not a facilitator of this review."""
    return _people(review, list(review.incident.involvements.select_related("user")))


def _people(review: Review, involved: list[Involvement]) -> dict[int, User]:
    places = list(review.participations.filter(removed_at=None).select_related("user"))
    facilitators = {place.user_id for place in places if place.role == Participation.Role.FACILITATOR}
    everyone = [*(one.user for one in involved if one.user), *(place.user for place in places)]
    return {user.pk: user for user in everyone if user.is_active and user.pk not in facilitators}


def _next(review: Review, people: dict[int, User], involved: list[Involvement], asked: set[int]) -> list[ToAsk]:
    mine = {one.user_id: one for one in involved if one.user_id}
    events = TimelineEvent.objects.filter(incident=review.incident_id, perspective_of__isnull=False)
    seen: Seen = list(events.values_list("perspective_of", "at"))
    own = [
        Witness(pk, str(user), mine[pk].part if pk in mine else "", _moments(mine.get(pk), seen), pk in asked)
        for pk, user in people.items()
    ]
    # Others' perspectives count too: of names without an account, and of those who write it up.
    others = [
        Witness(-one.pk, one.who, moments=_moments(one, seen), asked=True)
        for one in involved
        if one.user_id not in people
    ]
    rows = interview_order.order([*own, *others], NEAREST)
    return [ToAsk(people[row.key], _part(mine.get(row.key)), _reasons(row, mine.get(row.key))) for row in rows]


def _moments(involvement: Involvement | None, seen: Seen) -> list[datetime]:
    return [at for who, at in seen if involvement and who == involvement.pk]


def _part(involvement: Involvement | None) -> str:
    return str(involvement.get_part_display()) if involvement else ""


def _reasons(row: Next, involvement: Involvement | None) -> list[str]:
    found = []
    if row.only:
        found.append(
            ngettext("%(n)d moment that only they saw", "%(n)d moments that only they saw", row.only) % {"n": row.only}
        )
    shared = row.seen - row.only
    if shared:
        found.append(
            ngettext("%(n)d moment that others saw, too", "%(n)d moments that others saw, too", shared) % {"n": shared}
        )
    if row.new_part:
        found.append(_("nobody was asked yet from: %(part)s") % {"part": _part(involvement)})
    if row.nearest:
        found.append(_("near to the work itself"))
    return found or [_("may have seen something that nobody wrote down")]


def _row(interview: Interview) -> Row:
    quotes = list(interview.quotes.all())
    word, tone = standing(interview)
    return Row(interview, word, tone, len(quotes), sum(1 for quote in quotes if quote.agreed))


def standing(interview: Interview) -> tuple[str, str]:
    """How it stands, in a word, and the badge's colour."""
    if interview.deleted_at:
        return _("notes deleted"), "quiet"
    if interview.held_at:
        return _("talked"), "ok"
    words = {
        Interview.Answer.TIME: (_("time agreed"), "accent"),
        Interview.Answer.NONE_FITS: (_("no time fits"), "care"),
        Interview.Answer.NO: (_("would rather not"), "quiet"),
        Interview.Answer.YES: (_("said yes"), "accent"),
    }
    return words.get(Interview.Answer(interview.answer), (_("asked"), "quiet"))


def times_left(interview: Interview) -> list[InterviewTime]:
    """The offered times that are ahead and not agreed with somebody else meanwhile; two queries."""
    taken = Interview.objects.filter(review=interview.review_id, chosen__isnull=False).exclude(pk=interview.pk)
    spans = [
        (one.chosen.begins_at, one.chosen.begins_at + timedelta(minutes=one.minutes))
        for one in taken.select_related("chosen")
        if one.chosen
    ]
    length = timedelta(minutes=interview.minutes)
    ahead = interview.times.filter(begins_at__gt=timezone.now())
    return [
        offered
        for offered in ahead
        if all(offered.begins_at + length <= begins or offered.begins_at >= ends for begins, ends in spans)
    ]


def readers(review: Review) -> list[str]:
    """The names of those who can read the notes."""
    places = review.participations.filter(removed_at=None, role=Participation.Role.FACILITATOR)
    found = [place.user for place in places.select_related("user")]
    return [str(user) for user in found if not interview_permissions.kept_from(user, review)]


def notes(interview: Interview) -> str:
    """The newest saved state; for the facilitators' pages alone."""
    return interview.notes.filter(number=interview.notes_number).values_list("text", flat=True).first() or ""


def agreed(review: Review) -> list[InterviewQuote]:
    """The passages that may go into the document, in the wording that was agreed."""
    rows = InterviewQuote.objects.filter(interview__review=review, answer__in=["yes", "unnamed"])
    return sorted(rows.select_related("interview__person"), key=lambda row: (row.interview.who.casefold(), row.pk))


def waiting(person: User) -> list[tuple[Interview, int]]:
    """For the start page: where this person is still to answer, with the number of passages that wait. Two queries."""
    rows = Interview.objects.filter(person=person, taken_back_at=None).exclude(review__stage=Stage.CANCELLED)
    found = [
        (row, sum(1 for quote in row.quotes.all() if not quote.answer))
        for row in rows.select_related("review__incident", "asked_by").prefetch_related("quotes")
    ]
    return [(row, quotes) for row, quotes in found if quotes or (row.open and not row.answer)]


def none_fits(facilitator: User) -> list[Interview]:
    """Those who found no time among the offered ones, in the reviews that this person facilitates now."""
    led = Participation.objects.filter(user=facilitator, role=Participation.Role.FACILITATOR, removed_at=None)
    rows = Interview.objects.filter(
        review__in=led.values("review"),
        answer=Interview.Answer.NONE_FITS,
        taken_back_at=None,
        held_at=None,
        deleted_at=None,
    )
    found = rows.exclude(review__stage=Stage.CANCELLED).select_related("review__incident", "person")
    return [row for row in found if not interview_permissions.kept_from(facilitator, row.review)]


def looked(review: Review) -> Looked:
    """What the analysis rests on, counted."""
    held = list(review.interviews.filter(held_at__isnull=False).values_list("person_id", "involvement_id"))
    people, names = {person for person, _part in held if person}, {part for _person, part in held if part}
    involved = list(review.incident.involvements.all())
    kinds = looked_at(review.incident)
    spoke = [one for one in involved if one.user_id in people or one.pk in names]
    heard, there = {one.part for one in spoke}, {one.part for one in involved}
    unheard = [str(part.label) for part in WANTED_PARTS if part.value in there - heard] if held else []
    return Looked(interviews=len(held), left=len(involved) - len(spoke), evidence=kinds, unheard=unheard)
