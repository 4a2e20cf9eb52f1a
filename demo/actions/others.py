"""What the people of the story do whom nobody can sign in as: they come to the meeting, vote, and answer the survey."""

from django.db.models import QuerySet

from accounts.models import User
from demo.people import OTHERS
from reviews.actions import opening, polls, recording, room
from reviews.models import Poll, RecordingAnswer, Review, Stage
from reviews.queries.opening import missing, rules
from surveys import tokens
from surveys.actions import surveys
from surveys.models import Statement, Survey

# A digit for each statement, in turn.
ANSWERS = ("5454", "4455", "5545", "4454", "5355", "4544")
TEXT = "I had not known how the others lived through that night."


def of(review: Review) -> "QuerySet[User]":
    """In a fixed order, so that the story runs the same way each time."""
    places = review.participations.filter(removed_at=None, user__email__in=OTHERS)
    return User.objects.filter(pk__in=places.values("user")).order_by("pk")


def come(review: Review, *emails: str) -> None:
    """People whom one may be, where nobody was them in time."""
    places = review.participations.filter(removed_at=None, user__email__in=emails)
    for user in User.objects.filter(pk__in=places.values("user")).order_by("pk"):
        room.arrive(review=review, user=user)


def come_and_vote(review: Review) -> None:
    """Only while the meeting is on; a vote that is open gets theirs once."""
    if review.stage != Stage.MEETING:
        return
    for user in of(review):
        room.arrive(review=review, user=user)
    _answer_opening(review)
    if review.poll.state == Poll.State.OPEN:
        _vote(review.poll, review)


def _answer_opening(review: Review) -> None:
    """They agree to the ground rules once asked, and may be recorded."""
    agreed = set(review.agreements.values_list("user", flat=True))
    waiting = {each.user_id for each in missing(review)} if review.recorded else set()
    asked = rules(review).asked
    for user in of(review):
        if asked and user.pk not in agreed:
            opening.agree(review=review, by=user)
        if user.pk in waiting:
            recording.answer(review=review, by=user, answer=RecordingAnswer.Answer.YES)


def _vote(poll: Poll, review: Review) -> None:
    points = list(poll.points.filter(aside_at=None).order_by("position"))
    voted = set(poll.votes.values_list("voter", flat=True))
    for number, user in enumerate(of(review)):
        if user.pk not in voted:
            polls.vote(poll=poll, by=user, point=points[(number * 3 + 1) % len(points)])


def answer(survey: Survey) -> None:
    """Those of them who have not answered yet."""
    asked = survey.invites.filter(answered=False, user__in=of(survey.review)).order_by("user")
    statements = list(Statement.objects.filter(pk__in=survey.counts.values("statement")))
    for number, invite in enumerate(asked):
        digits = ANSWERS[number % len(ANSWERS)]
        send(survey, invite.user_id, digits, TEXT if number == 0 else "", statements)


def send(survey: Survey, user: int, digits: str, text: str, statements: list[Statement]) -> None:
    """One person's answers, through the same door as everybody's."""
    ratings = {each.pk: int(digit) for each, digit in zip(statements, digits, strict=True)}
    surveys.submit(token=tokens.token(survey, user), ratings=ratings, text=text)
