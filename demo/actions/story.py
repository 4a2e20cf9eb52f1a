"""Builds the sample story with the same actions that people use; a second time it adds nothing."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from demo.earlier import EARLIER, Earlier
from demo.people import CAST
from incidents import cases
from incidents.actions.cases import import_case
from incidents.models import Incident
from reviews.actions import reviews
from reviews.models import Review, Series

CASE = Path(__file__).resolve().parent.parent / "cases" / "outage.json"
ZONE = "Europe/Amsterdam"


@transaction.atomic
def load() -> Review:
    """The review of the story, ready to be prepared: people, incidents, and a meeting four days ahead."""
    people = _people()
    ana = people["Ana Ferreira"]
    accounts = {each.key: people[each.name] for each in CAST if each.key}
    for earlier in EARLIER:
        import_case(case=_small_case(earlier), by=ana, accounts=accounts)
    case = cases.read(json.loads(CASE.read_text(encoding="utf-8")))
    incident, _new = import_case(case=case, by=ana, accounts=accounts)
    return Review.objects.filter(incident=incident).first() or _review(incident, ana, people)


def _people() -> dict[str, User]:
    found = {}
    for each in CAST:
        user = User.objects.filter(email=each.email).first()
        found[each.name] = user or User.objects.create_user(
            each.email, name=each.name, time_zone=each.time_zone, is_manager=each.is_manager
        )
    return found


def _small_case(earlier: Earlier) -> cases.Case:
    detected = timezone.now().replace(hour=9, minute=30, second=0, microsecond=0) - timedelta(weeks=earlier.weeks)
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


def _review(incident: Incident, ana: User, people: dict[str, User]) -> Review:
    series, _made = Series.objects.get_or_create(name="Tuesday review", defaults={"minutes": 75, "time_zone": ZONE})
    wall = datetime.combine(timezone.localdate() + timedelta(days=4), time(15, 0))
    plan = reviews.Plan(wall=wall, time_zone=ZONE, minutes=75, series=series)
    invite = [user for name, user in people.items() if name != "Mira Novak"]
    return reviews.start(incident=incident, by=ana, plan=plan, invite=invite)
