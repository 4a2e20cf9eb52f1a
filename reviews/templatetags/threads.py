"""`{% thread_cards cards %}`: threads as cards, each filled into a template cut once (reviews.stencil), for pages with hundreds."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django import template
from django.template import Context, Template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.moments import Moments
from accounts.templatetags.face import initials
from reviews.queries.document import Card
from reviews.queries.passages import shortened
from reviews.queries.remarks import Remark
from reviews.stencil import Stencil
from reviews.word_diff import Piece

register = template.Library()
KEPT = "thread cards"  # the writer, for all lists of one page
NAMES = ("thread", "remark", "change")
LINKED, QUOTED, OFFERED = 160, 400, 120  # the most characters of a quote
MOST, MOST_LINES = 1_000, 14  # of a comment that is shown in full at once


@register.simple_tag(takes_context=True)
def thread_cards(context: Context, cards: Iterable[Card]) -> SafeString:
    """The cards' HTML. In the context: review, may_comment, may_edit; of the card just changed: fresh, failed, about."""
    writer = context.render_context.get(KEPT)
    if writer is None:
        writer = context.render_context[KEPT] = Writer(context)
    return SafeString("\n".join([writer.card(card) for card in cards]))


def _is_long(remark: Remark) -> bool:
    """Whether it would push everything else away; a card holds about 60 characters in a line."""
    return len(remark.text) > MOST or sum(1 + len(line) // 60 for line in remark.text.splitlines()) > MOST_LINES


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def chosen(states: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the states that hold."""
    return tuple([name for name, holds in states.items() if holds])


def _anchored(card: Card) -> bool:
    """Whether something is to be said of where the thread stands."""
    return bool(card.edited or card.notes.moved or card.thread.set_by_id or not card.shown_at)


def _anchor(card: Card) -> dict[str, object]:
    if not _anchored(card):
        return {}
    thread = card.thread
    return {
        "anchor": True,
        "whole": thread.whole,
        "shown": card.shown_at,
        "placed": thread.set_by_id,
        "gone": card.notes.gone_in,
        "edited": card.edited,
        "badge": card.edited and not thread.set_by_id,
        "moved": card.notes.moved,
        "may_place": card.notes.may_place and not thread.resolved_at,
    }


def _place(card: Card) -> dict[str, object]:
    thread, gone = card.thread, card.notes.gone_in
    return {
        "placer": card.people.get(thread.set_by_id or 0),
        "remover": (gone and gone.writer) or _("somebody who left"),
        "number": gone.number if gone else 0,
        "held": thread.held_revision,
        "old": cut(card.quote, LINKED),
        "now": cut(card.now, LINKED),
    }


def _suggestion(card: Card, me: int) -> dict[str, object]:
    """The states of a suggestion, its standing among them: accepted, declined, withdrawn, ready, edited or gone."""
    thread, change = card.thread, card.change
    assert change is not None
    return {
        "suggestion": True,
        "removes": not thread.replacement,
        change.standing: True,
        "decider": thread.decided_by_id,
        "mine": thread.started_by_id == me,
    }


@lru_cache(maxsize=1024)
def _changed(found: Template, pieces: tuple[Piece, ...], language: str | None) -> SafeString:
    """A suggestion's change in place; language: the one its hidden words speak."""
    return found.render(Context({"pieces": pieces}))


class Writer:
    """Writes the cards of one page for one reader."""

    def __init__(self, context: Context) -> None:
        assert context.template  # a template tag is only ever called while one is rendered
        engine = context.template.engine
        found = {name: engine.get_template(f"reviews/document/{name}.html") for name in NAMES}
        self.changes, self.may_comment = found["change"], bool(context.get("may_comment"))
        alike = (
            None if context.get("failed") else (context["review"].uid, self.may_comment, bool(context.get("may_edit")))
        )
        self.thread, self.remark = (Stencil(found[name], context, alike) for name in ("thread", "remark"))
        self.context = context
        self.moments, self.me = Moments(), context["user"].pk
        self.failed, self.about = bool(context.get("failed")), context.get("about")
        self.people: dict[int | None, tuple[SafeString, SafeString]] = {}

    def card(self, card: Card) -> SafeString:
        states = chosen(self._states(card) | (_suggestion(card, self.me) if card.change else _anchor(card)))
        return self.thread.fill(states, self._row(card))

    def _states(self, card: Card) -> dict[str, object]:
        thread, notes = card.thread, card.notes
        settled = thread.resolved_at is not None
        return {
            "resolved": settled,
            "said": settled and thread.resolved_at != thread.decided_at,
            "resolver": settled and thread.resolved_by_id,
            "fresh": self.context.get("fresh"),
            "out": notes.out,
            "linked": card.shown_at and not settled,
            "point": notes.point,
            "may_offer": notes.may_offer,
            "question": notes.question,
            "follow_up": notes.follow_up,
            "pending": card.change and card.change.pending,
            "failing": self.failed and not self.about,
        }

    def _row(self, card: Card) -> dict[str, object]:
        thread, notes = card.thread, card.notes
        most = LINKED if card.shown_at and not thread.resolved_at else QUOTED
        row: dict[str, object] = {
            "key": SafeString(thread.pk),
            "flags": SafeString(" ".join(notes.flags)),
            "words": shortened(card.quote),
            "quote": cut(card.quote, most),
            "remarks": SafeString("\n".join(self._remarks(card))),
        }
        if thread.resolved_at:
            row |= {
                "resolver": card.people.get(thread.resolved_by_id or 0),
                "resolved": self.moments.until(thread.resolved_at),
            }
        if notes.point or notes.may_offer:
            row |= {"point": notes.point.text if notes.point else "", "offered": cut(card.quote, OFFERED)}
        if notes.question:
            row |= {"question": notes.question.text}
        if notes.follow_up:
            row |= {"follow_up": notes.follow_up.what, "follow_up_by": notes.follow_up.owner or _("Somebody who left")}
        if card.change:
            row |= self._change(card)
        elif _anchored(card):
            row |= _place(card)
        return row

    def _change(self, card: Card) -> dict[str, object]:
        thread = card.thread
        assert card.change is not None
        change = _changed(self.changes, card.change.pieces, get_language())
        when = self.moments.until(thread.decided_at) if thread.decided_at else ""
        return {
            "change": change,
            "decider": card.people.get(thread.decided_by_id or 0),
            "decided": when,
            "made": thread.accepted_in,
        }

    def _remarks(self, card: Card) -> list[SafeString]:
        return [self._remark(card, one, first=not at) for at, one in enumerate(card.comments)]

    def _remark(self, card: Card, remark: Remark, *, first: bool) -> SafeString:
        pk, by, mine = remark.pk, remark.by_id, remark.by_id == self.me
        if by not in self.people:
            self.people[by] = self._person(card.people.get(by or 0))
        who, letters = self.people[by]
        iso, moment = self.moments.written(remark.made_at)
        gone = remark.taken_back_at is not None
        states = (
            "by" if by else "",
            "first" if first else "",
            "edited" if remark.edited_at and not gone else "",
            "new" if pk in card.notes.new else "",
            "taken_back" if gone else "",
            "long" if _is_long(remark) and not gone else "",
            "own" if mine and self.may_comment and remark.text and not gone else "",
            "failing" if self.failed and self.about == pk else "",
        )
        row = {
            "key": SafeString(pk), "thread": SafeString(remark.thread_id), "who": who, "initials": letters, "iso": iso,
            "moment": moment, "ago": self.moments.until(remark.made_at), "html": SafeString(remark.html), "text": remark.text,
        }  # fmt: skip
        return self.remark.fill(states, row)

    def _person(self, person: User | None) -> tuple[SafeString, SafeString]:
        """The name and the initials, escaped once for all remarks."""
        if person is None:
            return escape(_("Somebody who left")), escape("")
        return escape(_("You") if person.pk == self.me else person), escape(initials(person))
