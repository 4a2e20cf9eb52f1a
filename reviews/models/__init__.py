"""Reviews and all that belongs to them."""

from reviews.models.agenda import AgendaItem
from reviews.models.comment import AnchorStep, Comment, Decision, Status, Thread
from reviews.models.document import Document, Draft, Revision
from reviews.models.hint import HintDismissal
from reviews.models.imported import NOWHERE, ImportedComment
from reviews.models.look import LastLook
from reviews.models.mention import Mention
from reviews.models.poll import Poll, TalkingPoint, Vote
from reviews.models.review import Attendance, Participation, PendingInvitation, Review, Series, Stage
from reviews.models.seen_passage import SeenPassage
from reviews.models.sign_off import MarkedPassage, PersonPart, SignOff, Willingness, plain

__all__ = [
    "NOWHERE",
    "AgendaItem",
    "AnchorStep",
    "Attendance",
    "Comment",
    "Decision",
    "Document",
    "Draft",
    "HintDismissal",
    "ImportedComment",
    "LastLook",
    "MarkedPassage",
    "Mention",
    "Participation",
    "PendingInvitation",
    "PersonPart",
    "Poll",
    "Review",
    "Revision",
    "SeenPassage",
    "Series",
    "SignOff",
    "Stage",
    "Status",
    "TalkingPoint",
    "Thread",
    "Vote",
    "Willingness",
    "plain",
]
