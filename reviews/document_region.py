"""The live region of a document page: which revision and which comment are the newest, so that open pages can offer them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from accounts.models import User
from accounts.verdicts import Verdict
from live.regions import Region, register
from reviews import listeners, permissions
from reviews.models import Comment, Document, Review, Revision, Thread
from reviews.queries import presence
from reviews.queries.document import Page
from reviews.queries.remarks import Remark, ThreadRow


@dataclass(frozen=True)
class Newest:
    """The newest revision, comment and suggestion decided; None while there is no such one."""

    revision: Revision
    comment: Comment | Remark | None
    decided: Thread | ThreadRow | None


def newest(document: Document) -> Newest:
    comments = Comment.objects.filter(thread__document=document).select_related("by").order_by("-pk")
    revision = document.revisions.select_related("made_by").defer("text", "html").get(number=document.latest_number)
    decided = document.threads.filter(decided_at__isnull=False).order_by("-decided_at").first()
    return Newest(revision, comments.first(), decided)


def newest_on(page: Page) -> Newest:
    """The same from a page that was read with all its threads."""
    written = [remark for card in page.cards for remark in card.comments[-1:]]
    decided = [card.thread for card in page.cards if card.thread.decided_at]
    return Newest(
        page.revision,
        max(written, key=lambda remark: remark.pk, default=None),
        max(decided, key=lambda thread: (thread.decided_at, -thread.pk), default=None),
    )


def _document(uid: str) -> Document | None:
    try:
        return Document.objects.select_related("review__incident").filter(review__uid=uid).first()
    except (ValidationError, ValueError):
        return None


def render(uid: str) -> str:
    document = _document(uid)
    return render_to_string("reviews/document/newest.html", {"newest": newest(document)}) if document else ""


def may_listen(people: Collection[User], uid: str) -> list[int]:
    """Those who take part: comments are among them."""
    return _those(people, uid, permissions.take_part)


def render_people(uid: str) -> str:
    document = _document(uid)
    return render_to_string("reviews/document/people.html", {"people": presence.here(document)}) if document else ""


def may_see(people: Collection[User], uid: str) -> list[int]:
    """Who is here is for those who may read the document: of a restricted review for nobody else."""
    return _those(people, uid, permissions.see_document)


def _those(people: Collection[User], uid: str, rule: Callable[[User, Review], Verdict]) -> list[int]:
    document = _document(uid)
    return listeners.those(people, document.review if document else None, rule)


def regions() -> None:
    """Make "document:<review uid>" known; called once, when the app is ready."""
    register("document", [Region("revision", render, may_listen), Region("people", render_people, may_see)])
