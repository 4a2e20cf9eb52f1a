"""Reviews and all that belongs to them."""

from reviews.models.agenda import AgendaItem
from reviews.models.comment import AnchorStep, Comment, Decision, Status, Thread
from reviews.models.document import Document, Draft, Revision
from reviews.models.hint import HintDismissal
from reviews.models.imported import NOWHERE, ImportedComment
from reviews.models.look import LastLook
from reviews.models.mention import Mention
from reviews.models.opening import GroundRule, Opening, RecordingAnswer, RecordingPlan, RuleAgreement
from reviews.models.poll import Poll, TalkingPoint, Vote
from reviews.models.review import Attendance, Participation, PendingInvitation, Review, Series, Stage
from reviews.models.room_people import AttendanceSpan, ComfortSignal, GuestVote, RoomGuest, TalkSpan
from reviews.models.sign_off import MarkedPassage, PersonPart, SignOff, Willingness, plain
from reviews.models.webhook import Webhook

__all__ = [
    "NOWHERE",
    "AgendaItem",
    "AnchorStep",
    "Attendance",
    "AttendanceSpan",
    "ComfortSignal",
    "Comment",
    "Decision",
    "Document",
    "Draft",
    "GroundRule",
    "GuestVote",
    "HintDismissal",
    "ImportedComment",
    "LastLook",
    "MarkedPassage",
    "Mention",
    "Opening",
    "Participation",
    "PendingInvitation",
    "PersonPart",
    "Poll",
    "RecordingAnswer",
    "RecordingPlan",
    "Review",
    "Revision",
    "RoomGuest",
    "RuleAgreement",
    "Series",
    "SignOff",
    "Stage",
    "Status",
    "TalkSpan",
    "TalkingPoint",
    "Thread",
    "Vote",
    "Webhook",
    "Willingness",
    "plain",
]
