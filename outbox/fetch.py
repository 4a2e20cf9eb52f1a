"""Asks another service by GET under the rules of `chat_post`: checked addresses, no redirects, ten seconds, a cap on what is read."""

from outbox import chat_post, targets
from outbox.chat_post import Answer
from outbox.targets import BadTarget

MOST_BYTES = 1024 * 1024


def get(url: str, headers: dict[str, str], *, http: bool = False) -> Answer:
    """Raises BadTarget, Inside or Unreachable; an answer of whatever status is an answer. `headers` hold no line break."""
    where = targets.read(url, http=http)
    lines = {"Host": where.authority, "Connection": "close", "User-Agent": "Debrief", **headers}
    if any("\r" in word or "\n" in word for line in lines.items() for word in line):
        raise BadTarget("form")
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    request = f"GET {where.path} HTTP/1.1\r\n{head}\r\n".encode("ascii", "strict")
    return chat_post.exchange(where, request, method="GET", shown=MOST_BYTES, most=MOST_BYTES + 64 * 1024)
