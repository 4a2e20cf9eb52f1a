"""Reads held reviews as figures for the trends: a constant number of queries for however many reviews."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q

from accounts.models import User
from incidents.models import Involvement
from outbox.models import Message
from reviews import promises
from reviews.intervals import Interval, total
from reviews.models import (
    Attendance,
    AttendanceSpan,
    Coming,
    FollowUp,
    Participation,
    PersonPart,
    Report,
    Review,
    SignOff,
    Stage,
    TalkingPoint,
)
from surveys import measures, pooling
from surveys.measures import Figures, Pair
from surveys.models import Survey

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Visit:
    """One person at one meeting; `new`: it was the first one of all that they came to."""

    user: int
    minutes: float
    new: bool


@dataclass(frozen=True)
class Facts:
    """Of one review, as they are kept (models.ReviewFact)."""

    figures: Figures
    by_team: dict[str, Figures]
    told: dict[str, list[object]]


def gather(reviews: Sequence[Review]) -> dict[int, Facts]:
    """By the review's number. The reviews come with their incidents."""
    numbers = [each.pk for each in reviews]
    visits, invited = _visits(reviews), _invited(numbers)
    teams = _teams({visit.user for found in visits.values() for visit in found} | set().union(*invited.values()))
    process, told = _process(reviews, visits), _told(numbers)
    facts = {}
    for number in numbers:
        there, asked = visits[number], invited[number]
        by_team = {
            str(team): _attendance([each for each in there if each.user in people], asked & people)
            for team, people in teams.items()
            if any(each.user in people for each in there)
        }
        facts[number] = Facts(process[number] | _attendance(there, asked), by_team, told.get(number, {}))
    return facts


def _attendance(there: Sequence[Visit], invited: Collection[int]) -> Figures:
    """Whoever came without an invitation was welcome: the whole is everybody who was invited or came."""
    came = len(there)
    return {
        measures.PEOPLE: (came, len(set(invited) | {each.user for each in there})),
        measures.MINUTES: (round(sum(each.minutes for each in there)), came),
        measures.NEW: (sum(each.new for each in there), came),
    }


def _visits(reviews: Sequence[Review]) -> dict[int, list[Visit]]:
    ends = {each.pk: each.ended_at for each in reviews}
    rows = list(Attendance.objects.filter(review__in=ends).values_list("review", "user", "came_at"))
    open_ones = Attendance.objects.filter(review__restricted=False, review__incident__restricted=False)
    # Meetings of restricted reviews are no one's first: it would tell that somebody was at one.
    known = open_ones.filter(user__in={user for _review, user, _came in rows}).values("user").order_by()
    first = dict(known.annotate(first=Min("came_at")).values_list("user", "first"))
    minutes = _minutes(ends)
    visits: dict[int, list[Visit]] = defaultdict(list)
    for review, user, came_at in rows:
        visits[review].append(Visit(user, minutes.get((review, user), 0.0), first.get(user) == came_at))
    return visits


def _minutes(ends: Mapping[int, datetime | None]) -> dict[tuple[int, int], float]:
    """By review and person: the stretches in which they were there, laid together, to the end of the meeting at most."""
    stretches: dict[tuple[int, int], list[Interval]] = defaultdict(list)
    rows = AttendanceSpan.objects.filter(attendance__review__in=ends)
    for review, user, begins, until in rows.values_list("attendance__review", "attendance__user", "from_at", "to_at"):
        over = ends[review] or until or begins
        stretches[review, user].append((begins, max(begins, min(until or over, over))))
    return {key: total(found).total_seconds() / 60 for key, found in stretches.items()}


def _invited(numbers: Collection[int]) -> dict[int, set[int]]:
    invited: dict[int, set[int]] = defaultdict(set)
    for review, user in Participation.objects.filter(review__in=numbers, removed_at=None).values_list("review", "user"):
        invited[review].add(user)
    return invited


def _teams(users: Collection[int]) -> dict[int, set[int]]:
    teams: dict[int, set[int]] = defaultdict(set)
    for team, user in User.teams.through.objects.filter(user__in=users).values_list("team", "user"):
        teams[team].add(user)
    return teams


def _process(reviews: Sequence[Review], visits: Mapping[int, Sequence[Visit]]) -> dict[int, Figures]:
    """Everything that is the same for all teams."""
    numbers = [each.pk for each in reviews]
    pairs = {
        measures.PROMISE: _promises(reviews),
        measures.SIGN_OFFS: _sign_offs(numbers),
        measures.PARTS: _parts(reviews, visits),
        measures.POINTS: _points(numbers),
        measures.TO_MEETING: _to_meeting(reviews),
        measures.RESPONSE: _response(numbers),
        measures.FOR_A_PART: came_for_a_part(visits),
        measures.TO_REPORT: days_to_report(reviews),
        measures.FOLLOW_UPS: follow_ups(numbers),
    }
    return {number: {key: found[number] for key, found in pairs.items() if number in found} for number in numbers}


def _promises(reviews: Sequence[Review]) -> dict[int, Pair]:
    """Whether the document had reached everybody 24 hours before, by the outbox's own record; for meetings with one to send."""
    topics = {each.topic: each.pk for each in reviews}
    sent = Message.objects.filter(subject__in=topics, kind=promises.READY, deadline_at__isnull=False)
    in_time = Q(state=Message.State.SENT, sent_at__lte=F("deadline_at"))
    rows = sent.exclude(state=Message.State.CANCELLED).values("subject").order_by()
    counted = rows.annotate(late=Count("pk", filter=~in_time | Q(sent_at=None)))
    return {topics[subject]: (int(not late), 1) for subject, late in counted.values_list("subject", "late")}


