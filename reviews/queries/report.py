"""What the pages of a report show: an edition as one audience reads it, where the report stands, what readers said it taught them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Sum
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.models import User
from incidents.models import TimelineEvent
from incidents.queries.evidence_instants import instants
from incidents.timeline_words import Picture, picture
from reviews.models import Audience, Edition, Lesson, MeetingRecord, ReadCount, Report, Review, Stage
from reviews.queries import references, report_head, report_names, report_sources
from reviews.references import Moment
from reviews.rendered_diff import Changes, rendered_changes
from reviews.report_permissions import report_of
from reviews.report_text import Told, told
from reviews.timeline_figure import Mark, gaps


def moments(review: Review) -> list[dict[str, Any]]:
    """The timeline as it stands now, as an edition keeps it."""
    rows = TimelineEvent.objects.filter(incident=review.incident_id).order_by("at", "position", "pk")
    return [
        {
            "at": each.at.isoformat(),
            "timed": each.timed,
            "what": " ".join(each.what.split()),
            "reference": each.reference,
            "known_then": " ".join(each.known_then.split()),
        }
        for each in rows
    ]


def timeline_changed(report: Report) -> bool:
    """Whether the timeline says something else than in the newest edition."""

    def told(rows: list[dict[str, Any]]) -> list[tuple[object, ...]]:
        return [(each["at"], each.get("timed", True), each["what"], each.get("known_then", "")) for each in rows]

    return told(report.latest.moments) != told(moments(report.review))


def is_published(report: Report) -> bool:
    """Whether the newest edition is what would be published now, but for who may read it."""
    if not report.latest_number or report.latest.text != report.text:
        return False
    return not (timeline_changed(report) or report_head.changed(report.latest))


class Reading:
    """One edition for one audience. Everything in it that may hold a name has gone through `naming`.

    quoting: with the words of the messages that its moments rest on, for an audience that reads them.
    """

    def __init__(self, edition: Edition, audience: str, *, quoting: bool = True) -> None:
        self.edition, self.audience = edition, audience
        self.review = edition.report.review
        self.incident, self.head = self.review.incident, report_head.of(edition)
        self.outside = audience == Audience.PUBLIC
        self.quoting = quoting and not self.outside
        everything = f"{edition.text}\n{self.head.words}\n{edition.moments}\n{edition.what_changed}"
        everything += "\n".join(lesson.text for lesson in edition.report.lessons.all())
        everything += references.all_words(self.spoken_of.values())
        known = report_names.people(self.review, everything)
        self.naming = report_names.naming(known, audience, report_names.no_people(self.review, known))

    @cached_property
    def spoken_of(self) -> dict[int, Moment]:
        """The moments in the text, as the edition keeps them. What people wrote that night is quoted to nobody outside."""
        return references.of_edition(self.edition, self.incident, self.head.zone, quoting=self.quoting)

    @property
    def quotes(self) -> bool:
        """Whether words of messages stand in its notes."""
        return any(one.words for each in self.spoken_of.values() for one in each.cited)

    @cached_property
    def told(self) -> Told:
        return told(self.edition.html, self.naming, outside=self.outside, moments=self.spoken_of, now=_("now %s"))

    @property
    def html(self) -> SafeString:
        return mark_safe(self.told.html)  # noqa: S308  the renderer's allow-listed HTML, written anew

    @cached_property
    def title(self) -> str:
        return self.naming.hide(self.head.title)

    @cached_property
    def impact(self) -> str:
        return self.naming.hide(self.head.impact)

    @cached_property
    def services(self) -> list[str]:
        return [self.naming.hide(each) for each in self.head.services]

    @cached_property
    def themes(self) -> list[str]:
        return [self.naming.hide(title) for title in self.head.themes]

    @property
    def what_changed(self) -> str:
        return self.naming.hide(self.edition.what_changed)

    @cached_property
    def moments(self) -> list[Mark]:
        return [
            Mark(
                number,
                datetime.fromisoformat(each["at"]),
                self.naming.hide(each["what"]),
                timed=each.get("timed", True),
            )
            for number, each in enumerate(self.edition.moments, 1)
        ]

    @cached_property
    def listed(self) -> list[tuple[str, Mark]]:
        """The moments with their day and time on the clocks of those who responded; "" where nobody knows it."""
        zone = self.head.zone
        local = [(each.at.astimezone(zone) if each.timed else None, each) for each in self.moments]
        return [(f"{date_format(at, 'j M, H:i')} {at.tzname()}" if at else "", each) for at, each in local]

    @cached_property
    def picture(self) -> Picture | None:
        """The same figure as on the incident's page; who reads no evidence learns of a silence, and of no message's time."""
        whens = [each.at for each in self.moments if each.timed]
        written = instants(self.incident)
        if self.audience == Audience.THERE:
            silent = gaps([*whens, *written])
        else:
            silent = [gap for gap in gaps(whens) if not any(gap.since < at < gap.until for at in written)]
        return picture(self.moments, self.head.zone, silent)

    @property
    def figure_svg(self) -> str:
        """As a file of its own, for paper."""
        drawn = self.picture
        if drawn is None:
            return ""
        given = {"figure": drawn.figure, "name": "timeline", "words": drawn.words, "more": drawn.more}
        return render_to_string("reviews/figure/timeline.html", given)

    @cached_property
    def sources(self) -> list[report_sources.Source]:
        return report_sources.sources(self.review, self.told.notes, outside=self.outside)


def audience_of(user: User, review: Review) -> str:
    """Whose words a signed-in reader gets."""
    inside = review.participations.filter(user=user, removed_at=None).exists()
    return str(Audience.THERE if inside else Audience.COMPANY)


def changes(before: Edition, after: Edition, audience: str) -> Changes | None:
    """What changed between two editions, as this audience reads them; None if they are too large to be laid side by side."""
    old, new = Reading(before, audience), Reading(after, audience)
    return rendered_changes(old.told.html, new.told.html, _("added"), _("removed"))


@dataclass(frozen=True)
class Standing:
    """Where the report is: promised for a day, late by so many days, published as so many editions."""

    report: Report | None
    promised: date | None
    days_late: int
    number: int


def standing(review: Review) -> Standing:
    report = report_of(review)
    record = MeetingRecord.objects.filter(review=review).first()
    promised = record.report_promised_on if record else None
    number = report.latest_number if report else 0
    today = timezone.localdate(timezone=review.zone)
    late = (today - promised).days if promised and not number and review.stage == Stage.HELD else 0
    return Standing(report, promised, max(0, late), number)


@dataclass(frozen=True)
class Taught:
    """What a report taught somebody; who: "" unless they want their name shown."""

    text: str
    who: str


def lessons(reading: Reading) -> tuple[int, list[Taught]]:
    """How many said that it taught them something, and what they wrote; nobody outside the company reads who."""
    rows = Lesson.objects.filter(report=reading.edition.report).select_related("person").order_by("text", "pk")
    written = [
        Taught(reading.naming.hide(each.text), str(each.person) if each.with_name and not reading.outside else "")
        for each in rows
        if each.text
    ]
    return len(rows), written


def my_lesson(report: Report, user: User) -> Lesson | None:
    return Lesson.objects.filter(report=report, person=user).first()


def readers(report: Report) -> list[dict[str, Any]]:
    """How many have read it, by audience; of all editions."""
    rows = ReadCount.objects.filter(edition__report=report).values("audience").order_by("audience")
    counted = dict(rows.annotate(n=Sum("readers")).values_list("audience", "n"))
    return [{"label": Audience(key).label, "n": counted[key]} for key in report_names.ORDER if key in counted]
