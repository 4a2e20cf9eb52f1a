"""Kinds of messages that exist only in tests, for the test process and for the worker processes it starts."""

from outbox import kinds
from outbox.kinds import Kind
from outbox.mail import Mail, compose
from outbox.models import Message

# kind → why it is no longer wanted
unwanted: dict[str, str] = {}


def render(message: Message) -> Mail:
    if message.payload.get("breaks"):
        raise ValueError("no such passage")
    return compose(
        subject=f"Notice {message.version}", lines=["The document is ready."], button=("Read it", "http://127.0.0.1/r")
    )


def wanted(message: Message) -> str:
    return unwanted.get(message.kind, "")


def register() -> None:
    for name, priority in (
        ("test.notice", kinds.PROMISE),
        ("test.moved", kinds.NOTICE),
        ("test.survey", kinds.OPTIONAL),
    ):
        kinds.register(Kind(name, name, render, wanted, priority=priority))
