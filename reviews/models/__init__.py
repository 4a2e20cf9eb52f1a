"""Reviews and all that belongs to them."""

from reviews.models.agenda import AgendaItem
from reviews.models.comment import AnchorStep, Comment, Decision, Status, Thread
from reviews.models.document import Document, Draft, Revision
from reviews.models.imported import NOWHERE, ImportedComment
from reviews.models.look import LastLook
from reviews.models.poll import Poll, TalkingPoint, Vote
from reviews.models.review import Attendance, Participation, PendingInvitation, Review, Series, Stage

__all__ = [
    "NOWHERE",
    "AgendaItem",
    "AnchorStep",
    "Attendance",
    "Comment",
    "Decision",
    "Document",
    "Draft",
    "ImportedComment",
    "LastLook",
    "Participation",
    "PendingInvitation",
    "Poll",
    "Review",
    "Revision",
    "Series",
    "Stage",
    "Status",
    "TalkingPoint",
    "Thread",
    "Vote",
]
