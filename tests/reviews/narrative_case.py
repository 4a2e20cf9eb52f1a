"""A meeting at its narrative: three events, each told from where somebody was, and what these people said of telling it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import live
from accounts.models import User
from incidents.models import Involvement, TimelineEvent
from live.regions import snapshot
from reviews.actions import room, sign_offs
from reviews.models import AgendaItem, Review, Willingness
from tests.reviews import plan_case

YES, RATHER_NOT, ASK = Willingness.Answer


@dataclass
class Narrative:
    review: Review
    events: list[TimelineEvent]

    def url(self, name: str, *more: int) -> str:
        return reverse(f"reviews:{name}", args=[self.review.uid, *more])

    def say(self, person: User, number: int, answer: str) -> None:
        sign_offs.say_willing(review=self.review, event=self.events[number], person=person, answer=answer)

    def text(self, browser: Client, name: str = "room") -> str:
        return browser.get(self.url(name)).content.decode()


def prepared(ana: User, *people: User) -> Narrative:
    """One event a person, in their order, an hour apart."""
    review = plan_case.review(ana, *people)
    begins = timezone.now() - timedelta(days=3)
    events = [
        TimelineEvent.objects.create(
            incident=review.incident,
            at=begins + timedelta(hours=number),
            what=f"Moment {number} happened",
            perspective_of=Involvement.objects.get(incident=review.incident, user=user),
        )
        for number, user in enumerate(people)
    ]
    return Narrative(review, events)


def bring_to_narrative(told: Narrative, ana: User) -> None:
    told.review = room.open_room(review=told.review, by=ana)
    while (here := room.current(told.review)) and here.kind != AgendaItem.Kind.NARRATIVE:
        room.move_on(review=told.review, by=ana, item=here.pk)


def opened(ana: User, *people: User) -> Narrative:
    told = prepared(ana, *people)
    bring_to_narrative(told, ana)
    return told


def stale_after(
    steps: Iterable[Callable[[], object]], reader: User, review: Review, monkeypatch: pytest.MonkeyPatch
) -> list[set[str]]:
    """For each step, the regions whose content it changed without telling the open pages. A step that changes none is an error."""
    told: set[str] = set()
    monkeypatch.setattr(live, "publish", lambda _topic, *regions: told.update(regions))
    stale = []
    for step in steps:
        told.clear()
        before = snapshot(reader, room.topic(review))
        step()
        after = snapshot(reader, room.topic(review))
        changed = {name for name in after if after[name] != before[name]}
        assert changed
        stale.append(changed - told)
    return stale
