"""Reviews and all that belongs to them."""

from reviews.models.agenda import AgendaItem, Coming
from reviews.models.brought_in import ArchivePreview, BroughtIn
from reviews.models.comment import AnchorStep, Comment, Decision, Status, Thread
from reviews.models.document import Document, Draft, Revision
from reviews.models.follow_ups import Chooser, IdeaWord, Tracked
from reviews.models.hint import HintDismissal
from reviews.models.imported import NOWHERE, ImportedComment
from reviews.models.interview import Interview, InterviewDraft, InterviewNotes, InterviewQuote, InterviewTime
from reviews.models.look import LastLook
from reviews.models.meeting_time import MeetingEntry, RuleChange, TimeProposal
from reviews.models.mention import Mention
from reviews.models.narrative import EventNote, Telling
from reviews.models.opening import GroundRule, Opening, RecordingAnswer, RecordingPlan, RuleAgreement
from reviews.models.poll import Poll, TalkingPoint, Vote
from reviews.models.questions import (
    FollowUp,
    MeetingRecord,
    ParkedItem,
    Question,
    QuestionVote,
    RabbitAnswer,
    RabbitHole,
)
from reviews.models.report import (
    Audience,
    Edition,
    Lesson,
    NameChoice,
    NotAPerson,
    ReadCount,
    Report,
    ReportDraft,
    ReportLink,
    ReportPdf,
)
from reviews.models.review import Attendance, Participation, PendingInvitation, Review, Series, Stage
from reviews.models.room_people import AttendanceSpan, ComfortSignal, GuestVote, RoomGuest, TalkSpan
from reviews.models.second_reading import LookBack, SecondReading
from reviews.models.seen_passage import SeenPassage
from reviews.models.sign_off import MarkedPassage, PersonPart, SignOff, Willingness, plain
from reviews.models.standing import FacilitatorRequest, InvitationBack, SeriesFacilitator, StandingMeeting, Weekday
from reviews.models.webhook import Webhook

__all__ = [
    "NOWHERE",
    "AgendaItem",
    "AnchorStep",
    "ArchivePreview",
    "Attendance",
    "AttendanceSpan",
    "Audience",
    "BroughtIn",
    "Chooser",
    "ComfortSignal",
    "Coming",
    "Comment",
    "Decision",
    "Document",
    "Draft",
    "Edition",
    "EventNote",
    "FacilitatorRequest",
    "FollowUp",
    "GroundRule",
    "GuestVote",
    "HintDismissal",
    "IdeaWord",
    "ImportedComment",
    "Interview",
    "InterviewDraft",
    "InterviewNotes",
    "InterviewQuote",
    "InterviewTime",
    "InvitationBack",
    "LastLook",
    "Lesson",
    "LookBack",
    "MarkedPassage",
    "MeetingEntry",
    "MeetingRecord",
    "Mention",
    "NameChoice",
    "NotAPerson",
    "Opening",
    "ParkedItem",
    "Participation",
    "PendingInvitation",
    "PersonPart",
    "Poll",
    "Question",
    "QuestionVote",
    "RabbitAnswer",
    "RabbitHole",
    "ReadCount",
    "RecordingAnswer",
    "RecordingPlan",
    "Report",
    "ReportDraft",
    "ReportLink",
    "ReportPdf",
    "Review",
    "Revision",
    "RoomGuest",
    "RuleAgreement",
    "RuleChange",
    "SecondReading",
    "SeenPassage",
    "Series",
    "SeriesFacilitator",
    "SignOff",
    "Stage",
    "StandingMeeting",
    "Status",
    "TalkSpan",
    "TalkingPoint",
    "Telling",
    "Thread",
    "TimeProposal",
    "Tracked",
    "Vote",
    "Webhook",
    "Weekday",
    "Willingness",
    "plain",
]
