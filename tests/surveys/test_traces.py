"""What somebody with the raw tables and files could still find out: nothing that ties an answer to a person."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from surveys import tasks
from surveys.actions import surveys
from surveys.models import Survey
from tests.surveys.test_surveys import answer, held

pytestmark = pytest.mark.usefixtures("transactional_db", "statements")
ROOT = Path(__file__).resolve().parents[2]
ON_FILES = """
import sys, django; django.setup()
from django.conf import settings; from pathlib import Path
from accounts.models import User
from surveys import tasks; from surveys.actions import surveys; from surveys.models import Survey, SurveyInvite
from tests.surveys.test_surveys import held
people = [User.objects.create_user(f"p{n}@example.org", name=f"P{n}") for n in range(6)]
held(people[0], people[1:]); tasks.open_due()
hashes = [h.encode() for h in SurveyInvite.objects.values_list("token_hash", flat=True)]
files = lambda: b"".join(p.read_bytes() for p in Path(sys.argv[1]).glob("d.sqlite3*"))
before = sum(h in files() for h in hashes)
surveys.seal(Survey.objects.get()); surveys.vacuum()
print(before, sum(h in files() for h in hashes))
"""


@pytest.fixture
def survey(ana: User, person: Callable[..., User]) -> Survey:
    held(ana, [person(f"P{number}") for number in range(5)])
    tasks.open_due()
    return Survey.objects.get()


def ask(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.services
def test_after_each_answer_all_counters_carry_the_same_last_writer(survey: Survey) -> None:
    for _each in range(3):
        answer(survey, 1)
        assert len(ask("SELECT DISTINCT xmin::text FROM surveys_answercount")) == 1


@pytest.mark.services
def test_the_invitations_leave_the_file_of_the_table_at_sealing(survey: Survey) -> None:
    answer(survey, 5)
    assert ask("SELECT pg_relation_size('surveys_surveyinvite')")[0] > 0
    surveys.seal(survey)
    surveys.vacuum()
    assert ask("SELECT pg_relation_size('surveys_surveyinvite')") == [0]


def test_in_the_embedded_mode_the_invitations_leave_the_database_file_at_sealing(tmp_path: Path) -> None:
    own = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/d.sqlite3",
        "DEBRIEF_VAR": str(tmp_path),
        "REDIS_URL": "",
        "DEBRIEF_BASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(ROOT),
    }
    env = os.environ | {name: value for name, value in own.items() if value}
    env = {name: value for name, value in env.items() if own.get(name, value)}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=env, check=True)
    told = subprocess.run(
        [sys.executable, "-c", ON_FILES, str(tmp_path)], cwd=ROOT, env=env, check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == ["6", "0"]
