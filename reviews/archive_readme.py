"""The page that lies on top in the archive of a review: what each file is, and what is not in it and why."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reviews.models import Edition, Review


def text(review: Review, edition: Edition | None, *, printed: bool) -> str:
    """Markdown, in the reader's language. printed: whether report.pdf is in the archive."""
    head = f"# {review.incident.title}\n\n{_taken(review)}"
    parts = [head, _("## What is in it"), _listed(_files(review, edition, printed=printed))]
    parts += [_("## What is not in it, and why"), _listed(_left_out(edition, printed=printed))]
    parts += [_("## Bringing it in again"), _again()]
    return "\n\n".join(parts) + "\n"


def _listed(lines: Iterator[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _taken(review: Review) -> str:
    said = _("The learning review of this incident, as a facilitator took it with them on %(day)s.")
    return said % {"day": date_format(timezone.localdate(timezone=review.zone), "j F Y")}


def _files(review: Review, edition: Edition | None, *, printed: bool) -> Iterator[str]:
    number = review.document.latest_number
    yield _("`document.md`, `document.pdf`: the calibration document, revision %(number)d.") % {"number": number}
    if edition:
        names = "`report.md`, `report.pdf`" if printed else "`report.md`"
        said = _(
            "%(names)s: the report, version %(number)d, as those who were invited read it: with names as people agreed."
        )
        yield said % {"names": names, "number": edition.number}
    yield _(
        "`timeline.csv`: the moments of the timeline; `follow-ups.csv`: what people took on, or chose not to do and why."
    )
    yield _("`comments.jsonld`: the comments, as W3C Web Annotations. `meeting.ics`: the meeting, for calendars.")
    yield _("`data.json`: all of it for programs, with what was asked, voted and said; times are in UTC.")


def _left_out(edition: Edition | None, *, printed: bool) -> Iterator[str]:
    yield _(
        "The words of messages, calls and tickets: whoever wrote them may withdraw them, and a file cannot be called back."
    )
    yield _(
        "What is one person’s own: notes of interviews, private questions and words to facilitators, drafts, sign-offs."
    )
    yield _("Who voted for what, who read it, whom a report taught what: nobody can look that up, here or elsewhere.")
    yield _("Answers of the survey: they stay where they were given.")
    yield _("How far people agreed to be named: they say it anew where this is brought in.")
    if edition is None:
        yield _("A report: none was published yet.")
    elif not printed:
        yield _(
            "`report.pdf`: the report could not be printed, most likely because it is too big. Its text is in `report.md`."
        )


def _again() -> str:
    return _(
        "In Debrief, “Bring in a review” on the list of reviews reads this file. It shows first what is in it, writes to nobody, "
        "and everybody in it stays a name."
    )
