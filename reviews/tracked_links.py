"""Links to where a follow-up is tracked: which are taken, whose page they are, and what the answers of GitHub and Jira mean. A plain rule."""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

LONGEST = 500
GITHUB, JIRA = "GitHub", "Jira"
_PLAIN = re.compile(r"[!-~]+")
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,99})"
_ISSUE = re.compile(rf"/({_NAME})/({_NAME})/(?:issues|pull)/([1-9]\d{{0,9}})/?")
_KEY = re.compile(r"/browse/([A-Z][A-Z0-9_]{1,19}-[1-9]\d{0,9})/?")


class BadLink(ValueError):
    """`why` is a word the caller turns into a sentence: form, scheme, credentials or long."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Place:
    """What is asked of which service: the path behind the base of its REST interface."""

    service: str
    path: str


@dataclass(frozen=True)
class Said:
    """The service's own word for the state; closed, and whether that means that it was done."""

    state: str
    is_closed: bool
    is_done: bool


def checked(url: str) -> str:
    """The link, when it may be shown as one. Raises BadLink."""
    if len(url) > LONGEST:
        raise BadLink("long")
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        raise BadLink("form") from None
    if parts.scheme not in ("https", "http"):
        raise BadLink("scheme")
    if "@" in parts.netloc:
        raise BadLink("credentials")
    if not _PLAIN.fullmatch(url) or not parts.hostname:
        raise BadLink("form")
    return url


def place_of(url: str, *, github: str, jira: str) -> Place | None:
    """Whose page it is, by the bases of the services' pages ("" when there is none); None for all others."""
    if (rest := _behind(url, github)) and (found := _ISSUE.fullmatch(rest)) and ".." not in rest:
        owner, name, number = found.groups()
        return Place(GITHUB, f"/repos/{owner}/{name}/issues/{number}")
    if (rest := _behind(url, jira)) and (found := _KEY.fullmatch(rest)):
        return Place(JIRA, f"/rest/api/2/issue/{found[1]}?fields=status")
    return None


def _behind(url: str, base: str) -> str:
    """The path behind the base, without query and fragment; "" when it lies elsewhere."""
    plain, base = url.split("#")[0].split("?")[0], base.rstrip("/")
    return plain[len(base) :] if base and plain.startswith(f"{base}/") else ""


def said_by(service: str, body: str) -> Said:
    """Raises ValueError when it is not what the service's documentation promises."""
    try:
        return _github(json.loads(body)) if service == GITHUB else _jira(json.loads(body))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError from error


def _github(found: dict[str, Any]) -> Said:
    """REST API, "Get an issue": state is open or closed, state_reason completed, not_planned, duplicate, reopened or null."""
    state, reason = str(found["state"]), found.get("state_reason")
    if state not in ("open", "closed"):
        raise ValueError(state)
    closed = state == "closed"
    words = f"{state} ({str(reason).replace('_', ' ')})" if reason and closed else state
    return Said(words[:80], closed, closed and reason in (None, "completed"))


def _jira(found: dict[str, Any]) -> Said:
    """REST API 2, "Get issue": the status category's key is new, indeterminate, done or undefined, whatever the status is called."""
    status = found["fields"]["status"]
    done = status["statusCategory"]["key"] == "done"
    return Said(str(status["name"])[:80], done, done)
