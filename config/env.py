"""Reads settings from the environment; a bad value stops the start with a clear message."""

import os
from ipaddress import ip_network
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# A process keeps the connections that its threads have lately used, and waits at most `timeout` seconds for one.
POOL = {"min_size": 1, "max_size": 16, "timeout": 10}


def text(name: str, default: str = "") -> str:
    """The variable's text; `NAME_FILE` may point to a file that holds it (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {least}, not {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, blanks dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def networks(name: str) -> list[str]:
    """A comma-separated list of network addresses ("10.1.2.3, 10.4.0.0/16")."""
    for word in words(name):
        try:
            ip_network(word)
        except ValueError:
            raise ImproperlyConfigured(f"{name} must list network addresses like 10.4.0.0/16, not {word!r}.") from None
    return words(name)


def database(name: str, default: str) -> dict[str, object]:
    """Django's DATABASES entry for `sqlite:///path` or `postgresql://user:password@host:port/name?option=…`."""
    url = urlsplit(text(name, default))
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": url.path[1:] or ":memory:",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
            },
            # A file, because a database in memory answers "table is locked" to tests that write from several threads.
            "TEST": {"NAME": str(Path(gettempdir()) / f"debrief-test-{os.getpid()}.sqlite3")},
        }
    if url.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path[1:],
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(url.hostname or ""),
            "PORT": str(url.port or ""),
            "CONN_HEALTH_CHECKS": True,  # the first page after a restart of the database is not the one that fails
            "OPTIONS": {"pool": POOL} | dict(parse_qsl(url.query)),
        }
    raise ImproperlyConfigured(f"{name} must start with sqlite: or postgresql:, not {url.scheme!r}.")
