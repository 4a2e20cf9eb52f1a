"""Starts, moves, restricts and cancels a review, and marks its document ready."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

import live
from accounts.access import require
from accounts.actions import audit
from accounts.models import User
from incidents import permissions as incident_permissions
from incidents.actions import incidents
from incidents.models import Incident
from reviews import timing
from reviews.actions import agenda, documents, people, promises
from reviews.actions import series as series_actions
from reviews.models import Participation, Poll, Review, Series, Stage
from reviews.queries import series_format


class ShortNotice(Exception):
    """Fewer than 24 hours are left and nobody said why that is right here."""


@dataclass(frozen=True)
class Plan:
    """What a facilitator chose: wall time (naive) in an IANA zone, length in minutes, open or restricted."""

    wall: datetime
    time_zone: str
    minutes: int
    restricted: bool = False
    recorded: bool = False
    series: Series | None = None
    short_notice_reason: str = ""

    @property
    def meets_at(self) -> datetime:
        return timing.instant(self.wall, self.time_zone)

    def fields(self) -> dict[str, object]:
        return {
            "meets_at": self.meets_at,
            "wall_time": self.wall.strftime("%Y-%m-%dT%H:%M"),
            "time_zone": self.time_zone,
            "minutes": self.minutes,
            "recorded": self.recorded,
            "series": self.series,
            "short_notice_reason": self.short_notice_reason,
        }


def _check_notice(meets_at: datetime, reason: str) -> None:
    if not reason and not timing.enough_notice(meets_at, timezone.now()):
        raise ShortNotice


@transaction.atomic
def start(*, incident: Incident, by: User, plan: Plan, invite: list[User]) -> Review:
    """One review with its document from the template, its agenda and its first invitations. Raises ShortNotice."""
    _check_notice(plan.meets_at, plan.short_notice_reason)
    if plan.restricted:  # it hides the incident too
        require(incident_permissions.edit(by, incident))
    if plan.series:
        series_actions.keep_carers(series=plan.series)
    review = Review.objects.create(incident=incident, created_by=by, restricted=plan.restricted, **plan.fields())
    documents.create(review=review, by=by)
    Poll.objects.create(review=review, votes_each=series_format.votes_each(plan.series))
    if plan.restricted:
        incidents.restrict(incident=incident, by=by)
    people.place(review=review, user=by, by=by, role=Participation.Role.FACILITATOR)
    people.place_all(review=review, users=[user for user in dict.fromkeys(invite) if user != by], by=by)
    agenda.build(review=review, by=by)
    audit.record(by=by, did="review.started", subject=review)
    promises.plan(review)
    return review


@transaction.atomic
def change_plan(*, review: Review, by: User, plan: Plan) -> Review:
    """New time, length or openness. A new time is a new version of the plan: the old one's messages are withdrawn, and
    everyone else is asked anew whether they come.
    """
    was, moved = review.meets_at, plan.meets_at != review.meets_at
    if moved:
        _check_notice(plan.meets_at, plan.short_notice_reason)
        review.plan_version += 1
    if plan.series and plan.series != review.series:
        series_actions.keep_carers(series=plan.series)
    for name, value in plan.fields().items():
        setattr(review, name, value)
    review.save()
    if plan.restricted != review.restricted:
        set_restricted(review=review, by=by, restricted=plan.restricted)
    if moved:
        review.participations.exclude(user=by).update(reply=Participation.Reply.NONE)
        audit.record(by=by, did="review.moved", subject=review, version=review.plan_version, was=was.isoformat())
    else:
        audit.record(by=by, did="review.changed", subject=review)
    promises.plan(review)
    live.publish(f"room:{review.uid}", "stage", "now", "agenda")
    return review


@transaction.atomic
def set_restricted(*, review: Review, by: User, restricted: bool) -> None:
    """A restricted review hides its incident too; both are then known to their own people alone."""
    if restricted:
        require(incident_permissions.edit(by, review.incident))
    review.restricted = restricted
    review.save(update_fields=["restricted"])
    others = Review.objects.filter(incident=review.incident, restricted=True).exclude(pk=review.pk).exists()
    if restricted:
        incidents.restrict(incident=review.incident, by=by)
    elif not others:
        incidents.unrestrict(incident=review.incident, by=by)
    audit.record(by=by, did="review.restricted" if restricted else "review.opened", subject=review)
    live.revoke(f"room:{review.uid}")


@transaction.atomic
def cancel(*, review: Review, by: User) -> Review:
    review.stage, review.cancelled_at = Stage.CANCELLED, timezone.now()
    review.plan_version += 1
    review.save(update_fields=["stage", "cancelled_at", "plan_version"])
    promises.call_off(review)
    audit.record(by=by, did="review.cancelled", subject=review)
    live.publish(f"room:{review.uid}", "stage", "now", "agenda")
    return review


@transaction.atomic
def mark_ready(*, review: Review, by: User, short_notice_reason: str = "") -> Review:
    """The document may go out. Raises ShortNotice when 24 hours can no longer be kept and no reason is given."""
    reason = short_notice_reason or review.short_notice_reason
    _check_notice(review.meets_at, reason)
    document = review.document
    if document.ready_at is None:
        document.ready_at, document.ready_by = timezone.now(), by
        document.save(update_fields=["ready_at", "ready_by"])
        review.short_notice_reason = reason
        review.save(update_fields=["short_notice_reason"])
        audit.record(by=by, did="document.ready", subject=review)
    promises.plan(review)
    return review


@transaction.atomic
def mark_unready(*, review: Review, by: User) -> Review:
    """Take it back: what has not gone out yet does not go out."""
    document = review.document
    document.ready_at = document.ready_by = None
    document.save(update_fields=["ready_at", "ready_by"])
    audit.record(by=by, did="document.unready", subject=review)
    promises.plan(review)
    return review
