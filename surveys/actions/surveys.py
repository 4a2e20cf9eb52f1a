"""Opens a survey after a meeting, takes answers, seals it. Nothing ties an answer to a person (design decision 4)."""

import random
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from outbox.actions import messages
from outbox.models import Message
from outbox.planning import Planned
from reviews import chat_events
from reviews.actions import chat
from reviews.models import Review, Webhook
from surveys import anonymity, tokens
from surveys.models import AnswerCount, AnswerText, Statement, Survey, SurveyInvite, SurveyResult
from surveys.queries import formats

QUESTION, REMINDER = "survey.open", "survey.reminder"
# One reminder, a day before the survey closes, to all at once who have not answered.
REMIND_BEFORE = timedelta(days=1)


class AlreadyAnswered(Exception):
    """This invitation was used; there is no changing and no taking back, and the form says so before."""


class Closed(Exception):
    """The survey is sealed or past its time."""


class Unknown(Exception):
    """No invitation has this token."""


@transaction.atomic
def open_for(review: Review) -> Survey:
    """Ask everyone who was there; too few people get no survey and the page says why. A second call changes nothing."""
    known = Survey.objects.filter(review=review).first()
    if known:
        return known
    people = [each.user for each in review.attendances.filter(user__is_active=True).select_related("user")]
    now = timezone.now()
    k = settings.SURVEY_LEAST_ANSWERS
    survey = Survey.objects.create(
        review=review,
        opens_at=now,
        closes_at=now + timedelta(days=formats.days_open(review.series)),
        question=own.question if (own := formats.of_series(review.series)) else "",
        k=k,
        asked_n=len(people),
        not_offered=not anonymity.may_offer(len(people), k),
    )
    if not survey.not_offered:
        _ask(survey, people)
        _tell_chats(survey)
    return survey


def _tell_chats(survey: Survey) -> None:
    chat.tell(survey.review, chat_events.SURVEY_OPEN, happened_at=survey.opens_at, until=survey.closes_at)


@transaction.atomic
def heal_chats() -> None:
    """Plan again what the chats shall hear of the surveys that are open: a crash may have left it out."""
    if Webhook.objects.exists():
        asking = Survey.objects.filter(state=Survey.State.OPEN, not_offered=False, closes_at__gt=timezone.now())
        for survey in asking.select_related("review__incident"):
            _tell_chats(survey)


def _ask(survey: Survey, people: list[User]) -> None:
    SurveyInvite.objects.bulk_create(
        SurveyInvite(survey=survey, user=user, token_hash=tokens.hashed(tokens.token(survey, user.pk)))
        for user in people
    )
    AnswerCount.objects.bulk_create(
        AnswerCount(survey=survey, statement=statement, value=value)
        for statement in formats.statements_of(survey.review.series)
        for value in anonymity.VALUES
    )
    remind_at = survey.closes_at - REMIND_BEFORE
    times = {QUESTION: survey.opens_at, REMINDER: remind_at}
    rows = [
        Planned(kind=kind, due_at=due, expires_at=survey.closes_at, recipient=user, payload={"survey": survey.pk})
        for kind, due in times.items()
        if kind == QUESTION or due > survey.opens_at
        for user in people
    ]
    messages.plan(subject=f"survey:{survey.review.uid}", rows=rows)


def invite_of(token: str) -> SurveyInvite:
    """Raises Unknown, Closed or AlreadyAnswered."""
    found = (
        SurveyInvite.objects.select_related("survey__review__incident").filter(token_hash=tokens.hashed(token)).first()
    )
    if found is None:
        raise Closed if _was_sealed(token) else Unknown
    if found.survey.state == Survey.State.SEALED or found.survey.closes_at <= timezone.now():
        raise Closed
    if found.answered:
        raise AlreadyAnswered
    return found


def _was_sealed(token: str) -> bool:
    """Whether this link was good once: sealing destroys the invitations, so it is computed anew for those who were there."""
    survey = Survey.objects.filter(pk=tokens.survey_number(token), state=Survey.State.SEALED).first()
    there = survey.review.attendances.values_list("user_id", flat=True) if survey else []
    return bool(survey and tokens.is_of(token, survey, there))


@transaction.atomic
def submit(*, token: str, ratings: Mapping[int, int], text: str = "") -> None:
    """Count one person's answers: `ratings` maps a statement's number to 1..5. Raises as `invite_of`.

    Every counter of the survey is written, so that all carry the same last writer; nothing says when or by whom.
    """
    # The survey's row is the lock of answering and sealing: a late answer must be in the frozen numbers or be refused,
    # or the difference between counters and result would tell one person's ratings.
    Survey.objects.select_for_update().get(pk=invite_of(token).survey_id)
    invite = invite_of(token)
    if not SurveyInvite.objects.filter(pk=invite.pk, answered=False).update(answered=True):
        raise AlreadyAnswered
    chosen = [When(statement_id=statement, value=value, then=Value(1)) for statement, value in ratings.items()]
    invite.survey.counts.update(n=F("n") + Case(*chosen, default=Value(0)))
    if text.strip():
        AnswerText.objects.create(survey=invite.survey, text=text.strip())


@transaction.atomic
def seal(survey: Survey, rng: random.Random | None = None) -> None:
    """Freeze what may be shown, shuffle the texts under new keys, destroy the invitations. There is no re-opening."""
    held = Survey.objects.select_for_update().get(pk=survey.pk)
    if held.state == Survey.State.SEALED:
        return
    texts = list(held.texts.values_list("text", flat=True))
    (rng or random.SystemRandom()).shuffle(texts)
    held.texts.all().delete()
    AnswerText.objects.bulk_create(AnswerText(survey=held, text=text) for text in texts)
    SurveyResult.objects.create(survey=held, frozen=_frozen(held, texts), sealed_at=timezone.now())
    held.invites.all().delete()
    held.state = Survey.State.SEALED
    held.save(update_fields=["state"])
    messages.cancel(subject=f"survey:{held.review.uid}", because=_("the survey is closed"))
    # Who was reminded, and who was not, tells who had answered.
    messages.forget(subject=f"survey:{held.review.uid}", kinds=[REMINDER])


def _frozen(survey: Survey, texts: list[str]) -> dict[str, object]:
    """What may ever be shown, by the one rule: statements with their bars or band, and the texts."""
    statements = []
    answers = survey.invites.filter(answered=True).count()
    for statement in Statement.objects.filter(pk__in=survey.counts.values("statement")):
        counts = dict(survey.counts.filter(statement=statement).values_list("value", "n"))
        shown = anonymity.shown(counts, survey.k)
        statements.append(
            {
                "slug": statement.slug,
                "text": statement.text,
                "n": shown.n if shown else None,
                "mean": shown.mean if shown else None,
                "bars": shown.bars if shown else {},
                "band": shown.band if shown else None,
            }
        )
    enough = anonymity.may_show(answers, survey.k)
    return {"enough": enough, "statements": statements, "texts": anonymity.texts_shown(texts, answers, survey.k)}


def vacuum() -> None:
    """Physically forget what sealing deleted; inside a transaction nothing is to do.

    PostgreSQL: the dead rows go. SQLite: deleting overwrites (secure_delete), and the write-ahead log that still holds
    the old pages is emptied.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = [model._meta.db_table for model in (AnswerText, SurveyInvite, AnswerCount, Message)]
            cursor.execute(f"VACUUM {', '.join(connection.ops.quote_name(table) for table in tables)}")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
