"""Reviews and all that belongs to them."""

from reviews.models.agenda import AgendaItem
from reviews.models.comment import AnchorStep, Comment, Status, Thread
from reviews.models.document import Document, Draft, Revision
from reviews.models.mention import MarginLook, Mention
from reviews.models.poll import Poll, TalkingPoint, Vote
from reviews.models.review import Attendance, Participation, PendingInvitation, Review, Series, Stage

__all__ = [
    "AgendaItem",
    "AnchorStep",
    "Attendance",
    "Comment",
    "Document",
    "Draft",
    "MarginLook",
    "Mention",
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
