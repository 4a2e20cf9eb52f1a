"""What this app hands to the outbox beside its promises: reminders, mails about comments, and what people may decide about all of them."""

from django.utils.translation import gettext_lazy as _

from outbox import choices
from outbox.choices import Choice
from outbox.kinds import NOTICE, OPTIONAL, Kind, register
from reviews import mails_comments, mails_reminders, promises, reminders, series_messages
from reviews.actions import interviews
from reviews.actions.comment_news import COMMENTS

LABELS = {
    reminders.YOUR_PART: _("your part to check"),
    reminders.UNREAD: _("not yet read"),
    reminders.ROOM_OPENS: _("the room opens"),
    reminders.UNREADY_EARLY: _("document not ready, three days before"),
    reminders.UNCHECKED: _("parts not checked"),
}

FREE = (
    Choice(
        "comments",
        _("Mentions and answers"),
        _(
            "When somebody mentions you in a comment or answers in a thread of yours; at most one mail in ten minutes for each document."
        ),
        (COMMENTS,),
        one_click=True,
    ),
    Choice(
        "changes",
        _("Changes to a document you have read"),
        _("When a facilitator says that a change is worth knowing."),
        (promises.DOCUMENT_CHANGED,),
    ),
    Choice(
        "unread",
        _("A reminder to read"),
        _("24 hours before a meeting, if you have not opened its document."),
        (reminders.UNREAD,),
        one_click=True,
    ),
    Choice(
        "room",
        _("The room opens"),
        _("Ten minutes before a meeting that you are invited to."),
        (reminders.ROOM_OPENS,),
        one_click=True,
    ),
    Choice(
        "part",
        _("Your part of the agenda is near"),
        _("If you said for which part of a meeting you come, and are not in the room yet."),
        (promises.PART_NEAR,),
        one_click=True,
    ),
    Choice(
        "invited_back",
        _("A kind word to come back"),
        _(
            "When a facilitator of a series has not seen you for long, and writes to you themselves; at most once a month."
        ),
        (series_messages.INVITED_BACK,),
        one_click=True,
    ),
    Choice(
        "chats",
        _("Answers about chats, and deleted notes"),
        _("When you facilitate: somebody whom you asked for a chat has answered, or notes went on the promised day."),
        (interviews.ANSWERED, interviews.DELETED),
    ),
    Choice(
        "facilitating",
        _("Reminders when you facilitate"),
        _("Three days before a meeting without a ready document, and when people have not checked their part."),
        (reminders.UNREADY_EARLY, reminders.UNCHECKED),
        one_click=True,
    ),
)

FIXED = (
    Choice(
        "invitation",
        _("Invitations, new times and cancelled meetings"),
        _("Your calendar would be wrong without them."),
        (promises.INVITATION, promises.MOVED, promises.CANCELLED, promises.ACCOUNT_INVITATION),
        fixed=True,
    ),
    Choice(
        "document",
        _("The document is ready"),
        _("Everyone was promised it at least 24 hours before the meeting, so that nobody comes to it unprepared."),
        (promises.READY,),
        fixed=True,
    ),
    Choice(
        "your_part",
        _("Your part to check"),
        _("What is written about you is shown to you before others talk about it. At most one mail a day."),
        (reminders.YOUR_PART,),
        fixed=True,
    ),
    Choice(
        "asked",
        _("Asked to read or to facilitate"),
        _("A facilitator asks you personally, or has an answer from you to come. A no is a fine answer."),
        (
            series_messages.SECOND_READING,
            series_messages.SECOND_READ,
            series_messages.FACILITATOR_WANTED,
            series_messages.FACILITATOR_FOUND,
        ),
        fixed=True,
    ),
    Choice(
        "interviews",
        _("A chat before a meeting"),
        _(
            "Somebody asks you for one, or whether you may be quoted. A no is a fine answer, and then nothing more comes."
        ),
        (interviews.ASKED, interviews.AGREED, interviews.QUOTE),
        fixed=True,
    ),
    Choice(
        "unready",
        _("Document not ready, two days before"),
        _("Comes only to facilitators: the 24 hours of everybody else depend on it."),
        (promises.UNREADY,),
        fixed=True,
    ),
)


def everything() -> None:
    for kind, render, wanted in mails_reminders.ALL:
        register(Kind(kind, LABELS[kind], render, wanted, optional=kind != reminders.YOUR_PART, priority=NOTICE))
    news = Kind(
        COMMENTS, _("comments"), mails_comments.comments, mails_comments.wanted, optional=True, priority=OPTIONAL
    )
    register(news)
    for choice in (*FREE, *FIXED):
        choices.register(choice)
