"""Any table with a column of times and one of words; which column is what was confirmed in the preview."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from incidents.evidence_formats import tables
from incidents.evidence_formats.found import Found, Keys, Options, Refused, Row, clean, line, unreadable, without_tokens
from incidents.evidence_formats.times import moment
from incidents.evidence_formats.words import _

# What a column may be, with the names that tables give it.
MEANINGS = {
    "at": r"(date.?)?time(stamp)?|@timestamp|when|at|date|created(_?at| at)?|ts|posted.*|sent.*",
    "author": r"author|user(name)?|who|name|from|sender|by|reporter|agent|actor|person",
    "text": r"text|message|body|content|what|description|comment|summary|note|details|event",
    "id": r"id|key|uid|uuid|message.?id|event.?id",
    "parent": r"parent.*|thread.*|reply.?to|in.?reply.?to",
    "place": r"channel|place|room|service|source|queue|host",
    "email": r"e-?mail.*|(user|author|sender).?e-?mail",
}


def guessed(head: list[str]) -> dict[str, int]:
    """The column of each meaning by its name, as far as names tell."""
    found: dict[str, int] = {}
    for meaning, names in MEANINGS.items():
        for number, name in enumerate(head):
            if re.fullmatch(names, name.strip(), re.IGNORECASE) and number not in found.values():
                found[meaning] = number
                break
    return found


OF_TICKETS = re.compile(
    r"status|state|assignee|assigned.to|priority|severity|resolution|resolved.*|issue.*|ticket.*|labels?|due.?date",
    re.IGNORECASE,
)
KINDS_BY_NAME = [
    ("ticket", r"ticket|issue|case|jira|zendesk|backlog"),
    ("alert", r"alert|page[rd]|monitor|alarm"),
    ("channel", r"channel|chat|message|slack|teams"),
    ("call", r"call|meeting|transcript|zoom"),
]


def kind_of(head: list[str], name: str) -> str:
    """What the table is likely to hold: tickets by two of their usual columns, else what the file is called."""
    if sum(bool(OF_TICKETS.fullmatch(each.strip())) for each in head) > 1:
        return "ticket"
    return next((kind for kind, words in KINDS_BY_NAME if re.search(words, name, re.IGNORECASE)), "document")


def read(file: BinaryIO, options: Options) -> Iterator[Row]:
    given = tables.rows(file)
    _number, head = next(given, (0, ""))
    if not isinstance(head, list):
        raise Refused(_("The file has no header row."))
    columns = options.columns or guessed(head)
    if "text" not in columns or "at" not in columns:
        raise Refused(_("Say which column holds the time and which the words."))
    keys = Keys("csv")
    for number, cells in given:
        try:
            if isinstance(cells, str):
                raise ValueError(cells)
            found = _item(cells, columns, keys, options)
        except (ValueError, OverflowError) as error:
            yield unreadable(
                _("row %(n)d") % {"n": number}, str(error), ", ".join(cells) if isinstance(cells, list) else ""
            )
            continue
        if options.wants(found.at):
            yield found


def _item(cells: list[str], columns: dict[str, int], keys: Keys, options: Options) -> Found:
    def cell(meaning: str) -> str:
        at = columns.get(meaning, -1)
        return cells[at].strip() if 0 <= at < len(cells) else ""

    text = without_tokens(clean(cell("text")))
    if not text:
        raise ValueError(_("it has no words"))
    if not cell("at"):
        raise ValueError(_("it has no time"))
    at = moment(cell("at"), options.zone, day_first=options.day_first)
    name, email, own = line(cell("author")), line(cell("email"), 254).lower(), line(cell("id"), 80)
    place = line(cell("place"))
    return Found(
        f"csv:{place}:{own}"[:150] if own else keys.of(at, name, text),
        at,
        name or email,
        text,
        author_key=f"csv:{(email or name).lower()}"[:120] if email or name else "",
        email=email,
        parent=f"csv:{place}:{line(cell('parent'), 80)}"[:150] if cell("parent") and cell("parent") != own else "",
        place=place,
    )
