"""Who may do what in a review. `see` is answered with 404 when it is a no, everything else with 403 and its reason."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.verdicts import YES, Verdict, no
from incidents import permissions as incident_permissions
from incidents.models import Incident
from reviews import series_care
from reviews.models import (
    Comment,
    EventNote,
    Participation,
    PersonPart,
    Poll,
    Question,
    Review,
    SignOff,
    Stage,
    Thread,
    TimeProposal,
)

DOCUMENT_STAYS = _("This review was cancelled; its document stays as it is.")
NOTHING_ASKED = _("This review was cancelled; nothing more is asked in it.")
NOT_OPEN = _("The room is not open.")


def visible_reviews(user: User) -> QuerySet[Review]:
    """All reviews this person may know of; every list, count and suggestion starts here (decision 5)."""
    mine = Participation.objects.filter(user=user, removed_at=None).values("review")
    return Review.objects.filter(Q(restricted=False, incident__restricted=False) | Q(pk__in=mine))


def role_in(user: User, review: Review) -> str:
    """ "facilitator", "participant", "reader" (anyone, when the review is open) or "" (a stranger)."""
    known, key = review.known_roles, user.pk
    if known is None:
        return _role_in(user, review)
    if key not in known:
        known[key] = _role_in(user, review)
    return known[key]


def _role_in(user: User, review: Review) -> str:
    place = review.participations.filter(user=user, removed_at=None).first()
    if place:
        return str(place.role)
    return "" if review.restricted or review.incident.restricted else "reader"


def know_roles(people: Iterable[User], review: Review) -> None:
    """Read the roles of all these people in one query, so that asking about each of them takes none."""
    places = review.participations.filter(user__in=people, removed_at=None).order_by("-pk")
    roles = {place.user_id: str(place.role) for place in places}
    other = "" if review.restricted or review.incident.restricted else "reader"
    review.known_roles = {user.pk: roles.get(user.pk, other) for user in people}


def facilitates_any(user: User) -> bool:
    """Whether they facilitate a review that is not over, and so have promised something to people."""
    places = Participation.objects.filter(user=user, removed_at=None, role=Participation.Role.FACILITATOR)
    return places.filter(review__stage__in=(Stage.PREPARING, Stage.MEETING)).exists()


def see(user: User, review: Review) -> Verdict:
    return YES if role_in(user, review) else no(_("This review is restricted."))


def facilitate(user: User, review: Review) -> Verdict:
    if role_in(user, review) == "facilitator":
        return YES
    return no(_("Only the facilitators of this review may do this."))


def take_part(user: User, review: Review) -> Verdict:
    if role_in(user, review) in {"facilitator", "participant"}:
        return YES
    return no(_("Only people who are invited to this review may do this. Ask a facilitator to invite you."))


def start_review(user: User, incident: Incident) -> Verdict:
    """Anyone who sees an open incident may start its review; a restricted one only those who write it up."""
    if incident.restricted:
        return incident_permissions.edit(user, incident)
    return YES


def see_document(user: User, review: Review) -> Verdict:
    """Before it is marked ready the text belongs to the facilitators and those who take part."""
    role = role_in(user, review)
    if role in {"facilitator", "participant"} or (role and review.document.ready_at):
        return YES
    return no(_("The calibration document is still being written. It can be read here once it is marked ready."))


def readers(review: Review, people: Iterable[User]) -> list[User]:
    """Those of the people who may read the document, by the rule of `see_document`; one query for all of them."""
    if review.document.ready_at and not (review.restricted or review.incident.restricted):
        return list(people)
    inside = set(review.participations.filter(user__in=people, removed_at=None).values_list("user", flat=True))
    return [person for person in people if person.pk in inside]


def edit_document(user: User, review: Review) -> Verdict:
    return facilitate(user, review).unless(review.stage == Stage.CANCELLED, DOCUMENT_STAYS)


def comment(user: User, review: Review) -> Verdict:
    return take_part(user, review).unless(review.stage == Stage.CANCELLED, DOCUMENT_STAYS)


def change_comment(user: User, written: Comment) -> Verdict:
    return YES if written.by_id == user.pk else no(_("Only the person who wrote a comment may change it."))


def withdraw_suggestion(user: User, thread: Thread) -> Verdict:
    return YES if thread.started_by_id == user.pk else no(_("Only the person who made a suggestion may withdraw it."))


def sign_off(user: User, review: Review) -> Verdict:
    """Say how one's part reads, and whether one speaks of it: at any time, also after the meeting."""
    return take_part(user, review).unless(review.stage == Stage.CANCELLED, NOTHING_ASKED)


def answer_part(user: User, part: PersonPart) -> Verdict:
    """Answering it, and withdrawing a dispute of it: that person and nobody else."""
    return YES if part.person_id == user.pk else no(_("Only the person whom this is about may answer for it."))


def mark_parts(user: User, review: Review) -> Verdict:
    """Say which passages and events are about whom."""
    return facilitate(user, review).unless(review.stage == Stage.CANCELLED, NOTHING_ASKED)


