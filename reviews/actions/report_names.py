"""Keeps how far people agreed to be named, the link for people outside, and what a report taught its readers."""

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.link_codes import digest
from accounts.models import User
from incidents.actions import index
from incidents.models import Involvement
from reviews import report_links
from reviews.actions import report_pdfs
from reviews.models import Lesson, NameChoice, NotAPerson, Report, ReportLink, Review
from reviews.report_permissions import may_leave


class NoLink(Exception):
    """A restricted review has no link for people outside, nor has a report that the company may not read."""


@transaction.atomic
def choose(*, review: Review, person: User, widest: str) -> None:
    """A person's own word; "" takes it back. It counts from now on in every edition."""
    NameChoice.objects.update_or_create(review=review, person=person, defaults={"widest": widest})
    audit.record(by=person, did="report.name_chosen", subject=review)
    _count_from_now(review, person)


@transaction.atomic
def note(*, review: Review, involvement: Involvement, by: User, widest: str) -> None:
    """What somebody without an account said to a facilitator."""
    defaults = {"widest": widest, "noted_by": by}
    NameChoice.objects.update_or_create(review=review, involvement=involvement, defaults=defaults)
    audit.record(by=by, did="report.name_noted", subject=involvement)
    _count_from_now(review, by)


@transaction.atomic
def not_a_person(*, review: Review, by: User, words: str) -> None:
    """These words are a product's or a place's, and stay as they are; said twice is once."""
    _row, new = NotAPerson.objects.get_or_create(review=review, words=words, defaults={"said_by": by})
    if new:
        audit.record(by=by, did="report.not_a_person", subject=review, words=words)
        _count_from_now(review, by)


@transaction.atomic
def a_person(*, nobody: NotAPerson, by: User) -> None:
    """They are somebody's name after all."""
    nobody.delete()
    audit.record(by=by, did="report.a_person", subject=nobody.review, words=nobody.words)
    _count_from_now(nobody.review, by)


def _count_from_now(review: Review, by: User) -> None:
    """In the PDF and in the search too."""
    report_pdfs.order_latest(review, by)
    index.touch("report", *Report.objects.filter(review=review).values_list("pk", flat=True))


@transaction.atomic
def make_link(*, report: Report, by: User) -> ReportLink:
    """The one open link; an earlier one that is still open is answered. Raises NoLink."""
    # As it is now: for whom it is may have become narrower since the page was read.
    locked = Report.objects.select_for_update(of=("self",)).select_related("review__incident").get(pk=report.pk)
    if not may_leave(locked):
        raise NoLink
    link = report.links.filter(revoked_at=None).first()
    if link is None:
        link = ReportLink(report=report, made_by=by)
        link.token_hash = digest(report_links.token_of(link.uid))
        link.save()
        audit.record(by=by, did="report.link_made", subject=report)
        report_pdfs.order_latest(report.review, by)
    return link


@transaction.atomic
def revoke_links(*, report: Report, by: User) -> None:
    """Every address of it that was given out leads nowhere from now on."""
    if report.links.filter(revoked_at=None).update(revoked_at=timezone.now()):
        audit.record(by=by, did="report.link_revoked", subject=report)


@transaction.atomic
def taught(*, report: Report, person: User, text: str, with_name: bool) -> None:
    """One a person, changeable; who it was stands in no record of who did what."""
    Lesson.objects.update_or_create(report=report, person=person, defaults={"text": text, "with_name": with_name})


@transaction.atomic
def untaught(*, report: Report, person: User) -> None:
    Lesson.objects.filter(report=report, person=person).delete()
