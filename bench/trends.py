"""How long the server needs for the trends of five years: 50 teams, 10,000 reviews, 300,000 answers, beside a tenth of that.

Needs PostgreSQL: run it by `make bench-trends`, which starts one. Prints one JSON line a measure: name, ours and floor in
milliseconds of this process and of waiting for the database, wall (the same by the clock), ratio, target, holds. The floor is the best plain SQL over the same stored sums, joined into a table of
HTML by one expression. The last line is all of it beside a tenth: at most half as much again. Exits 1 if a page does not hold.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import config.wsgi  # noqa: F401 — isort: skip — it sets up Django
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Team, User
from incidents.models import Incident
from reviews.models import Attendance, AttendanceSpan, Participation, Review, Series, Stage
from surveys import anonymity
from surveys.actions import facts, trends
from surveys.models import AnswerCount, FormatChange, Statement, Survey, SurveyResult, WeekFact

TEAMS, WEEKS, REVIEWS, CAME = 50, 260, 10_000, 10
PART, WHOLE = REVIEWS // 10, REVIEWS
TARGET, MOST_GROWTH = (
    300,
    1.5,
)  # milliseconds of server time, and how much slower all may be than a tenth; from the issue
# Survey answers: a rating of each of 4 statements by 7 or 8 of those who came makes 30 a review, 300,000 in all.
ANSWERED = (7, 8)
NOW = datetime.now(UTC)


def server_time(call: Callable[[], object]) -> float:
    """Of this process, and what it waits for the database, in seconds; neighbours on a busy machine are not counted."""
    waited = 0.0

    def timed(execute: Callable[..., object], *what: object) -> object:
        nonlocal waited
        begin = time.perf_counter()
        try:
            return execute(*what)
        finally:
            waited += time.perf_counter() - begin

    with connection.execute_wrapper(timed):
        begin = time.process_time()
        call()
        return time.process_time() - begin + waited


def best(call: Callable[[], object], clock: Callable[[Callable[[], object]], float] = server_time) -> float:
    """The fastest of some runs, in milliseconds."""
    return min(clock(call) for _ in range(8)) * 1000


def by_the_clock(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


class Company:
    """People in teams, a series for each team, and reviews spread over the years."""

    def __init__(self) -> None:
        self.rng = random.Random(6)
        self.people: list[User] = []
        self.teams: list[Team] = []
        self.series: list[Series] = []
        self.manager = User.objects.create_user("m@example.org", name="Manager", is_manager=True)
        changes = [FormatChange(since=(NOW - timedelta(weeks=w)).date(), what=f"Try {w}") for w in range(10, 250, 40)]
        FormatChange.objects.bulk_create(changes)

    def grow(self, teams: int) -> None:
        """To so many teams of twenty people, each with a series of its own."""
        new = range(len(self.teams), teams)
        self.teams += Team.objects.bulk_create(Team(name=f"Team {n:02}") for n in new)
        self.series += Series.objects.bulk_create(Series(name=f"Series {n:02}") for n in new)
        for n in new:
            joined = User.objects.bulk_create(
                User(email=f"p{n}-{k}@example.org", name=f"Person {n}-{k}", password="!") for k in range(20)
            )
            self.people += joined
            through = User.teams.through
            through.objects.bulk_create(through(user_id=each.pk, team_id=self.teams[n].pk) for each in joined)

    def hold(self, first: int, last: int) -> None:
        """The reviews of these numbers, evenly over all weeks, as rows of the tables that the sweep reads."""
        incidents, reviews = [], []
        for n in range(first, last):
            at = NOW - timedelta(weeks=2 + self._week(n), hours=n % 30)
            incidents.append(Incident(title=f"Incident {n}", detected_at=at - timedelta(days=3 + n % 9)))
        Incident.objects.bulk_create(incidents, batch_size=1000)
        for n, incident in enumerate(incidents, first):
            at = NOW - timedelta(weeks=2 + self._week(n), hours=n % 30)
            series = self.series[n % len(self.series)]
            held = {"stage": Stage.HELD, "started_at": at, "ended_at": at + timedelta(hours=1), "wall_time": "x"}
            reviews.append(Review(incident=incident, series=series, meets_at=at, time_zone="UTC", **held))
        Review.objects.bulk_create(reviews, batch_size=1000)
        self._come(reviews)
        self._answer(reviews)

    def _week(self, n: int) -> int:
        """Every series meets in most of the weeks, however many series there are."""
        return n // len(self.series) * 7 % WEEKS

    def _come(self, reviews: list[Review]) -> None:
        came, invited = [], []
        for review in reviews:
            begin = review.started_at or NOW
            for user in self.rng.sample(self.people, CAME):
                minutes = self.rng.randint(20, 60)
                at = {"came_at": begin, "last_seen_at": begin + timedelta(minutes=minutes)}
                came.append(Attendance(review=review, user=user, **at))
                invited.append(Participation(review=review, user=user))
        Attendance.objects.bulk_create(came, batch_size=5000)
        stretches = [AttendanceSpan(attendance=each, from_at=each.came_at, to_at=each.last_seen_at) for each in came]
        AttendanceSpan.objects.bulk_create(stretches, batch_size=5000)
        Participation.objects.bulk_create(invited, batch_size=5000)

    def _answer(self, reviews: list[Review]) -> None:
        """Sealed surveys with their counters and results."""
        statements = list(Statement.objects.filter(retired=False))
        when = {"opens_at": NOW, "closes_at": NOW, "state": Survey.State.SEALED, "asked_n": CAME}
        surveys = Survey.objects.bulk_create((Survey(review=each, **when) for each in reviews), batch_size=2000)
        counts, results = [], []
        for survey in surveys:
            answered, told = self.rng.choice(ANSWERED), []
            for statement in statements:
                values = self.rng.choices(anonymity.VALUES, (1, 2, 5, 9, 6), k=answered)
                held = {value: values.count(value) for value in anonymity.VALUES}
                counts += [AnswerCount(survey=survey, statement=statement, value=v, n=n) for v, n in held.items()]
                shown = anonymity.shown(held, 5)
                assert shown
                row = {"slug": statement.slug, "text": statement.text, "n": shown.n, "mean": shown.mean}
                told.append(row | {"bars": shown.bars, "band": shown.band})
            frozen = {"enough": True, "statements": told, "texts": []}
            results.append(SurveyResult(survey=survey, frozen=frozen, sealed_at=NOW))
        AnswerCount.objects.bulk_create(counts, batch_size=10_000)
        SurveyResult.objects.bulk_create(results, batch_size=2000)


def sweep() -> None:
    """As the timetable does, until nothing is left."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    trends.draw()
    while facts.take_in():
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plain(scope: str) -> bytes:
    """The same sums read by plain SQL and written as one table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT week::text, meetings::text, figures::text, told::text FROM surveys_weekfact WHERE scope = %s ORDER BY week",
            [scope],
        )
        rows = cursor.fetchall()
        cursor.execute(
            "SELECT first_week::text, last_week::text, told::text, answers_n::text FROM surveys_scorespan"
            " WHERE scope = %s ORDER BY first_week",
            [scope],
        )
        rows += cursor.fetchall()
    return "".join("<tr><td>" + "</td><td>".join(row) + "</td></tr>" for row in rows).encode()


def pages(company: Company) -> dict[str, tuple[str, str]]:
    """By name: the query of the address, and the scope of its sums."""
    team, series = company.teams[3].pk, company.series[4].pk
    return {
        "since the beginning": ("?weeks=0", "all"),
        "one team since the beginning": (f"?weeks=0&team={team}", f"t{team}"),
        "one series, a year": (f"?weeks=52&series={series}", f"s{series}"),
        "twelve weeks": ("", "all"),
    }


def measure(company: Company, size: int) -> dict[str, float]:
    """Prints a line for each page; answers its milliseconds."""
    browser, found = Client(SERVER_NAME="localhost"), {}
    browser.force_login(company.manager)
    for name, (query, scope) in pages(company).items():
        address = reverse("surveys:trends") + query
        answer = browser.get(address)
        assert answer.status_code == 200, answer.status_code
        assert b"chart-dot" in answer.content
        # In turns, so that both meet the same neighbours on a busy machine.
        rounds = [(best(lambda a=address: browser.get(a)), best(lambda s=scope: plain(s))) for _ in range(3)]
        ours, floor = min(one for one, _ in rounds), min(one for _, one in rounds)
        wall = best(lambda a=address: browser.get(a), by_the_clock)
        line = {"name": f"trends of {size:,} reviews, {name}", "ours": round(ours, 1), "wall": round(wall, 1)}
        line |= {"floor": round(floor, 1), "ratio": round(ours / floor, 1), "target": TARGET, "holds": ours <= TARGET}
        print(json.dumps(line | {"kilobytes": len(answer.content) // 1024}), flush=True)
        found[name] = ours
    return found


def main() -> int:
    if connection.vendor != "postgresql":
        sys.exit("This measures PostgreSQL: run it by `make bench-trends`.")
    # A database of its own beside whatever the service has.
    connection.creation.create_test_db(verbosity=0)
    call_command("createcachetable", verbosity=0)
    company = Company()
    company.grow(TEAMS // 10)
    company.hold(0, PART)
    sweep()
    tenth = measure(company, PART)
    company.grow(TEAMS)
    company.hold(PART, WHOLE)
    begin = time.perf_counter()
    sweep()
    print(json.dumps({"name": "sweep of 9,000 reviews", "seconds": round(time.perf_counter() - begin, 1)}), flush=True)
    assert WeekFact.objects.filter(scope="all").count() >= WEEKS * 3 // 4
    whole = measure(company, WHOLE)
    held = [value <= TARGET for value in whole.values()]
    for name, ours in whole.items():
        ratio = ours / tenth[name]
        line = {"name": f"all beside a tenth, {name}", "ours": round(ours, 1), "floor": round(tenth[name], 1)}
        print(json.dumps(line | {"ratio": round(ratio, 2), "target": MOST_GROWTH, "holds": ratio <= MOST_GROWTH}))
        held.append(ratio <= MOST_GROWTH)
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
