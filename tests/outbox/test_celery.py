"""Production's bell: a real worker and a real beat on Redis send what is due, and an emptied broker loses nothing."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis
from celery import Celery
from django.conf import settings

import config.celery
from accounts.models import User
from outbox import bell
from outbox.models import Message
from tests.outbox.processes import PATIENCE, ROOT, environment
from tests.outbox.sink import Sink

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
Plan = Callable[..., int]
Crowd = Callable[[int], list[User]]


@pytest.fixture
def broker() -> redis.Redis:
    """The Redis that .ci/run started, emptied."""
    assert settings.REDIS_URL, "REDIS_URL names the Redis to test with"
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.flushall()
    return client


@contextmanager
def running(sink: Sink, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker or a beat with the kinds of these tests, ended when the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "tests.outbox.celery_app", *arguments],
        env=environment(sink) | {"REDIS_URL": settings.REDIS_URL, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


WORKER = ("worker", "--concurrency=1", "--loglevel=WARNING", "--without-gossip", "--without-mingle")
BEAT = ("beat", "--loglevel=WARNING")


def test_a_planned_message_is_sent_by_the_worker_that_was_rung(
    plan: Plan, crowd: Crowd, sink: Sink, broker: redis.Redis
) -> None:
    assert settings.OUTBOX_BELL == "celery"
    with running(sink, *WORKER):
        plan(crowd(5))
        sink.wait_for(5)
    assert sink.duplicates == 0
    assert Message.objects.filter(state=Message.State.SENT).count() == 5


def test_an_emptied_broker_loses_nothing_and_a_second_beat_doubles_nothing(
    plan: Plan, crowd: Crowd, sink: Sink, broker: redis.Redis, tmp_path: Path
) -> None:
    plan(crowd(5))
    assert broker.llen("celery") >= 1
    broker.flushall()
    beats = [(*BEAT, f"--schedule={tmp_path / name}") for name in ("first", "second")]
    with running(sink, *WORKER), running(sink, *beats[0]), running(sink, *beats[1]):
        sink.wait_for(5)
    assert (len(sink.ids), sink.duplicates) == (5, 0)


def test_a_page_does_not_fail_when_the_broker_is_gone(
    plan: Plan, crowd: Crowd, sink: Sink, broker: redis.Redis, caplog: pytest.LogCaptureFixture
) -> None:
    elsewhere = Celery("elsewhere", broker="redis://127.0.0.1:1/0", set_as_current=False)
    elsewhere.conf.broker_transport_options = config.celery.app.conf.broker_transport_options
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bell, "current_app", elsewhere)
        plan(crowd(2))
    assert "next sweep" in caplog.text
    assert Message.objects.count() == 2
