"""The mail about comments: who called one by name, who answered. It says where, never what."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox import stopping
from outbox.mail import Mail, compose
from outbox.models import Message
from reviews import mails
from reviews.models import Review, Stage
from reviews.queries.comment_news import News, unseen

MOST = 8  # links in one mail


def _news(message: Message) -> list[News]:
    review, user = mails.the_review(message), message.recipient
    return unseen(review, user, message.payload["comments"]) if user else []


def comments(message: Message) -> Mail:
    review, news = mails.the_review(message), _news(message)
    first, name = news[0], {"name": mails.name_of(review)}
    one = len(news) == 1
    links = [] if one else [(_line(review, each), _place(review, each)) for each in news[:MOST]]
    return compose(
        subject=_subject(review, news) % name,
        lines=_lines(news),
        button=(_("Read the comment"), _place(review, first)) if one else (_("Open the document"), _document(review)),
        links=links,
        note=_(
            "You get this because you were mentioned or wrote in the thread. At most one such mail comes in ten minutes."
        ),
        reply_to=mails.facilitators(review),
        thread=review.topic,
        unsubscribe=stopping.link(message),
    )


def _subject(review: Review, news: list[News]) -> str:
    """Still with its %(name)s."""
    if len(news) > 1:
        said = ngettext("%(n)d new comment for you", "%(n)d new comments for you", len(news)) % {"n": len(news)}
    else:
        said = _line(review, news[0]).rstrip(".")
    return said.replace("%", "%%") + ": %(name)s"


def _lines(news: list[News]) -> list[str]:
    if len(news) == 1:
        return [_("What it says stands beside its passage in the document.")]
    more = len(news) - MOST
    lines = [_("What they say stands beside their passages in the document.")]
    return [*lines, _("The document holds %(n)d more.") % {"n": more}] if more > 0 else lines


def _line(review: Review, news: News) -> str:
    """A restricted review's mails name nobody (decision 5)."""
    nameless = review.restricted or review.incident.restricted
    who = {"who": _("Somebody") if nameless or news.comment.by is None else news.comment.by}
    text = _("%(who)s mentioned you in a comment.") if news.called else _("%(who)s answered in a thread of yours.")
    return text % who


def _document(review: Review) -> str:
    return mails.page(review, "reviews:document")


def _place(review: Review, news: News) -> str:
    return f"{_document(review)}#thread-{news.comment.thread_id}"


def wanted(message: Message) -> str:
    """ "" while something in it is still news to somebody who is in the review."""
    review = Review.objects.filter(uid=message.payload["review"]).first()
    if review is None or review.stage == Stage.CANCELLED:
        return _("the review is gone or was cancelled")
    if mails.place(review, message.recipient) is None:
        return _("no longer invited")
    return "" if _news(message) else _("has seen them")
