"""The whole installation as one file, and back: complete, on both databases, nothing sent again, nothing unsealed."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from accounts.models import User
from config.backup import archive, whole
from incidents.models import EvidenceChunk, EvidenceImport, SearchEntry
from outbox.models import Message
from surveys.models import AnswerText, Survey, SurveyInvite, SurveyResult
from tests import rights_case

KEY = "sixteen characters or more"
SHUFFLED = "tables/surveys.AnswerText"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Made once, in a transaction around those tests that ask for it."""
    mail = {"EMAIL_BACKEND": "outbox.mailbox.FolderBackend", "MAIL_DIR": tmp_path_factory.mktemp("mail")}
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(**mail):
            rights_case.build()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def everything(built: None, db: None) -> None:
    """One of everything in three reviews, by the actions that people's clicks call."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "debrief.backup"


def members(path: Path) -> dict[str, Any]:
    """What the manifest says of each table; the free texts, whose order is dealt out anew, by their number alone."""
    found = archive.Reader(path, whole.key()).manifest["members"]
    return found | {SHUFFLED: found[SHUFFLED]["rows"]}


def restore(path: Path) -> None:
    call_command("restore", str(path), "--replace", "--yes", stdout=StringIO())


def everyone_gone() -> None:
    """As after `migrate` on a new machine."""
    whole.tables.empty()
    assert whole.is_empty()


def test_what_was_backed_up_is_what_is_put_back(
    everything: None, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Message.objects.all().delete()  # those due before now are held, which is another promise
    texts = sorted(AnswerText.objects.values_list("text", flat=True))
    piece = EvidenceChunk.objects.create(brought_by=EvidenceImport.objects.all()[0], number=99, data=b"\xff\x00PK")
    call_command("backup", str(file))
    assert "not encrypted" in capsys.readouterr().out
    everyone_gone()
    call_command("restore", str(file))
    again = file.with_name("again.backup")
    whole.back_up(again)
    assert members(again) == members(file)
    assert bytes(EvidenceChunk.objects.get(pk=piece.pk).data) == b"\xff\x00PK"
    assert sorted(AnswerText.objects.values_list("text", flat=True)) == texts
    assert SearchEntry.objects.filter(title__contains=rights_case.SECRET).exists()


def test_new_rows_get_numbers_above_the_old_ones(everything: None, file: Path) -> None:
    highest = User.objects.order_by("-pk")[0].pk
    whole.back_up(file)
    everyone_gone()
    restore(file)
    assert User.objects.create_user("new@example.org", name="New").pk > highest


def manage(address: str, var: Path, *words: str) -> None:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("DEBRIEF_", "DATABASE_", "REDIS_"))}
    env |= {"DATABASE_URL": address, "DEBRIEF_VAR": str(var), "PYTHONWARNINGS": "ignore"}
    subprocess.run([sys.executable, "manage.py", *words], cwd=ours.BASE_DIR, env=env, check=True, capture_output=True)


def test_it_goes_to_the_other_database_and_back(everything: None, file: Path, tmp_path: Path) -> None:
    """From the database of this run to an SQLite of its own and back; the suite runs on PostgreSQL too."""
    Message.objects.all().delete()
    whole.back_up(file)
    address, there = f"sqlite:///{tmp_path / 'there.sqlite3'}", tmp_path / "there.backup"
    manage(address, tmp_path, "migrate", "-v0")
    manage(address, tmp_path, "restore", str(file))
    manage(address, tmp_path, "backup", str(there))
    assert members(there) == members(file)
    restore(there)
    back = tmp_path / "back.backup"
    whole.back_up(back)
    assert members(back) == members(file)


def test_where_people_work_it_must_be_confirmed(everything: None, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole.back_up(file)
    User.objects.create_user("new@example.org", name="New")
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(file))
    monkeypatch.setattr("builtins.input", lambda _words: "yes")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", str(file), "--replace")
    assert User.objects.filter(email="new@example.org").exists()
    monkeypatch.setattr("builtins.input", lambda _words: "replace")
    call_command("restore", str(file), "--replace")
    assert not User.objects.filter(email="new@example.org").exists()


def test_what_was_due_before_is_held_and_what_comes_later_is_not(everything: None, file: Path) -> None:
    now = timezone.now()
    one, other = Message.objects.order_by("pk")[:2]
    common = {"state": Message.State.PENDING, "sent_at": None, "lease_token": None, "lease_until": None}
    span = {"expires_at": now + timedelta(days=9)}
    Message.objects.filter(pk=one.pk).update(**common, **span, due_at=now - timedelta(minutes=1))
    Message.objects.filter(pk=other.pk).update(**common, **span, due_at=now + timedelta(days=1))
    whole.back_up(file)
    done = whole.put_back(whole.open_backup(file))
    assert done.held >= 1
    assert Message.objects.get(pk=one.pk).last_error == Message.RESTORED
    assert Message.objects.get(pk=one.pk).state == Message.State.HELD
    assert Message.objects.get(pk=other.pk).state == Message.State.PENDING
    assert Message.objects.get(pk=one.pk).message_id == one.message_id


def opened_again() -> Survey:
    """A sealed survey as it was before it was sealed: open, with somebody still to answer."""
    survey = Survey.objects.filter(state=Survey.State.SEALED, result__isnull=False).order_by("pk")[0]
    person = User.objects.order_by("pk")[0]
    SurveyResult.objects.filter(survey=survey).delete()
    Survey.objects.filter(pk=survey.pk).update(state=Survey.State.OPEN)
    SurveyInvite.objects.create(survey=survey, user=person, token_hash="a" * 64)
    return survey


def test_a_sealed_survey_stays_sealed_and_asks_nobody_again(everything: None, file: Path) -> None:
    with transaction.atomic():
        survey = opened_again()
        whole.back_up(file)
        transaction.set_rollback(True)
    before = SurveyResult.objects.get(survey=survey).frozen
    done = whole.put_back(whole.open_backup(file))
    assert done.resealed == 1
    assert Survey.objects.get(pk=survey.pk).state == Survey.State.SEALED
    assert SurveyResult.objects.get(survey=survey).frozen == before
    assert not SurveyInvite.objects.filter(survey=survey).exists()


def test_a_survey_that_is_open_goes_on(everything: None, file: Path) -> None:
    survey = opened_again()
    whole.back_up(file)
    everyone_gone()
    whole.put_back(whole.open_backup(file))
    assert Survey.objects.get(pk=survey.pk).state == Survey.State.OPEN
    assert SurveyInvite.objects.get(survey=survey).token_hash == "a" * 64


def test_the_order_in_which_people_wrote_is_not_in_it(everything: None, file: Path) -> None:
    survey = Survey.objects.order_by("pk")[0]
    AnswerText.objects.bulk_create(AnswerText(survey=survey, text=f"text {number}") for number in range(60))
    whole.back_up(file)
    rows = list(archive.Reader(file, "").rows(SHUFFLED))
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    told = [row[2] for row in rows if row[2].startswith("text ")]
    assert len(told) == 60
    assert told != [f"text {number}" for number in range(60)]


# ---- encrypted


def test_with_a_key_nothing_of_it_can_be_read(everything: None, file: Path, settings: Any) -> None:
    settings.BACKUP_KEY = KEY
    whole.back_up(file)
    with zipfile.ZipFile(file) as found:
        assert b"example.org" not in b"".join(found.read(name) for name in found.namelist())
    assert whole.open_backup(file).manifest["members"]["tables/accounts.User"]["rows"] == User.objects.count()
