"""How long 100,000 messages of a Slack export take to become evidence, on PostgreSQL, beside a bare script over the same files.

Prints one JSON line a measure: name, ours and floor, ratio, target, holds. The floor loads each day's JSON whole and inserts the
rows with bulk_create into the same table, without names, markup, threads, preview or taking back. `bench/import.py [MESSAGES]`.
"""

# ruff: noqa: E402 — without a PostgreSQL at hand it starts itself again beside one, before anything else is loaded

import json
import os
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
if __name__ == "__main__" and not os.environ.get("DATABASE_URL"):
    services = [sys.executable, str(ROOT / "scripts/with_services.py"), "--without-redis"]
    os.execv(sys.executable, [*services, sys.executable, *sys.argv])

import config.wsgi  # noqa: F401 — isort: skip — first: it sets up Django
from django.core.management import call_command

from accounts.models import User
from incidents.actions import evidence_imports, evidence_running, incidents
from incidents.models import Evidence, EvidenceAuthor, EvidenceImport, EvidenceItem, Incident

PEOPLE, A_DAY = 40, 2_000
WORDS = (
    "the queue is still long, restarting <@U3> see <https://graphs.example/d/7?from=now|the graph> &amp; the log".split()  # noqa: SIM905
)


def message(number: int) -> dict[str, Any]:
    start = 1_772_000_000 + number * 30
    made = {
        "type": "message",
        "user": f"U{number % PEOPLE}",
        "ts": f"{start}.{number % 1_000_000:06}",
        "client_msg_id": f"{number:032x}",
        "text": " ".join(WORDS[(number * 7 + at) % len(WORDS)] for at in range(8 + number % 30)) + f" {number}",
        "team": "T1",
        "blocks": [{"type": "rich_text", "elements": [{"type": "text", "text": f"{number * 2654435761 % 2**32:x}"}]}],
    }
    if number % 4 == 1:
        made["thread_ts"] = f"{start - 30}.{(number - 1) % 1_000_000:06}"
    return made


def export(messages: int, path: Path) -> Path:
    people = [{"id": f"U{n}", "name": f"p{n}", "profile": {"real_name": f"Person {n}"}} for n in range(PEOPLE)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("users.json", json.dumps(people))
        archive.writestr("channels.json", json.dumps([{"id": "C1", "name": "outage"}]))
        for day, start in enumerate(range(0, messages, A_DAY)):
            rows = [message(number) for number in range(start, min(start + A_DAY, messages))]
            archive.writestr(
                f"outage/20{26 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}.json", json.dumps(rows)
            )
    return path


def bare(path: Path, incident: Incident) -> None:
    """Parse the same files, insert the same number of rows."""
    evidence = Evidence.objects.create(incident=incident, title="bare")
    with zipfile.ZipFile(path) as archive:
        people = json.loads(archive.read("users.json"))
        writers = {
            each["id"]: EvidenceAuthor.objects.create(incident=incident, key=each["id"], name=each["name"]).pk
            for each in people
        }
        for name in archive.namelist():
            if name.startswith("outage/"):
                EvidenceItem.objects.bulk_create(
                    [
                        EvidenceItem(
                            incident=incident,
                            evidence=evidence,
                            writer_id=writers[each["user"]],
                            at=datetime.fromtimestamp(float(each["ts"]), UTC),
                            text=each["text"],
                            place="outage",
                            key=each["ts"],
                            parent_key=each.get("thread_ts", ""),
                        )
                        for each in json.loads(archive.read(name))
                    ],
                    batch_size=1_000,
                )


def kept(path: Path, incident: Incident, by: User) -> EvidenceImport:
    with path.open("rb") as file:
        found = evidence_imports.keep(
            incident=incident,
            by=by,
            pieces=iter(lambda: file.read(1_000_000), b""),
            size=path.stat().st_size,
            name=path.name,
            format_name="slack",
            title="ours",
        )
    evidence_imports.bring_in(brought=found, by=by)
    return found


def fresh(by: User, name: str) -> Incident:
    EvidenceItem.objects.all()._raw_delete("default")
    return incidents.open_incident(by=by, services=[], title=name)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def peak(work: Callable[[], object]) -> int:
    """The most memory held while it runs, in KB above what was held before, looked at every few milliseconds."""
    before, most, over = held(), 0, threading.Event()

    def look() -> None:
        nonlocal most
        while not over.wait(0.005):
            most = max(most, held() - before)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        work()
    finally:
        over.set()
        looking.join()
    return most


def held() -> int:
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


def say(name: str, ours: float, floor: float, target: float) -> None:
    ratio = ours / floor
    line = {"name": name, "ours": round(ours, 2), "floor": round(floor, 2), "ratio": round(ratio, 2), "target": target}
    print(json.dumps(line | {"holds": ratio <= target}), flush=True)


def main() -> None:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    call_command("migrate", verbosity=0)
    by = User.objects.create_user(f"bench-{time.time_ns()}@example.org", name="Bench")
    with tempfile.TemporaryDirectory() as folder:
        large, small = export(messages, Path(folder) / "large.zip"), export(messages // 10, Path(folder) / "small.zip")
        kept(small, fresh(by, "warm"), by)
        evidence_running.run_due()
        kept(small, fresh(by, "small"), by)
        few = peak(evidence_running.run_due)
        found = kept(large, fresh(by, "memory"), by)
        many = peak(evidence_running.run_due)
        found.refresh_from_db()
        assert found.items_n == messages, found.failed_why
        ours, floor = [], []
        for turn in range(3):
            incident = fresh(by, f"bare {turn}")
            floor.append(seconds(partial(bare, large, incident)))
            kept(large, fresh(by, f"ours {turn}"), by)
            ours.append(seconds(evidence_running.run_due))
        say(f"seconds for {messages} messages", min(ours), min(floor), 1.5)
        # What both runs need to begin with is no growth: ten times the rows may hold 8 MB more.
        say("KB of memory, ten times the rows", many, few + 8_000, 1.0)


if __name__ == "__main__":
    main()
