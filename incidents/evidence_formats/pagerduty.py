"""PagerDuty's log entries, as `GET /incidents/{id}/log_entries?include[]=channels` answers them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from incidents.evidence_formats import json_stream
from incidents.evidence_formats.found import Found, Options, Row, clean, line, unreadable, without_tokens
from incidents.evidence_formats.times import moment
from incidents.evidence_formats.words import _

SERVICE = "pagerduty:service"  # what is nobody: a service, an integration, PagerDuty itself
TAKEN = ("trigger", "acknowledge", "escalate", "assign", "annotate", "urgency_change", "snooze", "resolve")
LEFT_OUT = [
    "unacknowledge",
    "delegate",
    "exhaust_escalation_path",
    "reach_ack_limit",
    "reach_trigger_limit",
    "repeat_escalation_path",
    "field_value_change",
    "custom_field_value_change",
]


def read(file: BinaryIO, options: Options) -> Iterator[Row]:
    """What a timeline needs; pages to people that stand together become one item that says how many were paged."""
    paged: list[tuple[str, datetime, str, str]] = []
    for number, entry in enumerate(json_stream.objects(file, "log_entries"), 1):
        where = f"log entry {number}"
        if not isinstance(entry, dict):
            yield unreadable(where, _("it is not a log entry"), entry)
            continue
        kind = str(entry.get("type", "")).removesuffix("_log_entry").removesuffix("_reference")
        try:
            if kind == "notify":
                paged.append(_paged(entry))
                continue
            if kind in LEFT_OUT:
                continue
            if kind not in TAKEN:
                raise ValueError(_("“%(word)s” is not a kind of log entry") % {"word": line(kind, 40)})
            found = _entry(entry, kind)
        except ValueError as error:
            yield unreadable(where, str(error), entry)
            continue
        yield from _together(paged, options)
        paged = []
        if options.wants(found.at):
            yield found
    yield from _together(paged, options)


def _entry(entry: dict[str, Any], kind: str) -> Found:
    agent = _part(entry, "agent")
    channel = _part(entry, "channel")
    said = [line(entry.get("summary"), 500)]
    said += [clean(channel[name]) for name in ("note", "subject", "details") if isinstance(channel.get(name), str)]
    said += [clean(_part(entry, "event_details").get("description") or "")] if kind == "trigger" else []
    text = "\n".join(dict.fromkeys(part.strip() for part in said if part.strip()))
    incident = _part(entry, "incident")
    return Found(
        f"pagerduty:{_id(entry)}",
        _at(entry),
        line(agent.get("summary")) or "PagerDuty",
        without_tokens(text or kind),
        author_key=_key_of(agent),
        email=line(agent.get("email"), 254).lower(),
        place=line(incident.get("summary")),
        machine=line(agent.get("type")) not in ("user", "user_reference"),
    )


def _key_of(agent: dict[str, Any]) -> str:
    """Services and integrations are told apart from people, by the type that PagerDuty gives each agent."""
    kind, number = str(agent.get("type") or "user").removesuffix("_reference"), line(agent.get("id"), 40)
    if not number:
        return SERVICE
    return f"pagerduty:{number}" if kind == "user" else f"{SERVICE}:{number}"


def _paged(entry: dict[str, Any]) -> tuple[str, datetime, str, str]:
    user = _part(entry, "user")
    return (
        _id(entry),
        _at(entry),
        line(user.get("summary")) or "somebody",
        line(_part(entry, "incident").get("summary")),
    )


def _together(paged: list[tuple[str, datetime, str, str]], options: Options) -> Iterator[Row]:
    if not paged:
        return
    first = min(paged, key=lambda each: (each[1], each[0]))
    names = list(dict.fromkeys(name for _id, _at, name, _place in sorted(paged, key=lambda each: each[1])))
    many = "1 person was paged" if len(names) == 1 else f"{len(names)} people were paged"
    if options.wants(first[1]):
        text = f"{many}: {', '.join(names[:50])}"
        yield Found(f"pagerduty:{first[0]}", first[1], "PagerDuty", text, SERVICE, place=first[3], machine=True)


def _part(entry: dict[str, Any], name: str) -> dict[str, Any]:
    value = entry.get(name)
    return value if isinstance(value, dict) else {}


def _id(entry: dict[str, Any]) -> str:
    found = line(entry.get("id"), 60)
    if not found:
        raise ValueError(_("it has no id"))
    return found


def _at(entry: dict[str, Any]) -> datetime:
    stamp = entry.get("created_at")
    if not isinstance(stamp, str):
        raise ValueError(_("it has no time"))
    return moment(stamp, UTC)
