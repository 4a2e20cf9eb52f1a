"""Switches messages off and on again, for the person who gets them."""

from collections.abc import Collection

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from outbox import choices
from outbox.choices import Choice
from outbox.models import SwitchedOff


@transaction.atomic
def switch(*, person: User, choice: Choice, on: bool, by_link: bool = False) -> None:
    """One choice; a fixed one stays as it is. `by_link`: by the link in a mail, without signing in."""
    if choice.fixed:
        return
    if on:
        changed = SwitchedOff.objects.filter(user=person, choice=choice.name).delete()[0]
    else:
        changed = SwitchedOff.objects.get_or_create(user=person, choice=choice.name)[1]
    if changed:
        did = "messages.wanted" if on else "messages.stopped"
        audit.record(by=person, did=did, subject=person, choice=choice.name, by_link=by_link)


@transaction.atomic
def choose(*, person: User, wanted: Collection[str]) -> None:
    """All choices at once: `wanted` names those that stay on."""
    for choice in choices.free():
        switch(person=person, choice=choice, on=choice.name in wanted)
