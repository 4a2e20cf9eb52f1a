"""What this app hands to the apps below: its message kinds, and which moments its texts speak of and which incidents it needs."""

from django.utils.translation import gettext_lazy as _

from incidents import rests_on, spoken_of
from outbox import subjects
from outbox.kinds import NOTICE, PROMISE, Kind, register
from reviews import mails, mails_near, message_subjects, promises
from reviews.actions.people import ACCOUNT_INVITATION
from reviews.queries import needed, told_moments


def message_kinds() -> None:
    """Every message a review may send, with how to write it and whether it is still wanted."""
    register(Kind(promises.INVITATION, _("invitation"), mails.invitation, mails.wanted, priority=NOTICE))
    register(Kind(promises.MOVED, _("new time"), mails.moved, mails.wanted, priority=PROMISE))
    register(Kind(promises.READY, _("the document's link"), mails.ready, mails.ready_wanted, priority=PROMISE))
    register(Kind(promises.UNREADY, _("document not ready"), mails.unready, mails.unready_wanted, priority=NOTICE))
    register(Kind(promises.CANCELLED, _("cancelled"), mails.cancelled, mails.cancelled_wanted, priority=PROMISE))
    register(Kind(promises.DOCUMENT_CHANGED, _("document changed"), mails.document_changed, mails.changed_wanted))
    register(Kind(promises.PART_NEAR, _("your part is near"), mails_near.part_near, mails_near.near_wanted))
    register(Kind(ACCOUNT_INVITATION, _("invitation with an account"), mails.account_invitation, mails.account_wanted))
    for prefix in message_subjects.OF_A_REVIEW:
        subjects.register(prefix, message_subjects.names)


def texts_with_moments() -> None:
    spoken_of.register(told_moments.references)


def needed_incidents() -> None:
    rests_on.register(needed.why)
