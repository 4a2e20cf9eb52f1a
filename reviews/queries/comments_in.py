"""Works out what the comments of a file would become in a document, before anything is created."""

from dataclasses import dataclass, field

from reviews import web_annotations
from reviews.models import Comment, Document, Revision
from reviews.queries.comments_out import address, identity
from reviews.queries.document import shown
from reviews.web_annotations import Found, Problem, Quote, Reading


@dataclass
class Beginning:
    """A new thread: the comment that begins it, its span in the source (None: text removed), its words, its replies."""

    found: Found
    span: tuple[int, int] | None
    shown: str
    replies: list[Found] = field(default_factory=list)


@dataclass
class Plan:
    """What would be made: threads, replies to threads that are here already, and what is not taken and why."""

    beginnings: list[Beginning] = field(default_factory=list)
    answers: list[tuple[int, Found]] = field(default_factory=list)  # the thread's key, the reply
    duplicates: int = 0
    left_out: list[Problem] = field(default_factory=list)

    @property
    def attached(self) -> list[Beginning]:
        return [one for one in self.beginnings if one.span]

    @property
    def orphaned(self) -> list[Beginning]:
        return [one for one in self.beginnings if not one.span]

    @property
    def replies(self) -> int:
        return len(self.answers) + sum(len(one.replies) for one in self.beginnings)

    @property
    def count(self) -> int:
        return len(self.beginnings) + self.replies

    @property
    def names(self) -> list[str]:
        """Everybody who wrote one of them, in alphabetical order."""
        everyone = [one.found for one in self.beginnings] + [reply for _, reply in self.answers]
        everyone += [reply for one in self.beginnings for reply in one.replies]
        return sorted({one.author for one in everyone if one.author}, key=str.casefold)


def plan(document: Document, reading: Reading) -> Plan:
    """Three queries whatever the file holds."""
    made, here, revision = Plan(left_out=list(reading.problems)), known(document), document.latest
    page = shown(revision)
    new: dict[str, Beginning] = {}
    replies: dict[str, str] = {}
    waiting: list[Found] = []
    for found in reading.found:
        if any(one in here for one in found.ids):
            made.duplicates += 1
        elif found.quote:
            span = seat(found.quote, revision)
            beginning = Beginning(found, span, page.quote(*span) if span else found.quote.exact)
            made.beginnings.append(beginning)
            new.update(dict.fromkeys(found.ids, beginning))
        else:
            waiting.append(found)
            replies.update(dict.fromkeys(found.ids, found.answers))
    for found in waiting:
        _answer(made, found, _root(found.answers, replies, {*new, *here}), new, here)
    made.left_out.sort(key=lambda problem: problem.row)
    return made


def _answer(made: Plan, found: Found, root: str, new: dict[str, Beginning], here: dict[str, int]) -> None:
    if root in new:
        new[root].replies.append(found)
    elif root in here:
        made.answers.append((here[root], found))
    else:
        made.left_out.append(Problem(found.row, "lost"))


def _root(answers: str, replies: dict[str, str], ends: set[str]) -> str:
    """What a reply to a reply to a comment answers in the end; "" if it goes in a circle or leads away."""
    seen = set[str]()
    while answers not in ends:
        if answers in seen or answers not in replies:
            return ""
        seen.add(answers)
        answers = replies[answers]
    return answers


def known(document: Document) -> dict[str, int]:
    """The ids of all comments here, their own and those they were brought in with, and the thread of each."""
    base = address(document)
    ids: dict[str, int] = {}
    rows = Comment.objects.filter(thread__document=document).values_list("pk", "thread_id", "imported__origin")
    for pk, thread, origin in rows:
        ids[identity(base, pk)] = thread
        if origin:
            ids[origin] = thread
    return ids


def seat(quote: Quote, revision: Revision) -> tuple[int, int] | None:
    """Where a quote stands in the source: as written there, else as the page shows it. Never blanks alone."""
    page = shown(revision)
    span = web_annotations.place(revision.text, quote)
    if span and page.quote(*span).strip():
        return span
    read = Quote(quote.exact, quote.prefix, quote.suffix)
    on_page = web_annotations.place(page.plain, read)
    return page.to_source(*on_page) if on_page else None
