"""What this app hands to the apps below: its message kinds, and which moments its texts speak of and which incidents it needs."""

from django.utils.translation import gettext_lazy as _

from incidents import rests_on, spoken_of
from outbox import subjects
from outbox.kinds import NOTICE, PROMISE, Kind, register
from reviews import mails, mails_by_address, mails_near, message_subjects, promises
from reviews.mails_by_address import either
from reviews.queries import needed, told_moments

# What was promised to everyone goes to those too who are invited by their address and have no account yet.
TO_ADDRESSES_TOO = (
    (
        promises.MOVED,
        _("new time"),
        either(mails.moved, mails_by_address.moved),
        either(mails.wanted, mails_by_address.wanted),
    ),
    (
        promises.READY,
        _("the document's link"),
        either(mails.ready, mails_by_address.ready),
        either(mails.ready_wanted, mails_by_address.ready_wanted),
    ),
    (
        promises.CANCELLED,
        _("cancelled"),
        either(mails.cancelled, mails_by_address.cancelled),
        mails.cancelled_wanted,
    ),
)


def message_kinds() -> None:
    """Every message a review may send, with how to write it and whether it is still wanted."""
    register(Kind(promises.INVITATION, _("invitation"), mails.invitation, mails.wanted, priority=NOTICE))
    for kind, label, render, wanted in TO_ADDRESSES_TOO:
        register(Kind(kind, label, render, wanted, priority=PROMISE))
    register(Kind(promises.UNREADY, _("document not ready"), mails.unready, mails.unready_wanted, priority=NOTICE))
    register(Kind(promises.DOCUMENT_CHANGED, _("document changed"), mails.document_changed, mails.changed_wanted))
    register(Kind(promises.PART_NEAR, _("your part is near"), mails_near.part_near, mails_near.near_wanted))
    register(
        Kind(
            promises.ACCOUNT_INVITATION,
            _("invitation with an account"),
            mails_by_address.invitation,
            mails_by_address.invitation_wanted,
        )
    )
    for prefix in message_subjects.OF_A_REVIEW:
        subjects.register(prefix, message_subjects.names)


def texts_with_moments() -> None:
    spoken_of.register(told_moments.references)


def needed_incidents() -> None:
    rests_on.register(needed.why)
