"""The running services of docker-compose.yml, and the mail server they send to."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tests.outbox.sink import Sink
from tests.production.stack import Stack, started


@pytest.fixture(scope="package")
def database_url() -> Iterator[str]:
    """An empty database beside the suite's own."""
    own = settings.DATABASES["default"]
    assert own["ENGINE"].endswith("postgresql"), "DATABASE_URL names the PostgreSQL to test with"
    name = f"debrief_stack_{os.getpid()}"
    server = {"host": own["HOST"], "port": own["PORT"], "user": own["USER"], "password": own["PASSWORD"]}
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"postgresql://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{name}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="package")
def mails() -> Iterator[Sink]:
    sink = Sink()
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture(scope="package")
def stack(database_url: str, mails: Sink, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Every service of docker-compose.yml. Redis's second database, since the suite empties its first."""
    assert settings.REDIS_URL, "REDIS_URL names the Redis to test with"
    redis_url = urlsplit(settings.REDIS_URL)._replace(path="/1").geturl()
    services = Stack(tmp_path_factory.mktemp("stack"), database_url, redis_url, mails.port)
    with started(services):
        yield services
