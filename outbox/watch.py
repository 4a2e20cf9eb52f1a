"""Whether messages go out as they should: for the health check, for the bar that facilitators see, and for a scraper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q, Value
from django.utils import timezone

from outbox.models import Heartbeat, Message

State = Message.State
SWEEP = "messages"
QUIET = timedelta(minutes=3)  # since the last turn of the sweep, which has one every ten seconds
OVERDUE = timedelta(minutes=10)


@dataclass(frozen=True)
class Trouble:
    """`quiet`: the sweep has had no turn for QUIET. `overdue`: something that was due OVERDUE ago has not gone out."""

    quiet: bool
    overdue: bool

    def __bool__(self) -> bool:
        return self.quiet or self.overdue


def _overdue(now: datetime) -> Q:
    """Held rows wait for a person, expired ones are given up: neither is overdue."""
    return Q(state__in=Message.UNSENT, due_at__lte=now - OVERDUE, expires_at__gt=now)


def trouble(now: datetime | None = None) -> Trouble:
    """One query. An installation whose sweep has never run yet is only in trouble once something is overdue."""
    moment = now or timezone.now()
    late = Message.objects.filter(_overdue(moment)).order_by().values_list(Value("overdue"))
    quiet = Heartbeat.objects.filter(name=SWEEP, at__lt=moment - QUIET).values_list(Value("quiet"))
    found = {word for (word,) in quiet.union(late)}
    return Trouble(quiet="quiet" in found, overdue="overdue" in found)


@dataclass(frozen=True)
class Measure:
    """One line for a scraper, in the units that its name ends with."""

    name: str
    kind: str
    help: str
    value: float


def measures(now: datetime | None = None) -> list[Measure]:
    """Two queries, whatever the number of rows."""
    moment = now or timezone.now()
    return [*_of_messages(moment), *_of_the_sweep(moment)]


def _of_messages(now: datetime) -> Iterator[Measure]:
    unsent = Q(state__in=Message.UNSENT)
    counted = Message.objects.aggregate(
        oldest=Min("due_at", filter=unsent & Q(due_at__lte=now, expires_at__gt=now)),
        waiting=Count("pk", filter=unsent),
        overdue=Count("pk", filter=_overdue(now)),
        late=Count("pk", filter=unsent & Q(deadline_at__lt=now)),
        held=Count("pk", filter=Q(state=State.HELD)),
        sent=Count("pk", filter=Q(state=State.SENT)),
        sent_late=Count("pk", filter=Q(state=State.SENT, sent_at__gt=F("deadline_at"))),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        expired=Count("pk", filter=Q(state=State.EXPIRED)),
    )
    oldest = (now - counted["oldest"]).total_seconds() if counted["oldest"] else 0.0
    yield Measure("oldest_due_seconds", "gauge", "Age of the oldest message that is due and has not gone out.", oldest)
    yield Measure("waiting", "gauge", "Messages planned and not sent.", counted["waiting"])
    yield Measure("overdue", "gauge", "Messages that were due ten minutes ago.", counted["overdue"])
    yield Measure("late", "gauge", "Messages not sent by the time they were promised for.", counted["late"])
    yield Measure("held", "gauge", "Messages held back until a person decides.", counted["held"])
    yield Measure("sent", "gauge", "Messages that the mail server took.", counted["sent"])
    yield Measure("sent_late", "gauge", "Of these, those sent after the promised time.", counted["sent_late"])
    yield Measure("failed", "gauge", "Messages that could not be delivered.", counted["failed"])
    yield Measure("expired", "gauge", "Messages that nobody could send in time.", counted["expired"])


def _of_the_sweep(now: datetime) -> Iterator[Measure]:
    last = Heartbeat.objects.filter(name=SWEEP).values_list("at", flat=True).first()
    if last:
        age = (now - last).total_seconds()
        yield Measure("heartbeat_seconds", "gauge", "Since the last turn of the sweep that sends.", age)


def exposition(measures: list[Measure]) -> str:
    """The text format that Prometheus reads (version 0.0.4)."""
    lines = []
    for each in measures:
        name = f"debrief_messages_{each.name}"
        lines += [f"# HELP {name} {each.help}", f"# TYPE {name} {each.kind}", f"{name} {each.value:.15g}"]
    return "\n".join(lines) + "\n"
