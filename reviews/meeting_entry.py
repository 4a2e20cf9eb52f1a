"""What a review's entry in calendars says, and which version of it that is.

A restricted review's entry has no title and no agenda, only the link (design decision 5).
"""

import json
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox.calendar import Calendar, Guest
from outbox.links import absolute
from reviews.models import MeetingEntry, Review, Stage

# A list of everybody in everybody's mail grows with the square of the people; beyond this the entry names its reader alone.
MOST_GUESTS = 40


def hidden(review: Review) -> bool:
    return review.restricted or review.incident.restricted


def outside_name(review: Review) -> str:
    """The title outside the product: none for a restricted review (decision 5)."""
    return _("Learning review") if hidden(review) else review.incident.title


def bare(review: Review) -> Calendar:
    """What the entry says, in the installation's language whoever asks; without its version and its people."""
    link = absolute(reverse("reviews:review", args=[review.uid]))
    with translation.override(settings.LANGUAGE_CODE):
        return Calendar(
            uid=f"meeting-{review.uid}",
            sequence=review.plan_version,
            summary=outside_name(review),
            description=link if hidden(review) else _description(review, link),
            starts_at=review.meets_at,
            zone=review.time_zone,
            minutes=review.minutes,
            url=link,
            cancelled=review.stage == Stage.CANCELLED,
        )


def _description(review: Review, link: str) -> str:
    lines = [
        _("A meeting to understand together what happened and how it made sense at the time."),
        "",
        _("Agenda"),
        *(_item(item.title, item.minutes) for item in review.agenda.all()),
        "",
        _("The review: %(link)s") % {"link": link},
    ]
    return "\n".join(lines)


def _item(title: str, minutes: int) -> str:
    text = ngettext("- %(title)s (%(n)d minute)", "- %(title)s (%(n)d minutes)", minutes)
    return text % {"title": title, "n": minutes}


def digest(entry: Calendar) -> str:
    """64 hex digits of all that calendars show of the meeting; who is invited and what they answered is no change of it."""
    said = (entry.summary, entry.description, entry.starts_at.timestamp(), entry.zone, entry.minutes, entry.cancelled)
    return sha256(json.dumps([*said, entry.url, entry.location]).encode()).hexdigest()


def versioned(review: Review) -> Calendar:
    """The entry with its version; a change that the sweep has not noted yet has the number it will be given."""
    entry = bare(review)
    sequence, changed_at = version(review, digest(entry))
    return replace(entry, sequence=sequence, changed_at=changed_at)


def version(review: Review, now: str) -> tuple[int, datetime]:
    """The number and the time of the version whose digest is `now`."""
    known = getattr(review, "meeting_entry", None)
    if not isinstance(known, MeetingEntry):
        return review.plan_version, review.created_at
    if known.digest == now:
        return known.sequence, known.changed_at
    return max(known.sequence + 1, review.plan_version), known.changed_at


def for_mail(review: Review) -> Calendar:
    """The entry with those invited, unless the review is restricted or they are too many."""
    return replace(versioned(review), guests=() if hidden(review) else _guests(review))


def _guests(review: Review) -> tuple[Guest, ...]:
    places = review.participations.filter(removed_at=None, user__is_active=True).select_related("user")
    found = tuple(Guest(str(place.user), place.user.email, place.reply) for place in places[: MOST_GUESTS + 1])
    return found if len(found) <= MOST_GUESTS else ()
