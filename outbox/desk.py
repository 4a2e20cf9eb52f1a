"""Reads for the page of all messages: one page of rows by kind, state, person and subject. A constant number of queries."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from outbox import kinds, queries, subjects, waiting
from outbox.models import Message
from outbox.subjects import Subject

State = Message.State
ON_ONE_PAGE = 50
SUBJECTS_TO_CHOOSE = 200


@dataclass(frozen=True)
class Filter:
    """What was chosen, empty where nothing was; words that no row can have find nothing."""

    kind: str = ""
    state: str = ""
    who: str = ""
    about: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Filter":
        return cls(**{name: query.get(name, "").replace("\x00", "").strip()[:100] for name in cls.__annotations__})

    def __bool__(self) -> bool:
        return any((self.kind, self.state, self.who, self.about))


@dataclass(frozen=True)
class Row:
    """One message. `subject` is None when nobody names what it is about."""

    message: Message
    who: str
    label: str
    word: str
    tone: str
    why: str
    subject: Subject | None
    may: list[str] = field(default_factory=list)


def rows(user: User, chosen: Filter, page: Any) -> "Page[Row]":
    """The chosen messages, those that are due last first."""
    found = Paginator(_chosen(chosen), ON_ONE_PAGE).get_page(page)
    messages, now = list(found), timezone.now()
    names = subjects.named(user, {message.subject for message in messages})
    shown = [_row(message, names.get(message.subject), now) for message in messages]
    return Page(shown, found.number, found.paginator)  # type: ignore[arg-type]  # of the messages, one for each


def shown() -> QuerySet[Message]:
    """All but those of secret kinds: what became of these tells what nobody may know."""
    return Message.objects.exclude(kind__in=kinds.names(secret=True))


def _chosen(chosen: Filter) -> QuerySet[Message]:
    found = shown().select_related("recipient").order_by("-due_at", "-pk")
    exactly = {"kind": chosen.kind, "state": chosen.state, "subject": chosen.about}
    found = found.filter(**{name: value for name, value in exactly.items() if value})
    if chosen.who:
        words = chosen.who
        is_them = Q(recipient__name__icontains=words) | Q(recipient__email__icontains=words)
        found = found.filter(is_them | Q(address__icontains=words))
    return found


def _row(message: Message, subject: Subject | None, now: datetime) -> Row:
    stand = queries.standing(message, now)
    return Row(
        message=message,
        who=message.to_name,
        label=kinds.label_of(message.kind),
        word=stand.word,
        tone=stand.tone,
        why=waiting.why(message, now, known=subject is None or bool(subject.url)),
        subject=subject,
        may=_may(message),
    )


def _may(message: Message) -> list[str]:
    """What can be done with it; nothing with what is of use for a moment only."""
    if kinds.is_fleeting(message.kind):
        return []
    match message.state:
        case State.PENDING:
            return ["hold"]
        case State.HELD:
            return ["release"]
        case State.SENT | State.FAILED | State.EXPIRED:
            return ["resend"]
    return []


def kinds_to_choose() -> list[tuple[str, str]]:
    """Every kind that may be shown, by its label."""
    return sorted(((name, kinds.label_of(name)) for name in kinds.names(secret=False)), key=lambda pair: pair[1])


def subjects_to_choose(user: User) -> list[tuple[str, str]]:
    """What the newest messages are about, by name."""
    newest = shown().values_list("subject", flat=True).order_by("-created_at", "-pk")[: SUBJECTS_TO_CHOOSE * 5]
    found = subjects.named(user, list(dict.fromkeys(newest))[:SUBJECTS_TO_CHOOSE])
    return sorted(((key, subject.name) for key, subject in found.items()), key=lambda pair: pair[1].lower())


def restored() -> int:
    """How many messages a restored backup has brought back, which may have been sent already."""
    return Message.objects.filter(state=State.HELD, last_error=Message.RESTORED).count()
