"""The loop that sends outlives a database that is really gone, and a disk that really takes no more."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from django.db import connection

from accounts.models import User
from outbox.models import Message
from tests.outbox.outage import Relay
from tests.outbox.processes import Turning, database_url
from tests.outbox.sink import Sink
from tests.outbox.test_processes import let_leases_run_out

pytestmark = pytest.mark.django_db(transaction=True)
State = Message.State


@pytest.fixture
def relay() -> Iterator[Relay | None]:
    if connection.vendor != "postgresql":
        yield None
        return
    found = Relay()
    found.open()
    yield found
    found.cut()


def test_the_loop_outlives_a_database_that_is_really_gone(
    plan: Callable[..., int], crowd: Callable[[int], list[User]], sink: Sink, relay: Relay | None
) -> None:
    """PostgreSQL: all connections break while a mail is in hand, and none is taken. SQLite: no write is taken, as on a full disk."""
    plan(crowd(6))
    gate = sink.gates[2] = Event()
    worker = Turning(sink, database_url(port=relay.port if relay else None))
    worker.begin()
    sink.wait_for(2)
    if relay:
        relay.cut()
    else:
        worker.disk(full=True)
    gate.set()
    worker.ended()
    worker.begin()
    worker.ended()
    assert (len(sink.ids), sent()) == (2, 1), "nothing more went out, and the mail in hand is not known to have left"
    if relay:
        relay.open()
    else:
        worker.disk(full=False)
    let_leases_run_out()
    worker.begin()
    worker.ended()
    complained = worker.stop()
    assert complained.count("has its next turn as planned") == 2, complained
    assert (len(sink.ids), sink.duplicates, sent()) == (6, 1, 6)


def sent() -> int:
    return Message.objects.filter(state=State.SENT).count()
