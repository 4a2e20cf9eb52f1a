"""The words to somebody who is asked to read a document with fresh eyes, and to whoever asked; no text of the document in either."""

from django.utils.translation import gettext as _

from outbox.mail import Mail, compose
from outbox.models import Message
from reviews.mails import facilitators, name_of, page, place, the_review
from reviews.models import SecondReading, Stage


def _reading(message: Message) -> SecondReading | None:
    found = SecondReading.objects.filter(pk=message.payload["reading"])
    return found.select_related("review__incident", "reader", "asked_by").first()


def asked(message: Message) -> Mail:
    review, reading = the_review(message), _reading(message)
    who = reading.asked_by if reading and reading.asked_by else _("A facilitator")
    return compose(
        subject=_("Would you read this with fresh eyes: %(name)s") % {"name": name_of(review)},
        lines=[
            _("%(who)s asks you to read the calibration document before it goes to everyone.") % {"who": who},
            _(
                "Beside it is a list of what a colleague would look for. You answer on the same page, in your own words."
            ),
            _("If you have no time, say so: someone else can be asked."),
        ],
        button=(_("Read and answer"), page(review, "reviews:readiness")),
        note=_("You get this because a facilitator of this review asked you."),
        reply_to=facilitators(review),
    )


def asked_wanted(message: Message) -> str:
    reading = _reading(message)
    if reading is None or reading.ended_at:
        return _("already answered or taken back")
    return _still(reading, message)


def _still(reading: SecondReading, message: Message) -> str:
    if reading.review.stage != Stage.PREPARING:
        return _("the meeting is on, over or off")
    return "" if place(reading.review, message.recipient) else _("no longer in the review")


def answered(message: Message) -> Mail:
    review, reading = the_review(message), _reading(message)
    ready = reading is not None and reading.answer == SecondReading.Answer.READY
    line = (
        _("%(who)s has read the document: it looks ready.")
        if ready
        else _("%(who)s has read the document and says what it still needs.")
    )
    return compose(
        subject=_("Read with fresh eyes: %(name)s") % {"name": name_of(review)},
        lines=[line % {"who": reading.reader if reading else ""}],
        button=(_("Read the answer"), page(review, "reviews:readiness")),
        note=_("You get this because you asked for it."),
    )


def answered_wanted(message: Message) -> str:
    reading = _reading(message)
    return _still(reading, message) if reading and reading.answer else _("there is no answer")
