"""A worker that is really killed while it brings evidence in: nothing half in is seen, and the next one brings all of it in once."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from incidents.actions import evidence_running
from incidents.models import EvidenceChunk, EvidenceImport, EvidenceItem
from tests.incidents.evidence_case import export, opened, queued, texts
from tests.incidents.evidence_formats.cases import said
from tests.outbox.processes import PATIENCE, ROOT, database_url

pytestmark = pytest.mark.django_db(transaction=True)
State = EvidenceImport.State
WORDS = ["one", "two", "three"]


def killed(how: str) -> None:
    command = [sys.executable, "-m", "tests.incidents.evidence_worker", how]
    embedded = {"REDIS_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": database_url()}
    done = subprocess.run(
        command, env=os.environ | embedded, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def test_a_killed_worker_leaves_nothing_in_sight_and_the_next_brings_all_in_once(ana: User) -> None:
    incident = opened(ana)
    brought = queued(incident, ana, export(*(said(f"17724423{n:02}.1", words) for n, words in enumerate(WORDS))))
    for how, staged in (("in-the-middle", 2), ("in-the-switch", 3)):
        killed(how)
        brought.refresh_from_db()
        assert (brought.state, texts(incident), incident.evidence_items.count()) == (State.RUNNING, [], staged), how
        assert evidence_running.run_due() == 0, "while its lease lasts nobody else takes it"
        EvidenceImport.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert evidence_running.run_due() == 1
    brought.refresh_from_db()
    assert (brought.state, brought.items_n, texts(incident)) == (State.DONE, 3, WORDS)
    assert EvidenceItem.objects.count() == 3
    assert not EvidenceChunk.objects.exists()
