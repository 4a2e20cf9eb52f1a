"""What the pages of planning show: lists of reviews, where one stands, who is invited, whose part is missing."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.templatetags.face import day
from incidents.models import WANTED_PARTS, Incident, Involvement, Part
from outbox import queries as messages
from reviews import lifecycle, permissions, promises, stations, timing
from reviews.models import AgendaItem, Participation, PendingInvitation, Review, Stage

LABELS = {
    "incident": _("Incident"),
    "document": _("Document"),
    "sent": _("Sent"),
    "meeting": _("Meeting"),
    "survey": _("Survey"),
    "report": _("Report"),
}
WORDS = {
    "": "",
    "written down": _("written down"),
    "ready": _("ready"),
    "never marked ready": _("never marked ready"),
    "late": _("late"),
    "due": _("due"),
    "due now": _("due now"),
    "sent": _("sent"),
    "sent late": _("sent late"),
    "at short notice": _("sent at short notice"),
    "goes out once ready": _("goes out once it is ready"),
    "goes out": _("goes out"),
    "goes out by": _("goes out by"),
    "on now": _("on now"),
    "held": _("held"),
    "cancelled": _("cancelled"),
    "planned": _("planned"),
    "closed": _("closed"),
    "open until": _("open until"),
    "none": _("none, too few to ask"),
    "follows by itself": _("follows by itself"),
    "published": _("published"),
    "promised for": _("promised for"),
    "was promised for": _("was promised for"),
    "follows": _("follows"),
}
PROMISED = ("promised for", "was promised for")


def reviews_for(user: User) -> QuerySet[Review]:
    """The list page's rows, newest meeting first, with counts of people and of those who have read."""
    here = Q(participations__removed_at=None)
    return (
        permissions.visible_reviews(user)
        .select_related("incident", "series", "document")
        .annotate(
            invited_n=Count("participations", filter=here, distinct=True),
            read_n=Count("participations", filter=here & Q(participations__read_at__isnull=False), distinct=True),
        )
        .order_by("-meets_at", "-pk")
    )


def reviews_of(user: User, incident: Incident) -> QuerySet[Review]:
    return reviews_for(user).filter(incident=incident)


def places(review: Review) -> list[Participation]:
    """Everyone invited, facilitators first, then by name."""
    rows = review.participations.filter(removed_at=None).select_related("user")
    return sorted(rows, key=lambda place: (place.role != Participation.Role.FACILITATOR, str(place.user).lower()))


def waiting(review: Review) -> QuerySet[PendingInvitation]:
    """Who is invited by address and has no account yet."""
    return review.pending_invitations.select_related("invitation").order_by("invitation__email")


def everyone(review: Review) -> int:
    """How many get the document's link: those with a place, and those invited by their address."""
    return review.participations.filter(removed_at=None).count() + review.pending_invitations.count()


@dataclass(frozen=True)
class Suggestion:
    """Someone to invite, and why."""

    user: User
    part: str


def suggestions(incident: Incident, review: Review | None = None) -> list[Suggestion]:
    """The people involved who have an account and are not in `review` yet."""
    involved = incident.involvements.filter(user__is_active=True).select_related("user")
    here = set(review.participations.filter(removed_at=None).values_list("user_id", flat=True)) if review else set()
    return [
        Suggestion(each.user, str(each.get_part_display()))
        for each in involved
        if each.user and each.user_id not in here
    ]


def missing_parts(incident: Incident, invited: set[int] | None = None) -> list[str]:
    """The parts that a review wants and nobody covers: involved, and among `invited` when that is given."""
    rows = Involvement.objects.filter(incident=incident).values_list("part", "user_id")
    covered = {part for part, user in rows if invited is None or user in invited}
    return [str(Part(part).label) for part in WANTED_PARTS if part not in covered]


@dataclass(frozen=True)
class Delivery:
    """How it stands with the document's link for one person, or an address; `word` and `tone` as the outbox says them."""

    place: Participation | PendingInvitation
    word: str
    tone: str
    when: datetime | None
    detail: str = ""


def deliveries(review: Review, people: list[Participation]) -> list[Delivery]:
    """One row a person: due, sent, late or not planned yet."""
    proofs = {proof.message.recipient_id: proof for proof in _document_mails(review)}
    return [_delivery(review, place, proofs.get(place.user_id)) for place in people]


