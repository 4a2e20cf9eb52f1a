"""What the preview of a file shows before anything of it is brought in: its first rows, its people, what cannot be read."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, BinaryIO, cast

from accounts.models import User
from incidents.evidence_file import EnoughSeen, Glance, opened
from incidents.evidence_formats import slack_zip, tables
from incidents.evidence_formats.formats import FORMATS
from incidents.evidence_formats.found import Found, Refused, Row, Unreadable
from incidents.evidence_formats.lines import decoded
from incidents.evidence_options import options_of
from incidents.models import EvidenceImport, EvidenceItem, Incident
from incidents.queries.evidence_authors import account_names

MOST_ROWS = 20_000  # looked at; a longer file is read to its end when it is brought in
MOST_BYTES = 20_000_000  # as much again is read of a file whose rows lie outside of the time that is wanted
NEAR = timedelta(days=1)
AT_ONCE = 5_000  # keys asked for in one statement
MOST_TEXT = 2_000_000  # bytes of a text that can be mended on a page
MOST_SHOWN, MOST_PROBLEMS, MOST_PEOPLE = 25, 100, 150


@dataclass
class Person:
    """An author of the file; `account` is who they seem to be, `by_address` when their address says so, `machine` if it is none."""

    key: str
    name: str
    email: str
    count: int
    account: User | None = None
    by_address: bool = False
    machine: bool = False


@dataclass
class Preview:
    """elsewhen: nothing of it lies within a day of the incident, as far as one knows when that was; known_n: are here already."""

    items: list[Found] = field(default_factory=list)
    problems: list[Unreadable] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    items_n: int = 0
    known_n: int = 0
    problems_n: int = 0
    first: datetime | None = None
    last: datetime | None = None
    has_more: bool = False
    refused: str = ""
    elsewhen: bool = False

    @property
    def new_n(self) -> int:
        return self.items_n - self.known_n

    @property
    def is_empty(self) -> bool:
        """It could be opened, and there is nothing in it to bring in."""
        return not (self.refused or self.items_n or self.has_more)


def answers(brought: EvidenceImport) -> dict[str, Any]:
    """Those given so far, and what is likely for those that were not: the zone of the incident, and when it began."""
    incident = brought.incident
    start = (incident.impact_started_at or incident.detected_at or brought.created_at).astimezone(incident.zone)
    began = f"{start:%Y-%m-%dT%H:%M}" if brought.format == "webvtt" else f"{start:%Y-%m-%dT00:00}"
    given = {name: value for name, value in brought.options.items() if value not in ("", None)}
    return {"zone": incident.time_zone, "begins": began} | given


def look(brought: EvidenceImport) -> Preview:
    """With the answers given so far, or likely ones. A file that is refused says why."""
    preview = Preview()
    counts: Counter[str] = Counter()
    authors: dict[str, Found] = {}
    keys: list[str] = []
    try:
        with opened(brought) as file:
            options = options_of(answers(brought), account_names())
            rows = FORMATS[brought.format].read(cast(BinaryIO, Glance(file, MOST_BYTES)), options)
            for number, row in enumerate(islice(rows, MOST_ROWS + 1)):
                if number == MOST_ROWS:
                    preview.has_more = True
                    break
                _count(preview, row)
                if isinstance(row, Found) and not row.deleted:
                    keys.append(row.key)
                if isinstance(row, Found) and row.author_key:
                    counts[row.author_key] += 1
                    authors.setdefault(row.author_key, row)
    except Refused as refusal:
        preview.refused = str(refusal)
    except EnoughSeen:
        preview.has_more = True
    preview.people = _people([(authors[key], n) for key, n in counts.most_common(MOST_PEOPLE)])
    preview.known_n = _known(brought.incident, keys)
    preview.elsewhen = _is_elsewhen(brought.incident, preview)
    return preview


def _known(incident: Incident, keys: list[str]) -> int:
    """How many of these rows the incident has already."""
    here = EvidenceItem.objects.visible().filter(incident=incident)
    if not here.exclude(key="").exists():
        return 0
    known: set[str] = set()
    for start in range(0, len(keys), AT_ONCE):
        known.update(here.filter(key__in=keys[start : start + AT_ONCE]).values_list("key", flat=True))
    return sum(key in known for key in keys)


def _is_elsewhen(incident: Incident, preview: Preview) -> bool:
    whens = [at for at in (incident.impact_started_at, incident.detected_at, incident.resolved_at) if at]
    if not (whens and preview.first and preview.last) or preview.has_more:
        return False
    return preview.last < min(whens) - NEAR or preview.first > max(whens) + NEAR


def _count(preview: Preview, row: Row) -> None:
    if isinstance(row, Unreadable):
        preview.problems_n += 1
        if len(preview.problems) < MOST_PROBLEMS:
            preview.problems.append(row)
        return
    if row.deleted:
        return  # it only says that another one is gone
    preview.items_n += 1
    if len(preview.items) < MOST_SHOWN:
        preview.items.append(row)
    if row.at:
        preview.first = min(preview.first or row.at, row.at)
        preview.last = max(preview.last or row.at, row.at)


def _people(authors: list[tuple[Found, int]]) -> list[Person]:
    """Each with the account that is likely theirs: by their address, else by a name that only one account has."""
    active = User.objects.filter(is_active=True)
    by_email = {
        user.email: user for user in active.filter(email__in=[found.email for found, _n in authors if found.email])
    }
    named = Counter[str]()
    by_name: dict[str, User] = {}
    for user in active.filter(name__in={variant for found, _n in authors for variant in _variants(found.author)}):
        named[user.name.casefold()] += 1
        by_name[user.name.casefold()] = user
    made = []
    for found, n in authors:
        person = Person(found.author_key, found.author, found.email, n, machine=found.machine)
        made.append(person)
        if person.machine:
            continue
        person.account = by_email.get(found.email) if found.email else None
        person.by_address = person.account is not None
        if person.account is None and named[found.author.casefold()] == 1:
            person.account = by_name[found.author.casefold()]
    return made


def _variants(name: str) -> set[str]:
    return {name, name.title(), name.capitalize()}


def is_text(brought: EvidenceImport) -> bool:
    """Whether its words can be mended here: lines that people wrote, few enough for a page."""
    return brought.format in ("pasted", "webvtt") and brought.size <= MOST_TEXT


def text(brought: EvidenceImport) -> str:
    """As it was pasted or chosen."""
    with opened(brought) as file:
        return decoded(file.read()).removeprefix("\ufeff")


def channels(brought: EvidenceImport) -> list[str]:
    """Those of a Slack export, to choose from; none when the file is refused."""
    try:
        with opened(brought) as file:
            return slack_zip.channels(file)
    except Refused:
        return []


def header(brought: EvidenceImport) -> list[str]:
    """The columns of a table; none when the file is refused."""
    try:
        with opened(brought) as file:
            return tables.header(file)
    except Refused:
        return []
