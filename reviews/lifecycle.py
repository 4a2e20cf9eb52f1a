"""The path of a review from incident to report, and where it stands on it. Plain rules."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from reviews import timing


@dataclass(frozen=True)
class Facts:
    """What the path is computed from; all times in UTC, None for not yet."""

    now: datetime
    meets_at: datetime
    stage: str
    ready_at: datetime | None = None
    sent_at: datetime | None = None
    unsent: int = 0
    survey_state: str = ""
    survey_closes_at: datetime | None = None
    report_published_at: datetime | None = None
    report_due_at: datetime | None = None  # the end of the day for which it is promised
    short_notice: bool = False  # fewer than 24 hours were promised, and everyone was told why


@dataclass(frozen=True)
class Step:
    """`state` is done, now, next or late; `word` a key that the page translates, "" for nothing to say; `when` a moment to show, if any."""

    key: str
    state: str
    word: str
    when: datetime | None = None


def path(facts: Facts) -> list[Step]:
    """The spine in its order: incident, document, sent, meeting, survey, report."""
    if facts.stage == "cancelled":
        return _cancelled(facts)
    over = facts.stage == "held"
    return [
        Step("incident", "done", "written down"),
        _document(facts, over),
        _sent(facts, over),
        _meeting(facts),
        _survey(facts),
        _report(facts),
    ]


def _cancelled(facts: Facts) -> list[Step]:
    """What was done stays so; nothing is late or awaited any more."""
    return [
        Step("incident", "done", "written down"),
        Step("document", "done", "ready", facts.ready_at) if facts.ready_at else Step("document", "next", ""),
        Step("sent", "done", "sent", facts.sent_at) if facts.sent_at else Step("sent", "next", ""),
        Step("meeting", "done", "cancelled", facts.meets_at),
        Step("survey", "next", ""),
        Step("report", "next", ""),
    ]


def _document(facts: Facts, over: bool) -> Step:
    if facts.ready_at:
        return Step("document", "done", "ready", facts.ready_at)
    due = facts.meets_at - timedelta(hours=24)
    if over:
        return Step("document", "late", "never marked ready")
    if facts.short_notice and facts.now > due:
        return Step("document", "now", "due now")
    return Step("document", "late" if facts.now > due else "now", "late" if facts.now > due else "due", due)


def _sent(facts: Facts, over: bool) -> Step:
    due = facts.meets_at - timedelta(hours=24)
    if facts.sent_at and not facts.unsent:
        if facts.sent_at <= due:
            return Step("sent", "done", "sent", facts.sent_at)
        if facts.short_notice:
            return Step("sent", "done", "at short notice", facts.sent_at)
        return Step("sent", "late", "sent late", facts.sent_at)
    if facts.short_notice and not over and facts.now > due:
        return Step("sent", "now" if facts.ready_at else "next", "goes out once ready")
    if over or facts.now > due:
        return Step("sent", "late", "late", due)
    goes_at = timing.ready_due(facts.meets_at, facts.ready_at) if facts.ready_at else facts.now
    if goes_at > facts.now:
        return Step("sent", "now", "goes out", goes_at)
    return Step("sent", "now" if facts.ready_at else "next", "goes out by", due)


def _meeting(facts: Facts) -> Step:
    if facts.stage == "meeting":
        return Step("meeting", "now", "on now", facts.meets_at)
    if facts.stage == "held":
        return Step("meeting", "done", "held", facts.meets_at)
    return Step("meeting", "next", "planned", facts.meets_at)


def _survey(facts: Facts) -> Step:
    if facts.survey_state == "sealed":
        return Step("survey", "done", "closed", facts.survey_closes_at)
    if facts.survey_state == "open":
        return Step("survey", "now", "open until", facts.survey_closes_at)
    if facts.survey_state == "none":
        return Step("survey", "done", "none")
    return Step("survey", "next", "follows by itself")


def _report(facts: Facts) -> Step:
    if facts.report_published_at:
        return Step("report", "done", "published", facts.report_published_at)
    if facts.report_due_at and facts.stage == "held":
        late = facts.now > facts.report_due_at
        return Step(
            "report", "late" if late else "now", "was promised for" if late else "promised for", facts.report_due_at
        )
    return Step("report", "now" if facts.survey_state in {"sealed", "none"} else "next", "follows")
