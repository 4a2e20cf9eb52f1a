"""Writes the ground rules of a series. The first change makes the usual ones the series' own."""

from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from reviews.models import GroundRule, Series
from reviews.queries.opening import rules_of


def _own(series: Series) -> list[GroundRule]:
    """The series' own rules, copied from the usual ones if it has none; locked against a second copy at the same time."""
    Series.objects.select_for_update().get(pk=series.pk)
    found = rules_of(series)
    if found and found[0].series_id:
        return found
    copies = [
        GroundRule(series=series, kind=each.kind, text=each.text, saying=each.saying, position=each.position)
        for each in found
    ]
    return GroundRule.objects.bulk_create(copies)


def _place(series: Series, rule: GroundRule) -> tuple[list[GroundRule], int]:
    """The own rules, and where the one that the page showed stands among them; -1 if it is gone."""
    shown = rules_of(series)
    own = _own(series)
    return own, next((at for at, each in enumerate(shown) if each.pk == rule.pk), -1)


@transaction.atomic
def add(*, series: Series, by: User, kind: str, text: str, saying: str = "") -> GroundRule:
    """A rule more, behind the last."""
    last = max((each.position for each in _own(series)), default=0)
    rule = GroundRule.objects.create(series=series, kind=kind, text=text, saying=saying, position=last + 1)
    audit.record(by=by, did="ground_rule.added", subject=series, rule=rule.pk)
    return rule


@transaction.atomic
def edit(*, series: Series, by: User, rule: GroundRule, kind: str, text: str, saying: str) -> None:
    own, at = _place(series, rule)
    if at < 0:
        return
    own[at].kind, own[at].text, own[at].saying = kind, text, saying
    own[at].save(update_fields=["kind", "text", "saying"])
    audit.record(by=by, did="ground_rule.edited", subject=series, rule=own[at].pk)


@transaction.atomic
def remove(*, series: Series, by: User, rule: GroundRule) -> None:
    """With the last of its own rules gone, the series has the usual ones again."""
    own, at = _place(series, rule)
    if at >= 0:
        audit.record(by=by, did="ground_rule.removed", subject=series, rule=own[at].pk)
        own[at].delete()


@transaction.atomic
def move(*, series: Series, by: User, rule: GroundRule, up: bool) -> None:
    """Swap places with the neighbour; at the end of the list nothing happens."""
    own, here = _place(series, rule)
    there = here - 1 if up else here + 1
    if here < 0 or not 0 <= there < len(own):
        return
    own[here], own[there] = own[there], own[here]
    for position, each in enumerate(own, start=1):
        each.position = position
    GroundRule.objects.bulk_update(own, ["position"])
    audit.record(by=by, did="ground_rule.moved", subject=series)


@transaction.atomic
def back_to_usual(*, series: Series, by: User) -> None:
    """Throw the series' own rules away."""
    GroundRule.objects.filter(series=series).delete()
    audit.record(by=by, did="ground_rule.usual", subject=series)
