"""Brings the imports that wait in line in, one after the other: claimed with a lease, stopped when cancelled, begun anew when lost."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import audit
from incidents import permissions
from incidents.actions.evidence_writing import Writer, finish, take_back
from incidents.evidence_file import opened
from incidents.evidence_formats.formats import FORMATS
from incidents.evidence_formats.found import Refused
from incidents.evidence_options import options_of
from incidents.models import EvidenceImport, Incident
from incidents.queries.evidence_authors import account_names
from outbox import bell

State = EvidenceImport.State
LEASE = timedelta(minutes=3)
MOST_ATTEMPTS = 3
log = logging.getLogger(__name__)


class Stopped(Exception):
    """It was cancelled, or another worker has taken over."""


class Leaving(Exception):
    """The process ends; whoever comes next begins anew."""


def run_due() -> int:
    """Bring in all that waits; the number of imports that were worked on."""
    done = 0
    while not bell.stopping.is_set() and (brought := claim()):
        run(brought)
        done += 1
    return done


def _ready() -> QuerySet[EvidenceImport]:
    """In line, or lost by their worker; one at a time, so that they do not hide each other's rows, and mail has a worker left."""
    now = timezone.now()
    lost = Q(state=State.RUNNING) & (Q(claimed_until__lt=now) | Q(claimed_until=None))
    if EvidenceImport.objects.filter(state=State.RUNNING, claimed_until__gte=now).exists():
        return EvidenceImport.objects.none()
    return EvidenceImport.objects.filter(Q(state=State.QUEUED) | lost).order_by("pk")


def anything_due() -> bool:
    return _ready().exists()


@transaction.atomic
def claim() -> EvidenceImport | None:
    """The next in line, for LEASE."""
    now = timezone.now()
    for brought in _ready().select_related("incident", "by")[:5]:
        # Two workers at this line: the second waits here, and then sees that one is running.
        Incident.objects.select_for_update().get(pk=brought.incident_id)
        if not _ready().filter(pk=brought.pk).exists():
            continue
        taken = EvidenceImport.objects.filter(pk=brought.pk, attempt=brought.attempt, state=brought.state)
        if taken.update(state=State.RUNNING, attempt=F("attempt") + 1, claimed_until=now + LEASE):
            brought.refresh_from_db()
            return brought
    return None


def run(brought: EvidenceImport) -> None:
    """From the first row to the switch. Whatever happens, nothing half in stays behind."""
    attempt = brought.attempt
    take_back(brought)
    try:
        _still_wanted(brought)
        _read(brought, attempt)
        if not finish(brought, attempt):
            raise Stopped
    except Stopped:
        _end(brought, attempt, State.CANCELLED)
    except Refused as refusal:
        _end(brought, attempt, State.FAILED, str(refusal))
    except Leaving:
        take_back(brought)
        mine = EvidenceImport.objects.filter(pk=brought.pk, attempt=attempt)
        mine.update(claimed_until=None, share=0, attempt=F("attempt") - 1)  # no fault of the file
    except Exception:
        log.exception("Evidence import %s failed in attempt %d.", brought.pk, attempt)
        take_back(brought)
        if attempt >= MOST_ATTEMPTS:
            _end(brought, attempt, State.FAILED, _("Something in the file stops it from being read."))
        else:
            EvidenceImport.objects.filter(pk=brought.pk, attempt=attempt).update(claimed_until=None)


def _still_wanted(brought: EvidenceImport) -> None:
    """Whoever lost the right to change the incident since then does not bring anything in (attack 17)."""
    if brought.attempt > MOST_ATTEMPTS:
        raise Refused(_("Reading this file was begun several times and never came to its end."))
    if brought.by is None or not brought.by.is_active or not permissions.edit(brought.by, brought.incident):
        raise Stopped


def _read(brought: EvidenceImport, attempt: int) -> None:
    writer = Writer(brought)
    size = max(brought.size, 1)
    options = options_of(brought.options, account_names())
    with opened(brought) as file:
        for row in FORMATS[brought.format].read(file, options):
            writer.add(row)
            if writer.is_full:
                writer.flush()
                _tell(brought, attempt, writer, min(990, 1000 * file.tell() // size))
    writer.flush()
    _tell(brought, attempt, writer, 990)


def _tell(brought: EvidenceImport, attempt: int, writer: Writer, share: int) -> None:
    """How far it is, and that it is still worked on. Raises Stopped or Leaving."""
    if bell.stopping.is_set():
        raise Leaving
    still = EvidenceImport.objects.filter(pk=brought.pk, state=State.RUNNING, attempt=attempt, cancel_wanted=False)
    if not still.update(
        share=share,
        claimed_until=timezone.now() + LEASE,
        known_n=writer.known_n,
        changed_n=writer.changed_n,
        problems_n=writer.problems_n,
    ):
        raise Stopped


def _end(brought: EvidenceImport, attempt: int, state: str, why: str = "") -> None:
    """Unless another worker has it now: then it is theirs to end."""
    with transaction.atomic():
        ended = EvidenceImport.objects.filter(pk=brought.pk, attempt=attempt, state=State.RUNNING)
        if ended.update(state=state, failed_why=why[:300], finished_at=timezone.now(), share=0):
            take_back(brought)
            brought.chunks.all().delete()
            audit.record(by=brought.by, did=f"evidence.{state}", subject=brought.incident, brought=brought.pk)
