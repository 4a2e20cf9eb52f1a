"""What a reader finds in a file: items, rows that cannot be read, or that the whole file is refused; and what it was told beforehand."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from hashlib import sha256

from incidents.evidence_formats.words import _

MOST_TEXT = 40_000  # characters; Slack's own limit for one message
MOST_RAW = 1_000
# Wide enough for every incident, narrow enough that no zone carries a time over the ends of the calendar.
YEARS = range(1970, 2200)


class Refused(ValueError):
    """The file as a whole is not taken; the message says why in plain words."""


@dataclass(slots=True)
class Found:
    """One message or note. `parent` is the key of the message it replies to.

    `change`: it says anew what an earlier message of the same key says; `deleted`: that one was taken away by its author;
    `machine`: the file says that its author is a bot, an app or a service.
    """

    key: str
    at: datetime | None
    author: str
    text: str
    author_key: str = ""
    email: str = ""
    parent: str = ""
    place: str = ""
    edited: bool = False
    deleted: bool = False
    change: bool = False
    machine: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that is kept aside: where it stands ("general/2026-03-02.json, message 14"), why, and its beginning."""

    where: str
    why: str
    raw: str


Row = Found | Unreadable


@dataclass(frozen=True)
class Options:
    """What the person was asked before the import.

    zone: of times that have none; begins: the wall time of the file's beginning (its day for clock times, the start of a
    recording); columns: of a CSV by meaning; channels: those wanted, all when empty; since, until: what lies outside is left out;
    names: of people with an account, which on a line of their own are no words of somebody else.
    """

    zone: tzinfo = UTC
    begins: datetime | None = None
    columns: dict[str, int] = field(default_factory=dict)
    channels: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    day_first: bool = True
    names: frozenset[str] = frozenset()

    def wants(self, at: datetime | None) -> bool:
        if at is None:
            return True
        return (self.since is None or at >= self.since) and (self.until is None or at <= self.until)


def unreadable(where: str, why: str, raw: object) -> Unreadable:
    return Unreadable(clean(where)[:200], why, clean(str(raw)[:MOST_RAW]))


def no_such_year(year: int, years: range = YEARS) -> str:
    """Why a time is not taken."""
    return _("the year %(year)d is not between %(first)d and %(last)d") % {
        "year": year,
        "first": years.start,
        "last": years.stop - 1,
    }


def clean(text: str) -> str:
    """Without what no database keeps: the zero character and halves of surrogate pairs; cut at MOST_TEXT."""
    if len(text) > MOST_TEXT:
        text = text[: MOST_TEXT - 1] + "…"
    if text.isascii():
        return text.replace("\x00", "") if "\x00" in text else text
    return text.replace("\x00", "").encode(errors="ignore").decode()


def line(value: object, most: int = 100) -> str:
    return " ".join(clean(value[: most * 4]).split())[:most] if isinstance(value, str) else ""


# ---- links that open a file to whoever holds them

LINK = re.compile(r"https?://[^\s<>|\"]+")
TELLTALE = re.compile(
    r"([?&#])(?:t|token|access_token|auth|auth_token|api_key|apikey|key|sig|signature|code|pub_secret|password|pwd|secret"
    r"|x-amz-[a-z-]+|x-goog-[a-z-]+|awsaccesskeyid|se|sp|sv|sr|jwt|session)=[^&#)\]]*",
    re.IGNORECASE,
)
USERINFO = re.compile(r"^(https?://)[^/?#@]*@")
BARE = re.compile(r"\bxox[a-z]-[\w-]{8,}")


def without_tokens(text: str) -> str:
    """Export files carry links that open for anybody ("?t=xoxe-…"): the link stays, what opens it goes."""
    if "://" in text:
        text = LINK.sub(_bare_link, text)
    return BARE.sub("…", text) if "xox" in text else text


def _bare_link(found: re.Match[str]) -> str:
    address = found.group()
    if "@" in address:
        address = USERINFO.sub(r"\1", address)
    if "?" not in address and "#" not in address:
        return address
    kept = TELLTALE.sub(r"\1", address)
    if kept == address:
        return address
    kept = re.sub(r"([?&#])&+", r"\1", kept)
    return re.sub(r"[?&]+(?=[#)\]]|$)|(?<=&)&+", "", kept).rstrip("?&#")


# ---- keys of items that have none of their own


class Keys:
    """The same row gets the same key each time a file is read; equal rows of one moment are counted. Memory stays flat."""

    def __init__(self, format_name: str) -> None:
        self.format_name = format_name
        self.at: datetime | None = None
        self.seen: dict[str, int] = {}

    def of(self, at: datetime | None, *parts: str) -> str:
        if at != self.at or len(self.seen) > 10_000:
            self.at, self.seen = at, {}
        text = "\x1f".join((at.isoformat() if at else "", *parts))
        mark = sha256(text.encode(errors="replace")).hexdigest()[:32]
        self.seen[mark] = self.seen.get(mark, 0) + 1
        again = self.seen[mark] - 1
        return f"{self.format_name}:{mark}" + (f":{again}" if again else "")
