"""An interview with notes and a passage that is asked for, as several tests need it."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from reviews import interview_links
from reviews.actions import interview_notes, interview_quotes, interviews, interviews_by_hand
from reviews.models import Interview, InterviewQuote, Review
from tests.reviews import plan_case

SAID = "The prompt looked the same on both hosts."
UNSAID = "I was afraid of being blamed by Mira."
NOTES = f"Came in at ten.\n\n{SAID}\n\n[off the record]\n{UNSAID}\n[on the record]\n\nThen we restored."


def day(ahead: int = 30) -> date:
    return timezone.now().date() + timedelta(days=ahead)


def offer(*hours: int) -> interviews.Offer:
    return interviews.Offer([plan_case.wall(hours=hour) for hour in hours or (30,)], "UTC", 30)


def ask(review: Review, person: User, by: User, *hours: int, until: date | None = None) -> Interview:
    return interviews.ask(review=review, person=person, by=by, offer=offer(*hours), until=until or day())


def noted(review: Review, by: User, answer: str = "yes") -> Interview:
    """With the first of the incident's people who has no account."""
    somebody = review.incident.involvements.filter(user=None)[0]
    return interviews_by_hand.note(
        review=review, involvement=somebody, by=by, answer=answer, said_on=day(-1), until=day()
    )


def write(interview: Interview, by: User, text: str = NOTES, base: int | None = None) -> Any:
    interview.refresh_from_db()
    number = interview.notes_number if base is None else base
    return interview_notes.save(interview=interview, by=by, base_number=number, text=text)


def quote(interview: Interview, by: User, words: str = SAID) -> InterviewQuote:
    return interview_quotes.ask(interview=interview, by=by, words=words)


def everything(review: Review, host: User, guest: User, word: str) -> dict[str, Any]:
    """For the table of rights: an interview with the guest, whose notes hold `word`."""
    by_hand = noted(review, host)
    write(by_hand, host, f"{word} was told.")
    interview = ask(review, guest, host)
    write(interview, host, f"{word} was said.")
    return {
        "guest": guest.pk,
        "interview": interview.pk,
        "interview by hand": by_hand.pk,
        "quote by hand": quote(by_hand, host, f"{word} was told.").pk,
        "interview token": interview_links.token_of(interview),
        "quote": quote(interview, host, f"{word} was said.").pk,
    }
