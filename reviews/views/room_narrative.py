"""The narrative in the room: the reader's own part of it, notes of what is said, and the facilitators' steps through the timeline."""

import contextlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.requests import UserRequest
from incidents.access import for_incident
from incidents.models import Incident, TimelineEvent
from reviews import permissions
from reviews.access import for_review
from reviews.actions import narrative as actions
from reviews.actions import room, sign_offs
from reviews.forms.narrative import EventNoteForm
from reviews.models import EventNote, Review, Willingness
from reviews.queries import narrative as queries
from reviews.queries.sign_offs import own_events
from reviews.views.room_context import context, own_telling


@require_safe
@for_review(permissions.take_part)
def narrative_mine(request: UserRequest, review: Review) -> HttpResponse:
    """The personal part, fetched anew whenever the narrative moves."""
    return render(request, "reviews/room/my_narrative.html", own_telling(request, review))


@require_POST
@for_review(permissions.vote)
def narrative_note(request: UserRequest, review: Review) -> HttpResponse:
    """Anyone who takes part may write down what was said about an event; what comes after the meeting is given back."""
    event = get_object_or_404(TimelineEvent, incident=review.incident, pk=_number(request, "event"))
    form = EventNoteForm(request.POST, events=review.incident.events.all())
    if not form.is_valid():
        page = context(request, review) | {"note_form": form, "note_event": event}
        return render(request, "reviews/room/room.html", page, status=422)
    said = form.cleaned_data["said"]
    try:
        actions.note(review=review, by=request.user, event=event, text=said)
    except room.NotNow:
        messages.warning(request, _("The meeting is over, so this was not added: %(words)s") % {"words": said})
    else:
        messages.success(
            request, _("Written down at this moment: %(what)s") % {"what": Truncator(event.what).words(12)}
        )
    return _back(request, review)


@require_POST
@for_review(permissions.take_part)
def narrative_note_take_back(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    note = get_object_or_404(EventNote, review=review, pk=pk)
    require(permissions.take_back_note(request.user, note))
    actions.take_back(note=note, by=request.user)
    return _back(request, review)


@require_POST
@for_review(permissions.sign_off)
def narrative_decline(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Somebody who had agreed would rather not: their name is taken off, and nothing stands in its place."""
    event = get_object_or_404(own_events(review, request.user), pk=pk)
    answer = Willingness.Answer.RATHER_NOT
    sign_offs.say_willing(review=review, event=event, person=request.user, answer=answer)
    messages.info(request, _("That is fine. You will not be called on."))
    return redirect("reviews:room", uid=review.uid)


@require_safe
@for_review(permissions.facilitate)
def narrative_desk(request: UserRequest, review: Review) -> HttpResponse:
    """The facilitators' own part, fetched anew with every step."""
    return _desk(request, review)


def _desk(request: UserRequest, review: Review) -> HttpResponse:
    page = {"review": review, "telling": queries.desk(review), "note_form": EventNoteForm()}
    return render(request, "reviews/room/desk_narrative.html", page)


@require_POST
@for_review(permissions.run_meeting)
def narrative_show(request: UserRequest, review: Review) -> HttpResponse:
    event = get_object_or_404(TimelineEvent, incident=review.incident, pk=_number(request, "event"))
    with contextlib.suppress(room.NotNow):
        actions.show(review=review, by=request.user, event=event)
    if request.htmx:
        return _desk(request, review)
    return redirect("reviews:desk", uid=review.uid)


@require_POST
@for_review(permissions.facilitate)
def narrative_asked(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """The facilitator has talked with somebody who had asked to be asked in private."""
    actions.asked(willingness=get_object_or_404(Willingness, review=review, pk=pk), by=request.user)
    return redirect("reviews:desk", uid=review.uid)


@require_safe
@for_incident()
def event_notes(request: UserRequest, incident: Incident) -> HttpResponse:
    """What was said in meetings, for the incident's page: each note goes to its event there."""
    notes = queries.notes_on(incident, request.user)
    return render(request, "reviews/room/event_notes.html", {"incident": incident, "notes": notes})


def _number(request: UserRequest, name: str) -> int:
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 19 else 0


def _back(request: UserRequest, review: Review) -> HttpResponse:
    """To the page that the form stood on."""
    return redirect("reviews:desk" if request.POST.get("back") == "desk" else "reviews:room", uid=review.uid)
