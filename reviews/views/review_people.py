"""Who is invited, how it stands with each person's mail, and marking the document ready."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import require, signed_in
from accounts.requests import UserRequest
from reviews import permissions, timing
from reviews.access import for_review
from reviews.actions import people as actions
from reviews.actions import reviews
from reviews.forms.plan import InviteForm, ReasonForm
from reviews.models import Participation, PendingInvitation, Review, Stage
from reviews.queries import plan as queries
from reviews.queries import readiness, sign_offs


def _page(request: UserRequest, review: Review, form: InviteForm, status: int = 200) -> HttpResponse:
    places = queries.places(review)
    context = {
        "review": review,
        "spine": queries.spine(review, "sent"),
        "deliveries": queries.deliveries(review, places),
        "pending": queries.deliveries_by_address(review),
        "suggestions": queries.suggestions(review.incident, review),
        "missing": queries.missing_parts(review.incident, {place.user_id for place in places}),
        "form": form,
        "may_plan": permissions.change_plan(request.user, review),
        "may_facilitate": permissions.facilitate(request.user, review),
    }
    return render(request, "reviews/plan/people.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.take_part)
def people(request: UserRequest, review: Review) -> HttpResponse:
    if request.method != "POST":
        return _page(request, review, InviteForm())
    return _invite(request, review)


def _invite(request: UserRequest, review: Review) -> HttpResponse:
    require(permissions.change_plan(request.user, review))
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, review, form, status=422)
    actions.invite(review=review, by=request.user, users=list(form.cleaned_data["users"]))
    for address in form.cleaned_data["emails"]:
        actions.invite_address(review=review, by=request.user, email=address)
    messages.success(request, _("Invited. The mail goes out now, the document's link as soon as it is ready."))
    return redirect("reviews:people", uid=review.uid)


@require_POST
@for_review(permissions.facilitate)
def person_change(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Remove somebody, or change between facilitator and participant; after the meeting a facilitator becomes a participant, no more."""
    if not (request.POST.get("do") == Participation.Role.PARTICIPANT and review.stage == Stage.HELD):
        require(permissions.change_plan(request.user, review))
    place = get_object_or_404(Participation, review=review, pk=pk, removed_at=None)
    try:
        if request.POST.get("do") == "remove":
            actions.remove(place=place, by=request.user)
        elif request.POST.get("do") in Participation.Role.values:
            actions.set_role(place=place, by=request.user, role=request.POST["do"])
    except actions.LastFacilitator:
        messages.error(request, _("A review needs at least one facilitator. Make somebody else one first."))
    return redirect("reviews:people", uid=review.uid)


@require_POST
@for_review(permissions.facilitate)
def address_withdraw(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Somebody who has no account yet is off the list, and hears no more."""
    waiting = get_object_or_404(PendingInvitation.objects.select_related("invitation"), review=review, pk=pk)
    actions.withdraw(waiting=waiting, by=request.user)
    text = _("%(address)s is off the list. Mails that had not gone out stay here.")
    messages.success(request, text % {"address": waiting.invitation.email})
    return redirect("reviews:people", uid=review.uid)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.facilitate)
def ready(request: UserRequest, review: Review) -> HttpResponse:
    """Mark the document ready; with fewer than 24 hours left only with a tick and a reason."""
    now = timezone.now()
    goes_at = timing.ready_due(review.meets_at, now)
    enough = bool(review.short_notice_reason) or timing.enough_notice(review.meets_at, now)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (enough or form.is_valid()):
        reason = "" if enough else form.cleaned_data["short_notice_reason"]
        reviews.mark_ready(review=review, by=request.user, short_notice_reason=reason)
        n = queries.everyone(review)
        text = ngettext("Ready. The document goes to %(n)d person.", "Ready. The document goes to %(n)d people.", n)
        messages.success(request, text % {"n": n})
        return redirect("reviews:people", uid=review.uid)
    context = {
        "review": review,
        "form": form,
        "enough": enough,
        "not_checked": sign_offs.not_checked(review),
        "disputed": len(sign_offs.disputes(review)),
        "readiness": readiness.page(review, request.user),
        "goes_at": None if goes_at <= now else goes_at,
        "spine": queries.spine(review, "sent"),
        "everyone": queries.everyone(review),
    }
    return render(request, "reviews/plan/ready.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@for_review(permissions.change_plan)
def unready(request: UserRequest, review: Review) -> HttpResponse:
    reviews.mark_unready(review=review, by=request.user)
    messages.success(request, _("The document is being written again. Mails that had not gone out are held back."))
    return redirect("reviews:people", uid=review.uid)


def _is_in(request: UserRequest, uid: UUID) -> bool:
    """Whether they have their place already."""
    here = Review.objects.filter(uid=uid, participations__user=request.user, participations__removed_at=None)
    return here.exists()


def _invited(request: UserRequest, uid: UUID) -> Review:
    waiting = Review.objects.filter(pending_invitations__invitation__email=request.user.email)
    return get_object_or_404(waiting.select_related("incident", "document"), uid=uid)


PAGES = {"document": "reviews:document", "report": "reviews:report"}


@require_safe
@signed_in
def welcome(request: UserRequest, uid: UUID) -> HttpResponse:
    """Where an invitation with an account leads: one button that takes the place, and opens the page that the mail was about."""
    to = request.GET.get("to", "")
    if _is_in(request, uid):
        return redirect(PAGES.get(to, "reviews:review"), uid=uid)
    return render(request, "reviews/plan/welcome.html", {"review": _invited(request, uid), "to": to})


@require_POST
@signed_in
def welcome_accept(request: UserRequest, uid: UUID) -> HttpResponse:
    """A second click finds the place taken by the first and leads to the review as well."""
    if not _is_in(request, uid):
        actions.claim(review=_invited(request, uid), user=request.user)
    return redirect(PAGES.get(request.POST.get("to", ""), "reviews:review"), uid=uid)
