"""A review with its document, as most tests of the document pages need it."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from accounts.models import User
from incidents.models import Incident, Involvement, Part, Service, Sighting, Theme, TimelineEvent
from reviews.actions import comments, documents
from reviews.models import Document, Participation, Review, Thread
from reviews.queries.document import find, shown

TEXT = """# Narrative

At 23:27 the engineer, sure that the terminal was on the secondary, removed the data directory.

The copy tool had printed *nothing* for a long time.

# Themes

Telling two hosts apart at the terminal was hard that night.
"""


def incident(**more: object) -> Incident:
    made = Incident.objects.create(
        title="Database outage",
        severity="SEV-1",
        impact="The site was away for eighteen hours.",
        impact_started_at=datetime(2017, 1, 31, 21, 0, tzinfo=UTC),
        detected_at=datetime(2017, 1, 31, 22, 0, tzinfo=UTC),
        time_zone="Europe/Amsterdam",
        **more,
    )
    made.services.add(Service.objects.get_or_create(name="Primary")[0])
    who = Involvement.objects.create(incident=made, name="Engineer 1", part=Part.ON_CALL)
    event = TimelineEvent.objects.create(
        incident=made,
        at=datetime(2017, 1, 31, 23, 27, tzinfo=UTC),
        what="The data directory is removed\non the primary.",
        perspective_of=who,
    )
    theme = Theme.objects.get_or_create(title="Two hosts, one prompt")[0]
    Sighting.objects.create(theme=theme, incident=made, event=event)
    return made


def review(facilitator: User, *participants: User, restricted: bool = False, text: str = TEXT) -> Review:
    """A review whose document has `text` as revision 2; revision 1 is the template."""
    meets_at = timezone.now() + timedelta(days=3)
    made = Review.objects.create(
        incident=incident(),
        created_by=facilitator,
        restricted=restricted,
        meets_at=meets_at,
        wall_time=meets_at.strftime("%Y-%m-%dT%H:%M"),
        time_zone="UTC",
    )
    for person in (facilitator, *participants):
        role = Participation.Role.FACILITATOR if person == facilitator else Participation.Role.PARTICIPANT
        Participation.objects.create(review=made, user=person, role=role)
    document = documents.create(review=made, by=facilitator)
    if text:
        documents.save(document=document, by=facilitator, base_number=1, text=text)
    return made


def latest(review: Review) -> Document:
    return Document.objects.get(review=review)


def thread(review: Review, by: User, quote: str, text: str = "I saw it otherwise.") -> Thread:
    document = latest(review)
    revision = document.latest
    span = find(shown(revision), quote)
    assert span, quote
    return comments.start(document=document, by=by, passage=comments.Passage(revision, *span), text=text)


def rewrite(review: Review, by: User, old: str, new: str) -> Document:
    """Save the latest text with `old` replaced."""
    document = latest(review)
    text = document.latest.text
    assert old in text
    documents.save(document=document, by=by, base_number=document.latest_number, text=text.replace(old, new))
    return latest(review)
