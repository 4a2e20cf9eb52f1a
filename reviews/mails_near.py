"""The word that the part somebody comes for is near, and whether it is still wanted."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from outbox import stopping
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews.mails import facilitators, name_of, page, place, the_review
from reviews.models import AgendaItem, Coming, Review, Stage
from reviews.queries import coming, room


def part_near(message: Message) -> Mail:
    review = the_review(message)
    item, slot = next(pair for pair in room.agenda(review) if pair[0].pk == message.payload["item"])
    at = timezone.localtime(slot.begins_at)
    when = {"part": _title(review, item), "at": f"{date_format(at, 'H:i')} {at.tzname()}"}
    line = _("“%(part)s” is on now.") if slot.state == "now" else _("“%(part)s” is expected at about %(at)s.")
    return compose(
        subject=_("Your part is near: %(name)s") % {"name": name_of(review)},
        lines=[
            line % when,
            _("You said that you come for this part of the meeting. The room is open to you at any time."),
        ],
        button=(_("Go to the room"), page(review, "reviews:room")),
        note=_("You get this because you come for a part of this review’s meeting."),
        reply_to=facilitators(review),
        unsubscribe=stopping.link(message),
    )


def _title(review: Review, item: AgendaItem) -> str:
    """Outside the product a restricted review's own words are not shown (decision 5): the kind of the part instead."""
    restricted = review.restricted or review.incident.restricted
    return str(item.get_kind_display()) if restricted else item.title


def near_wanted(message: Message) -> str:
    """ "" while the part is ahead or on, and its person still comes for it and is not in the room."""
    review = Review.objects.filter(uid=message.payload["review"]).first()
    if review is None or review.stage not in (Stage.PREPARING, Stage.MEETING):
        return _("the meeting is over or off")
    if message.version != review.plan_version:
        return _("the meeting was moved")
    if review.stage == Stage.PREPARING and timezone.now() >= review.meets_at:
        return _("the meeting has not begun yet")
    user = message.recipient
    if user is None or place(review, user) is None:
        return _("no longer invited")
    asked = Coming.objects.filter(item=message.payload["item"], item__ended_at=None, user=user)
    if not asked.exists():
        return _("does not come for this part, or it is over")
    return _("is in the room") if coming.in_the_room(review, user, timezone.now()) else ""