def _sign_offs(numbers: Collection[int]) -> dict[int, Pair]:
    """Parts that the person themselves checked, of all that were marked as about somebody."""
    checked = Count("answers", filter=Q(answers__ended_at=None, answers__answer=SignOff.Answer.CHECKED), distinct=True)
    rows = PersonPart.objects.filter(review__in=numbers).values("review").order_by()
    found = rows.annotate(checked=checked, all=Count("pk", distinct=True))
    return {review: (done, whole) for review, done, whole in found.values_list("review", "checked", "all")}


def _parts(reviews: Sequence[Review], visits: Mapping[int, Sequence[Visit]]) -> dict[int, Pair]:
    """Parts of the incident of which somebody was in the room, of all parts that people had in it."""
    wanted: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    rows = Involvement.objects.filter(incident__in={each.incident_id for each in reviews})
    for incident, part, user in rows.values_list("incident", "part", "user"):
        wanted[incident][part].add(user or 0)
    found: dict[int, Pair] = {}
    for review in reviews:
        there = {each.user for each in visits.get(review.pk, [])}
        if parts := wanted[review.incident_id]:
            found[review.pk] = (sum(bool(people & there) for people in parts.values()), len(parts))
    return found


def _points(numbers: Collection[int]) -> dict[int, Pair]:
    rows = TalkingPoint.objects.filter(poll__review__in=numbers).values("poll__review").order_by()
    counted = rows.annotate(discussed=Count("discussed_at"), offered=Count("pk"))
    return {
        review: (discussed, offered)
        for review, discussed, offered in counted.values_list("poll__review", "discussed", "offered")
    }


def _to_meeting(reviews: Iterable[Review]) -> dict[int, Pair]:
    """Days from when it was noticed, or else began, to the meeting."""
    began = {each.pk: each.incident.detected_at or each.incident.impact_started_at for each in reviews}
    return {
        each.pk: (round(((each.ended_at or each.meets_at) - since) / DAY, 2), 1)
        for each in reviews
        if (since := began[each.pk])
    }


def _sealed(numbers: Collection[int]) -> list[Survey]:
    """Drawn ones alone: what is shown of a week must not change while it is still on."""
    drawn = Survey.objects.filter(review__in=numbers, state=Survey.State.SEALED).exclude(trend_point=None)
    return [each for each in drawn.select_related("result") if each.result.frozen["enough"]]


def _response(numbers: Collection[int]) -> dict[int, Pair]:
    """For a team; of results that are shown. The page of all takes it from the points, which have the others pooled."""
    return {
        each.review_id: (max((told["n"] or 0 for told in each.result.frozen["statements"]), default=0), each.asked_n)
        for each in _sealed(numbers)
    }


def _told(numbers: Collection[int]) -> dict[int, dict[str, list[object]]]:
    """Each statement as the result's own page shows it."""
    found: dict[int, dict[str, list[object]]] = {}
    for survey in _sealed(numbers):
        values = {}
        for told in survey.result.frozen["statements"]:
            if told["n"]:
                mean = told["mean"] if told["mean"] is not None else sum(told["band"]) / 2
                values[told["slug"]] = pooling.Value(mean, told["n"], told["band"] is not None)
        if values:
            mean = pooling.joined(values.values())
            score = pooling.Value(mean.mean, max(each.n for each in values.values()), mean.about)
            found[survey.review_id] = {
                slug: [round(value.mean, 2), value.n, value.about] for slug, value in {"score": score, **values}.items()
            }
    return found


def held_and_open() -> Q:
    """Which reviews are in the trends: restricted ones in no figure, for anybody."""
    return Q(stage=Stage.HELD, restricted=False, incident__restricted=False)


def came_for_a_part(visits: Mapping[int, Sequence[Visit]]) -> dict[int, Pair]:
    """By review: how many who came had said they come for a part of the agenda, of all who came; where nobody said so, nothing."""
    said: dict[int, set[int]] = defaultdict(set)
    for review, user in Coming.objects.filter(item__review__in=visits).values_list("item__review", "user"):
        said[review].add(user)
    return {number: (sum(each.user in said[number] for each in visits[number]), len(visits[number])) for number in said}


def days_to_report(reviews: Sequence[Review]) -> dict[int, Pair]:
    """By review: (days from the incident to its published report, 1); of those that have one."""
    began = {each.pk: each.incident.detected_at or each.incident.impact_started_at for each in reviews}
    rows = Report.objects.filter(review__in=began, first_published_at__isnull=False)
    published = rows.values_list("review", "first_published_at")
    return {number: (round((at - since) / DAY, 2), 1) for number, at in published if at and (since := began[number])}


def follow_ups(numbers: Collection[int]) -> dict[int, Pair]:
    """By review: follow-ups that came to an end, done or chosen not to, of all that were agreed."""
    settled = Count("pk", filter=Q(chosen_not=True) | Q(settled_at__isnull=False))
    rows = FollowUp.objects.filter(review__in=numbers).order_by().values("review")
    found = rows.annotate(settled_n=settled, all_n=Count("pk")).values_list("review", "settled_n", "all_n")
    return {review: (settled_n, all_n) for review, settled_n, all_n in found}
