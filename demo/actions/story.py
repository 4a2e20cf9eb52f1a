"""Builds the sample story with the same actions that people use; a second time it adds nothing."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from demo.actions import evidence, past, writing
from demo.earlier import EARLIER, Earlier
from demo.people import CAST
from incidents import cases
from incidents.actions.cases import import_case
from incidents.models import Incident
from reviews.actions import reviews
from reviews.actions import series as series_actions
from reviews.models import Review, Series, Weekday

CASE = Path(__file__).resolve().parent.parent / "cases" / "outage.json"
ZONE = "Europe/Amsterdam"


ORIGIN = "case:GitLab.com"


def review() -> Review | None:
    """The review of the story, if it is loaded."""
    found = Review.objects.select_related("document", "poll", "incident")
    return found.filter(incident__origin__startswith=ORIGIN).order_by("pk").first()


@transaction.atomic
def load() -> Review:
    """The review of the story, ready to be prepared: people, eight weeks of earlier reviews, and a meeting some days ahead.

    What is there already stays as it is.
    """
    people = _people()
    ana = people["Ana Ferreira"]
    accounts = {each.key: people[each.name] for each in CAST if each.key}
    series = _series(ana, people["Gus Moreau"])
    small = {each.title: import_case(case=_small_case(each), by=ana, accounts=accounts) for each in EARLIER}
    if all(new for _incident, new in small.values()):
        incidents = {title: incident for title, (incident, _new) in small.items()}
        past.build(incidents, series, {name.split()[0]: user for name, user in people.items()})
    case = cases.read(json.loads(CASE.read_text(encoding="utf-8")))
    incident, _new = import_case(case=case, by=ana, accounts=accounts)
    return review() or _review(incident, ana, people, series)


def _series(ana: User, gus: User) -> Series:
    """Every Tuesday at three; Ana and Gus facilitate in turn."""
    known = Series.objects.filter(name="Tuesday review").first()
    if known:
        return known
    day = {"weekday": Weekday.TUESDAY, "begins": past.THREE, "empty_week": "We read an old report together."}
    made = series_actions.start(by=ana, name="Tuesday review", minutes=75, time_zone=ZONE, **day)
    series_actions.add_to_rotation(series=made, by=ana, user=gus)
    return made


def _people() -> dict[str, User]:
    found = {}
    for each in CAST:
        user = User.objects.filter(email=each.email).first()
        found[each.name] = user or User.objects.create_user(
            each.email, name=each.name, time_zone=each.time_zone, is_manager=each.is_manager
        )
    return found


def _small_case(earlier: Earlier) -> cases.Case:
    detected = past.tuesday(earlier.weeks, ZONE, past.HALF_PAST_TEN) - timedelta(days=6)
    moments = tuple(
        cases.Moment(detected + timedelta(minutes=m), what, who, "channel") for m, who, what in earlier.moments
    )
    keys = dict.fromkeys(who for _m, who, _what in earlier.moments)
    parts = {each.key: each for each in cases.read(json.loads(CASE.read_text(encoding="utf-8"))).people}
    return cases.Case(
        title=earlier.title,
        severity=earlier.severity,
        services=earlier.services,
        impact=earlier.impact,
        impact_started_at=detected,
        detected_at=detected,
        resolved_at=detected + timedelta(hours=2),
        time_zone=ZONE,
        people=tuple(cases.Person(key, parts[key].name, parts[key].part) for key in keys),
        timeline=moments,
        themes=(cases.FoundTheme(earlier.theme, (detected,)),),
    )


def _review(incident: Incident, ana: User, people: dict[str, User], series: Series) -> Review:
    wall = datetime.combine(timezone.localdate() + timedelta(days=4), time(15, 0))
    plan = reviews.Plan(wall=wall, time_zone=ZONE, minutes=75, series=series)
    invite = [user for name, user in people.items() if name != "Mira Novak"]
    evidence.build(incident, people, ana)
    started = reviews.start(incident=incident, by=ana, plan=plan, invite=invite)
    writing.chat(started, people["Emil Sørensen"], ana)
    writing.document(started, ana)
    return started
