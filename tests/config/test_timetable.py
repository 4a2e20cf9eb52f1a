"""The timetable and the clockwork that runs it in the embedded mode."""

from collections.abc import Iterator
from threading import Event

import pytest
from django.utils.module_loading import import_string

from config import ticker
from config.celery import app
from config.ticker import Ticker, next_turn
from config.timetable import SWEEPS, Sweep
from outbox import bell

PATIENCE = 20.0


@pytest.fixture
def came(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the clockwork ran, instead of the sweeps themselves."""
    ran: list[str] = []
    monkeypatch.setattr(ticker, "run", ran.append)
    bell.rung.clear()
    yield ran
    bell.stopping.clear()
    bell.rung.clear()


@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda sweep: sweep.name)
def test_every_sweep_exists_and_celery_knows_it(sweep: Sweep) -> None:
    task = import_string(sweep.task)
    assert task.name == sweep.task
    app.loader.import_default_modules()
    assert sweep.task in app.tasks
    assert app.conf.beat_schedule[sweep.name]["task"] == sweep.task


def test_names_are_used_once() -> None:
    assert len({sweep.name for sweep in SWEEPS}) == len(SWEEPS)


def test_turns_do_not_drift_and_missed_ones_are_not_made_up() -> None:
    assert next_turn(100.0, 30, 100.4) == 130.0
    assert next_turn(100.0, 30, 129.9) == 130.0
    assert next_turn(100.0, 30, 215.0) == 220.0
    assert next_turn(100.0, 30, 99.0) == 130.0


def test_a_sweep_that_fails_is_logged_and_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    bell.stopping.clear()
    ticker.run("tests.config.no_such_module.task")
    assert "has its next turn as planned" in caplog.text


def test_the_clockwork_runs_every_sweep_and_answers_the_bell(monkeypatch: pytest.MonkeyPatch, came: list[str]) -> None:
    started, rung = Event(), Event()

    def run(task: str) -> None:
        came.append(task)
        if task == "b.sweep":
            started.set()
        if task == bell.SEND_TASK:
            rung.set()

    monkeypatch.setattr(ticker, "run", run)
    clockwork = Ticker([Sweep("a", "a.sweep", 3600), Sweep("b", "b.sweep", 3600)])
    clockwork.start()
    assert started.wait(PATIENCE)
    bell.rung.set()
    assert rung.wait(PATIENCE)
    clockwork.stop()
    assert came[:2] == ["a.sweep", "b.sweep"]


def test_told_to_stop_it_stops(came: list[str]) -> None:
    clockwork = Ticker([Sweep("a", "a.sweep", 3600)])
    clockwork.start()
    clockwork.stop()
    assert clockwork.thread
    assert not clockwork.thread.is_alive()
