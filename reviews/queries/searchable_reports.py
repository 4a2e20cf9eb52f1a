"""What of published reports can be found by words, and who may find it.

Names stand in the index only where everybody may read them: by looking for a name nobody learns in which report it was hidden.
"""

from collections.abc import Iterator, Sequence
from html import unescape

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from accounts.models import User
from incidents.search.kinds import Link, Source
from reviews.models import Audience, Edition, Participation, Report
from reviews.queries.report import Reading
from reviews.report_permissions import is_private

AT_ONCE = 50


def sources(keys: Sequence[int] | None) -> Iterator[Source]:
    """The newest edition of each, as people outside would read it."""
    newest = Edition.objects.filter(number=F("report__latest_number")).select_related("report__review__incident")
    rows = newest if keys is None else newest.filter(report__in=keys)
    for edition in rows.order_by("report").iterator(chunk_size=AT_ONCE):
        html = Reading(edition, Audience.PUBLIC).told.html
        yield Source(edition.report_id, "", unescape(strip_tags(html.replace("<", " <"))), edition.published_at)


def keys(user: User) -> QuerySet[Report, int]:
    """By the rule of report_permissions.read_report."""
    mine = Participation.objects.filter(user=user, removed_at=None).values("review")
    company = Q(for_company=True, review__restricted=False, review__incident__restricted=False)
    return Report.objects.filter(company | Q(review__in=mine), latest_number__gt=0).values_list("pk", flat=True)


def links(user: User, keys: Sequence[int]) -> dict[int, Link]:
    found = Report.objects.filter(pk__in=keys).select_related("review__incident")
    return {report.pk: _link(report) for report in found}


def _link(report: Report) -> Link:
    review = report.review
    note = _("version %(n)d") % {"n": report.latest_number}
    return Link(review.incident.title, reverse("reviews:report", args=[review.uid]), note, is_private(review))