def unmark_part(user: User, part: PersonPart) -> Verdict:
    """A dispute ends by its author's word alone, so what it is about cannot be taken away."""
    verdict = mark_parts(user, part.review)
    if verdict and part.answers.filter(ended_at=None, answer=SignOff.Answer.DISPUTED).exists():
        return no(_("This is disputed. It stays until the person who disputes it withdraws that."))
    return verdict


def place_thread(user: User, thread: Thread) -> Verdict:
    """Say by hand which words a thread is about."""
    review = thread.document.review
    verdict = comment(user, review)
    if verdict and thread.started_by_id != user.pk and not facilitate(user, review):
        return no(_("Only its writer and the facilitators may say which words a comment is about."))
    return verdict


def change_plan(user: User, review: Review) -> Verdict:
    """Time, length, people, agenda: until the meeting begins."""
    over = _("The meeting has begun or is over, so its plan stays as it was.")
    return facilitate(user, review).unless(review.stage != Stage.PREPARING, over)


def propose_time(user: User, review: Review) -> Verdict:
    """Say which other time would suit better: everyone invited, until the meeting begins."""
    over = _("The meeting has begun or is over, so its time stays as it was.")
    return take_part(user, review).unless(review.stage != Stage.PREPARING, over)


def withdraw_proposal(user: User, proposal: TimeProposal) -> Verdict:
    mine = proposal.place.user_id == user.pk
    return YES if mine else no(_("Only the person who proposed a time may withdraw it."))


def run_meeting(user: User, review: Review) -> Verdict:
    return facilitate(user, review).unless(review.stage != Stage.MEETING, NOT_OPEN)


def come(user: User, review: Review) -> Verdict:
    """Say for which part of the meeting one comes: until it is over."""
    over = review.stage not in (Stage.PREPARING, Stage.MEETING)
    return take_part(user, review).unless(over, _("The meeting is over or was cancelled."))


def vote(user: User, review: Review) -> Verdict:
    return take_part(user, review).unless(review.stage != Stage.MEETING, NOT_OPEN)


def offer_points(user: User, review: Review) -> Verdict:
    """Compose the vote: until the meeting is over."""
    over = review.stage not in (Stage.PREPARING, Stage.MEETING)
    return facilitate(user, review).unless(over, _("The meeting is over or was cancelled, so nothing more is offered."))


def mark_discussed(user: User, review: Review) -> Verdict:
    secret = review.poll.state != Poll.State.REVEALED
    return run_meeting(user, review).unless(secret, _("The result of the vote is not shown yet."))


def plan_recording(user: User, review: Review) -> Verdict:
    """Whether the meeting is recorded, and what is said of it: until the meeting is over."""
    over = review.stage not in {Stage.PREPARING, Stage.MEETING}
    return facilitate(user, review).unless(
        over, _("The meeting is over, so what was said of its recording stays as it was.")
    )


def edit_ground_rules(user: User, review: Review) -> Verdict:
    """They belong to the series: reached by way of a review that one facilitates, written by those who look after the series."""
    reason = _(
        "This review belongs to no series, so it has the usual rules. Choose a series in its plan to write others."
    )
    verdict = facilitate(user, review).unless(review.series is None, reason)
    if verdict and review.series and not series_care.looks_after(user, review.series):
        return no(series_care.NOT_YOURS)
    return verdict


def correct_attendance(user: User, review: Review) -> Verdict:
    """Who was there is known once the meeting is on, and may be corrected afterwards."""
    nobody = review.stage not in (Stage.MEETING, Stage.HELD)
    return facilitate(user, review).unless(nobody, _("Nobody has come yet: the meeting has not begun."))


def signal(user: User, review: Review) -> Verdict:
    """A private word to the facilitators: for everyone who takes part, while the meeting is on."""
    return vote(user, review)


def allow_guests(user: User, review: Review) -> Verdict:
    closed = review.restricted or review.incident.restricted
    return run_meeting(user, review).unless(
        closed, _("This review is restricted: only people who are invited come in.")
    )


def guests_welcome(review: Review) -> bool:
    """Asked at every request of a guest: a switch turned off, or a review that became restricted, ends their visit."""
    is_closed = review.restricted or review.incident.restricted
    return review.guests_allowed and review.stage == Stage.MEETING and not is_closed


def take_back_note(user: User, note: EventNote) -> Verdict:
    """Something written down in the meeting: its writer and the facilitators."""
    if note.by_id == user.pk or facilitate(user, note.review):
        return YES
    return no(_("Only the person who wrote this down and the facilitators may take it off."))


def ask_question(user: User, review: Review) -> Verdict:
    """At any time: before the meeting, in it, and after it."""
    return take_part(user, review).unless(review.stage == Stage.CANCELLED, NOTHING_ASKED)


def settle_question(user: User, question: Question) -> Verdict:
    """Say what became of it. One that is somebody's own is not found by others in the first place."""
    if question.by_id == user.pk or facilitate(user, question.review):
        return YES
    return no(_("Only the person who asked and the facilitators may say what became of a question."))


def decide_left(user: User, review: Review) -> Verdict:
    """Say what becomes of open questions and parked items, and promise the report: in the meeting and afterwards."""
    early = review.stage not in (Stage.MEETING, Stage.HELD)
    return facilitate(user, review).unless(early, _("This is for the end of the meeting and afterwards."))