def deliveries_by_address(review: Review) -> list[Delivery]:
    """The same for those who have no account yet."""
    proofs = {proof.message.address.lower(): proof for proof in _document_mails(review) if not proof.message.recipient}
    return [_delivery(review, each, proofs.get(each.invitation.email)) for each in waiting(review)]


def _document_mails(review: Review) -> list[messages.Proof]:
    proofs = messages.for_subject(review.topic, [promises.READY])
    return [proof for proof in proofs if proof.message.state != proof.message.State.CANCELLED]


def _delivery(review: Review, place: Participation | PendingInvitation, proof: messages.Proof | None) -> Delivery:
    if proof:
        return Delivery(place, proof.word, proof.tone, proof.when, proof.detail)
    late = timezone.now() > review.due_at
    if late:
        return Delivery(place, str(_("late, not ready")), "late", review.due_at)
    return Delivery(place, str(_("waits for the document")), "quiet", review.due_at)


def spine(review: Review, current: str = "") -> list[dict[str, Any]]:
    """The path of the review for components/spine.html; `current` is the station of this page."""
    return [
        {
            "key": step.key,
            "label": LABELS[step.key],
            "word": WORDS[step.word],
            "when": day(_on_its_clock(review, step)),
            "state": step.state,
            "url": _station_url(review, step.key),
            "current": step.key == current,
        }
        for step in lifecycle.path(_facts(review))
    ]


def _on_its_clock(review: Review, step: lifecycle.Step) -> datetime | date | None:
    """A moment for each reader's own clock; but a promised day is the same day everywhere."""
    return step.when.astimezone(review.zone).date() if step.when and step.word in PROMISED else step.when


def _facts(review: Review) -> lifecycle.Facts:
    proofs = [p.message for p in messages.for_subject(review.topic, [promises.READY])]
    sent = [message.sent_at for message in proofs if message.sent_at]
    survey_state, closes_at = stations.survey_of(review)
    return lifecycle.Facts(
        now=timezone.now(),
        meets_at=review.meets_at,
        stage=review.stage,
        ready_at=review.document.ready_at,
        sent_at=max(sent) if sent else None,
        unsent=sum(1 for message in proofs if message.state in {"pending", "claimed", "failed"}),
        survey_state=survey_state,
        survey_closes_at=closes_at,
        short_notice=review.short_notice,
        **_report(review),
    )


def document_waits(review: Review) -> str:
    """For who is about to open the room: "unready" or "unsent" while nobody was sent the document; empty once it went out."""
    facts = _facts(review)
    return "" if facts.sent_at else "unsent" if facts.ready_at else "unready"


def _report(review: Review) -> dict[str, datetime | None]:
    """When the report was published, and the end of the day for which it is promised, on the clocks of the meeting; one query."""
    rows = Review.objects.filter(pk=review.pk).values_list("report__first_published_at", "record__report_promised_on")
    published_at, day = rows.get()
    due = datetime.combine(day, time(23, 59), review.zone) if day else None
    return {"report_published_at": published_at, "report_due_at": due}


def _station_url(review: Review, key: str) -> str:
    if key == "incident":
        return reverse("incidents:incident", args=[review.incident.uid])
    if key == "survey":
        return reverse("surveys:result", args=[review.uid]) if review.stage == Stage.HELD else ""
    names = {"document": "document", "sent": "people", "meeting": "review", "report": "report"}
    return reverse(f"reviews:{names[key]}", args=[review.uid]) if key in names else ""


@dataclass(frozen=True)
class AgendaPage:
    """The items, their minutes in all, and by how many these exceed the slot (0: they fit)."""

    items: list[AgendaItem]
    total: int
    over: int


def agenda(review: Review) -> AgendaPage:
    items = list(review.agenda.all())
    total = sum(item.minutes + item.extended for item in items)
    return AgendaPage(items, total, max(0, total - review.minutes))


def length_advice(incident: Incident, minutes: int) -> int:
    """The minutes that this timeline would fill, when the slot is shorter; otherwise 0."""
    events = incident.events.count()
    return timing.useful_minutes(events) if timing.too_short(minutes, events) else 0


def my_reviews(user: User) -> list[Participation]:
    """The person's places in reviews that are not over, soonest meeting first."""
    rows = Participation.objects.filter(user=user, removed_at=None, review__stage__in=["preparing", "meeting"])
    return list(rows.select_related("review__incident", "review__document").order_by("review__meets_at"))
