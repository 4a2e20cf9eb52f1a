"""What the address of a webhook may look like, before anybody asks where it leads."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST = 500
# What a browser refuses too (the Fetch standard's bad ports, those above 1023): services that can be talked into things by HTTP.
_BAD_PORTS = frozenset(
    {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, *range(6665, 6670), 6679, 6697, 10080}
)
_PLAIN = re.compile(r"[!-~]+")  # printable ASCII without blanks: no line break can start a header of its own
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
_QUAD = re.compile(r"(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}")
_SIX = re.compile(r"[0-9a-f:.]+")


class BadTarget(ValueError):
    """`why` is a word the caller turns into a sentence: form, scheme, credentials, host, port, long or service."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Target:
    """`path` begins with a slash and holds the query; `host` is lower case, an IPv6 one without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """As the Host header wants it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.scheme == "https" else 80) else f"{host}:{self.port}"


def read(url: str, *, http: bool = False) -> Target:
    """Raises BadTarget. `http` allows addresses without TLS."""
    if len(url) > LONGEST:
        raise BadTarget("long")
    if not _PLAIN.fullmatch(url) or "\\" in url or "#" in url:
        raise BadTarget("form")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadTarget("form") from None
    if parts.scheme not in ({"https", "http"} if http else {"https"}):
        raise BadTarget("scheme")
    if "@" in parts.netloc:
        raise BadTarget("credentials")
    port = (443 if parts.scheme == "https" else 80) if port is None else port
    if port not in (80, 443) and (port < 1024 or port in _BAD_PORTS):
        raise BadTarget("port")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, _host(parts.hostname or ""), port, path)


def _host(host: str) -> str:
    """One canonical spelling only: a machine that reads 0x7f.1 as 127.0.0.1 shall never be asked to."""
    if ":" in host:
        if not _SIX.fullmatch(host):
            raise BadTarget("host")
        return host
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise BadTarget("host")
    last = host.rstrip(".").rsplit(".", 1)[-1]
    if _NUMBER.fullmatch(last) and not _QUAD.fullmatch(host):
        raise BadTarget("host")
    return host


def masked(url: str) -> str:
    """For pages and logs: the host, and enough of the end to tell two apart. The rest of it is a secret."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return f"{host}/…{url[-4:]}" if len(url) - len(host) > 20 else f"{host}/…"
