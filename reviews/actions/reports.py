"""Begins a report from the document and what the meeting added, saves it, publishes it as editions, counts its readers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import audit
from accounts.models import User
from incidents.actions import index
from outbox.actions import messages
from outbox.planning import Planned
from reviews import markdown, report_merge
from reviews.actions import by_address, chat, report_pdfs
from reviews.models import Edition, ReadCount, Report, ReportDraft, Review
from reviews.queries import report as queries
from reviews.queries import report_head, report_sources
from reviews.template_text import hints

PUBLISHED, LATE = "review.report_published", "review.report_late"
NEWS_FOR = timedelta(days=14)


class Stale(Exception):
    """Somebody else saved since the page was opened. `theirs` is the text that stands now."""

    def __init__(self, theirs: Report) -> None:
        super().__init__("saved meanwhile")
        self.theirs = theirs


class TooLong(ValueError):
    """With what was to be taken in the text would be larger than a page can show."""


@transaction.atomic
def begin(*, review: Review, by: User) -> Report:
    """The report with the document's latest text and all that the meeting added; the one that is there already, if it was begun."""
    revision = review.document.latest
    report, new = Report.objects.get_or_create(
        review=review, defaults={"text": "", "from_revision": revision.number, "begun_by": by}
    )
    if new:
        text = report_merge.without_empty_parts(_without_hints(revision.text))
        text = report_merge.merged(text, report_sources.added(review), _("What the meeting added"))
        _check(text)
        report.text = text
        report.save(update_fields=["text"])
        audit.record(by=by, did="report.begun", subject=report, revision=revision.number)
    return report


def _without_hints(text: str) -> str:
    """Without the starting text's questions that nobody answered; those are for the document's writers."""
    for hint in hints(_):
        text = text.replace(f"*{hint}*\n\n", "").replace(f"*{hint}*", "")
    return text


def _check(text: str) -> None:
    try:
        markdown.render(text)
    except markdown.TooBig as error:
        raise TooLong from error


@transaction.atomic
def save(*, report: Report, by: User, saves: int, text: str) -> Report:
    """Raises Stale when another text was saved since number `saves`, TooLong for what no page can show."""
    _check(text)
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if text != locked.text:
        if locked.saves != saves:
            raise Stale(locked)
        locked.text, locked.saves = text, saves + 1
        locked.save(update_fields=["text", "saves", "saved_at"])
        audit.record(by=by, did="report.saved", subject=report)
    return locked


@transaction.atomic
def keep_draft(*, report: Report, by: User, text: str) -> None:
    """What somebody typed while another text was saved; it is no report, and theirs alone."""
    ReportDraft.objects.update_or_create(report=report, user=by, defaults={"text": text})


@transaction.atomic
def drop_draft(*, report: Report, by: User) -> None:
    """Its writer has put the two together, or goes on with the saved text."""
    report.drafts.filter(user=by).delete()
    audit.record(by=by, did="report.draft_dropped", subject=report)


@transaction.atomic
def take_in(*, report: Report, by: User, marks: Collection[str]) -> int:
    """Add what the meeting added and the text lacks, by their marks; how many. Raises TooLong."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    chosen = [each for each in report_sources.missing(locked) if each.mark in marks]
    if chosen:
        text = report_merge.merged(locked.text, chosen, _("What the meeting added"))
        save(report=locked, by=by, saves=locked.saves, text=text)
    return len(chosen)


@dataclass(frozen=True)
class Publication:
    """for_company: everybody who may see the review may read it; tell: those who are in the review get a mail."""

    for_company: bool
    what_changed: str = ""
    tell: bool = True


@transaction.atomic
def publish(*, report: Report, by: User, how: Publication) -> Edition:
    """The text as the next edition, with the head and the timeline as they are now. The same again only change for whom it is."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    opens = how.for_company and not locked.for_company
    locked.for_company = how.for_company
    if queries.is_published(locked):
        locked.save(update_fields=["for_company"])
        audit.record(by=by, did="report.audience", subject=report, company=how.for_company)
        chat.published(locked, opened_at=timezone.now() if opens else None)
        return locked.latest
    edition = _add(locked, by, how.what_changed)
    _tell(edition, how)
    report_pdfs.order(edition, by)
    return edition


def _add(report: Report, by: User, what_changed: str) -> Edition:
    number, now = report.latest_number + 1, timezone.now()
    edition = Edition.objects.create(
        report=report,
        number=number,
        text=report.text,
        html=markdown.render(report.text).html,
        moments=queries.moments(report.review),
        head=report_head.to_keep(report.review),
        what_changed=what_changed,
        published_by=by,
        published_at=now,
    )
    report.latest_number, report.first_published_at = number, report.first_published_at or now
    report.save(update_fields=["for_company", "latest_number", "first_published_at"])
    index.touch("report", report.pk)
    audit.record(by=by, did="report.published", subject=report, edition=number, company=report.for_company)
    return edition


def _tell(edition: Edition, how: Publication) -> None:
    review, now = edition.report.review, edition.published_at
    if how.tell:
        rows = [
            Planned(
                kind=PUBLISHED,
                recipient=place.user,
                due_at=now,
                expires_at=now + NEWS_FOR,
                version=edition.number,
                payload={"review": str(review.uid)},
            )
            for place in review.participations.filter(removed_at=None).select_related("user")
        ]
        rows += by_address.news(review, PUBLISHED, edition.number, now, now + NEWS_FOR)
        messages.plan(subject=review.topic, rows=rows)
    chat.published(edition.report)


@transaction.atomic
def count_reader(*, edition: Edition, audience: str) -> None:
    """One more has read it."""
    row, _new = ReadCount.objects.get_or_create(edition=edition, audience=audience)
    ReadCount.objects.filter(pk=row.pk).update(readers=F("readers") + 1)
