"""The secret in the address by which people outside read a report: made from the row and the installation's key; storage holds its hash."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts.link_codes import code, digest
from reviews.models import ReportLink
from reviews.report_permissions import may_leave


def token_of(uid: UUID) -> str:
    """The same every time for one link, and unknown to whoever reads the database without the key."""
    return code("reviews.report_link", uid)


def address(link: ReportLink) -> str:
    """What is sent to people outside."""
    return f"{settings.BASE_URL}{reverse('reviews:report_public', args=[token_of(link.uid)])}"


def link_of(token: str) -> ReportLink | None:
    """The open link of a report that the company reads; none once it is revoked, or the review or its incident became restricted."""
    rows = ReportLink.objects.select_related("report__review__incident", "report__review__document")
    link = rows.filter(token_hash=digest(token), revoked_at=None, report__latest_number__gt=0).first()
    return link if link and may_leave(link.report) else None
