"""Starts a series and writes its format, keeps the list of those who facilitate in turn, and asks people back kindly."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from outbox.actions import messages
from outbox.planning import Planned
from reviews import series_care, series_messages
from reviews.models import InvitationBack, Series, SeriesFacilitator, StandingMeeting

BETWEEN = timedelta(days=30)  # a second kind word sooner would be pressing
STAYS_DUE = timedelta(days=7)
OF_SERIES = ("name", "minutes", "time_zone")


class LastOne(Exception):
    """Nobody would look after the series any more."""


class TooSoon(Exception):
    """They were asked back less than a month ago."""


def topic(series: Series) -> str:
    return f"series:{series.pk}"


@transaction.atomic
def start(*, by: User, **written: Any) -> Series:
    """A standing meeting; whoever starts it is the first in its rotation. `written` as SeriesForm gives it."""
    series = Series.objects.create(**{name: written[name] for name in OF_SERIES})
    StandingMeeting.objects.create(series=series, **_of_standing(written))
    SeriesFacilitator.objects.create(series=series, user=by, added_by=by)
    audit.record(by=by, did="series.started", subject=series)
    return series


@transaction.atomic
def change(*, series: Series, by: User, **written: Any) -> None:
    """For reviews planned from now on; those that are planned keep their time, agenda and votes."""
    for name in OF_SERIES:
        setattr(series, name, written[name])
    series.save(update_fields=OF_SERIES)
    StandingMeeting.objects.update_or_create(series=series, defaults=_of_standing(written))
    audit.record(by=by, did="series.changed", subject=series)


def _of_standing(written: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in written.items() if name not in OF_SERIES}


@transaction.atomic
def keep_carers(*, series: Series) -> None:
    """Before a review is put in it: where nobody is in turn, those who facilitated its reviews until now are, so that
    whoever comes with another review looks after nothing but that."""
    if not SeriesFacilitator.objects.filter(series=series, user__is_active=True).exists():
        rows = [SeriesFacilitator(series=series, user=user) for user in series_care.carers(series)]
        SeriesFacilitator.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def add_to_rotation(*, series: Series, by: User, user: User) -> None:
    _place, new = SeriesFacilitator.objects.get_or_create(series=series, user=user, defaults={"added_by": by})
    if new:
        audit.record(by=by, did="series.facilitator_added", subject=series, person=user.pk)


@transaction.atomic
def take_out_of_rotation(*, place: SeriesFacilitator, by: User) -> None:
    """Raises LastOne."""
    Series.objects.select_for_update().get(pk=place.series_id)
    if not place.series.rotation.filter(user__is_active=True).exclude(pk=place.pk).exists():
        raise LastOne
    audit.record(by=by, did="series.facilitator_taken_out", subject=place.series, person=place.user_id)
    place.delete()


@transaction.atomic
def invite_back(*, series: Series, by: User, user: User, words: str) -> InvitationBack:
    """One message in a facilitator's own words; nothing sends it by itself. Raises TooSoon."""
    now = timezone.now()
    Series.objects.select_for_update().get(pk=series.pk)
    if InvitationBack.objects.filter(series=series, user=user, written_at__gt=now - BETWEEN).exists():
        raise TooSoon
    written = InvitationBack.objects.create(series=series, by=by, user=user, words=words)
    row = Planned(
        kind=series_messages.INVITED_BACK,
        recipient=user,
        due_at=now,
        expires_at=now + STAYS_DUE,
        part=str(written.pk),
        payload={"series": series.pk, "invitation": written.pk},
    )
    messages.plan(subject=topic(series), rows=[row])
    audit.record(by=by, did="series.invited_back", subject=series, person=user.pk)
    return written
