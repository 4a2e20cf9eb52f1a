"""Posting to a chat: to the checked address and nowhere else, no redirect, ten seconds, 64 KB (attacks 36 and 37)."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from outbox import chat_answers, chat_post
from outbox.chat import MATTERMOST, SLACK, Door, Parcel, ToChat, pack
from outbox.chat_post import Answer, Deadline, Inside, Unreachable
from outbox.chat_words import Note
from outbox.refusals import Undelivered
from outbox.targets import BadTarget
from tests.outbox.chat_server import ChatServer, saying


@pytest.fixture
def allowed(settings: Any) -> Any:
    settings.CHAT_HTTP, settings.CHAT_INSIDE = True, ["127.0.0.0/8"]
    return settings


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    server = ChatServer()
    yield server
    server.stop()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names lead to; each answer of a list is given once, the last for ever. Every question is counted under "asked"."""
    known: dict[str, list[str]] = {"asked": []}

    def lookup(host: str, port: int, **_more: Any) -> list[Any]:
        known["asked"].append(host)
        found = known.get(host, [host])
        address = found.pop(0) if len(found) > 1 else found[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in address.split()]

    monkeypatch.setattr(chat_post.socket, "getaddrinfo", lookup)
    return known


def parcel(url: str, service: str = MATTERMOST) -> Parcel:
    return pack("<one@debrief>", ToChat(Door(service, url), Note(event="test", headline="A test")))


def test_a_notice_arrives(allowed: Any, chat: ChatServer) -> None:
    assert chat_post.post(parcel(chat.url)) == Answer(200, "", "ok")
    path, headers, _body = chat.posts[0]
    assert path == "/hooks/s3cr3t-part-of-it"
    assert headers["Host"] == f"127.0.0.1:{chat.port}"
    assert chat.texts == ["**A test**"]


@pytest.mark.parametrize(
    "inside", ["127.0.0.1", "10.0.0.7", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "169.254.169.254", "fe80::1%eth0"]
)
def test_a_name_that_leads_inside_is_refused(settings: Any, names: dict[str, list[str]], inside: str) -> None:
    names["chat.example.org"] = [inside]
    with pytest.raises(Inside):
        chat_post.post(parcel("https://chat.example.org/x"))


def test_one_inside_address_among_many_is_enough_to_refuse(settings: Any, names: dict[str, list[str]]) -> None:
    names["chat.example.org"] = ["8.8.8.8 10.0.0.7"]
    with pytest.raises(Inside):
        chat_post.post(parcel("https://chat.example.org/x"))


def test_in_the_demo_nothing_leaves_this_machine(settings: Any, names: dict[str, list[str]], chat: ChatServer) -> None:
    settings.DEMO, settings.CHAT_HTTP, settings.CHAT_INSIDE = True, True, ["127.0.0.1"]
    names["chat.example.org"] = ["8.8.8.8"]
    with pytest.raises(Unreachable, match="demo"):
        chat_post.post(parcel("https://chat.example.org/x"))
    assert chat_post.post(parcel(chat.url)).status == 200


def test_localhost_with_a_dot_is_still_this_machine(
    settings: Any, names: dict[str, list[str]], chat: ChatServer
) -> None:
    settings.CHAT_HTTP = True
    names["localhost."] = ["127.0.0.1"]
    with pytest.raises(Inside):
        chat_post.post(parcel(f"http://localhost.:{chat.port}/x"))
    assert chat.posts == []


def test_a_name_is_asked_once_and_the_connection_goes_to_that_very_address(
    settings: Any, names: dict[str, list[str]], chat: ChatServer
) -> None:
    """DNS rebinding: the second question would be answered with another address, so there must be no second question."""
    settings.CHAT_HTTP, settings.CHAT_INSIDE = True, ["127.0.0.1"]
    names["chat.example.org"] = ["127.0.0.1", "127.0.0.2"]
    chat_post.post(parcel(f"http://chat.example.org:{chat.port}/x"))
    assert names["asked"].count("chat.example.org") == 1
    assert chat.posts[0][1]["Host"] == f"chat.example.org:{chat.port}"


def test_what_was_outside_when_saved_and_is_inside_when_sent_is_refused(
    settings: Any, names: dict[str, list[str]], chat: ChatServer
) -> None:
    settings.CHAT_HTTP = True
    names["chat.example.org"] = ["8.8.8.8", "127.0.0.1"]
    url = f"http://chat.example.org:{chat.port}/x"
    assert chat_post.checked(chat_post.target(MATTERMOST, url), Deadline()) == ["8.8.8.8"]
    with pytest.raises(Undelivered) as refused:
        chat_answers.deliver(parcel(url))
    assert refused.value.refusal.final
    assert "DEBRIEF_CHAT_INSIDE" in refused.value.refusal.reason
    assert chat.posts == []


def test_without_the_setting_only_tls_is_used(chat: ChatServer) -> None:
    with pytest.raises(BadTarget):
        chat_post.post(parcel(chat.url))


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.slack.com.evil.example/x",
        "https://evil.example/hooks.slack.com",
        "http://hooks.slack.com/x",
        "https://8.8.8.8/",
    ],
)
def test_slack_is_only_slack(allowed: Any, url: str) -> None:
    with pytest.raises(BadTarget):
        chat_post.target(SLACK, url)


def test_slack_itself_and_a_host_the_installation_names_are_slack(settings: Any) -> None:
    assert chat_post.target(SLACK, "https://hooks.slack.com/services/T/B/x").host == "hooks.slack.com"
    settings.CHAT_SLACK_HOSTS = ["slack-proxy.example.org"]
    assert chat_post.target(SLACK, "https://slack-proxy.example.org/x").host == "slack-proxy.example.org"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(allowed: Any, chat: ChatServer, status: int) -> None:
    other = ChatServer()
    chat.answers = [saying(status, b"", Location=other.url)]
    with pytest.raises(Undelivered) as refused:
        chat_answers.deliver(parcel(chat.url))
    other.stop()
    assert refused.value.refusal.final
    assert "redirect" in refused.value.refusal.reason
    assert (len(chat.posts), other.posts) == (1, [])


def counting(sent: list[int]) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answers without end, and counts what was taken."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        try:
            while sum(sent) < 1_000_000_000:
                sent.append(handler.connection.send(b"X-Much: " + b"x" * 8000 + b"\r\n"))
        except OSError:
            return

    return answer


def test_an_endless_answer_is_cut(allowed: Any, chat: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    receive = chat_post._Measured.readinto
    monkeypatch.setattr(
        chat_post._Measured, "readinto", lambda self, buffer: taken.append(receive(self, buffer)) or taken[-1]
    )
    chat.answers = [counting([])]
    chat_post.post(parcel(chat.url))
    assert sum(taken) <= 64 * 1024


def test_a_huge_body_is_not_read_to_its_end(allowed: Any, chat: ChatServer) -> None:
    chat.answers = [saying(200, b"y" * 3_000_000)]
    assert chat_post.post(parcel(chat.url)).words == "y" * chat_post.SHOWN_BYTES


@pytest.mark.parametrize("before", [b"", b"HTTP/1.1 200 OK\r\nX: "])
def test_one_that_dribbles_is_left_when_its_time_is_over(
    allowed: Any, chat: ChatServer, monkeypatch: pytest.MonkeyPatch, before: bytes
) -> None:
    """A byte now and then would keep a limit for each read from ever being reached; the whole post has one."""
    monkeypatch.setattr(chat_post, "Deadline", lambda: Deadline(0.3))

    def dribble(handler: BaseHTTPRequestHandler) -> None:
        try:
            handler.wfile.write(before)
            for _ in range(200):
                handler.wfile.write(b"x")
                time.sleep(0.02)
        except OSError:
            return

    chat.answers = [dribble]
    with pytest.raises(Undelivered) as refused:
        chat_answers.deliver(parcel(chat.url))
    assert not refused.value.refusal.final
    assert refused.value.refusal.reason == "It did not answer within ten seconds."


def test_the_time_of_one_post_is_ten_seconds() -> None:
    assert 9.9 < Deadline().left() <= 10


def test_a_resolver_that_dawdles_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_post.socket, "getaddrinfo", lambda *asked, **more: time.sleep(0.5))
    with pytest.raises(Unreachable):
        chat_post.resolve("chat.example.org", 443, Deadline(0.05))


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """For the name chat.example.org, and no other."""
    openssl = shutil.which("openssl")
    assert openssl, "openssl makes the certificate of this test"
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subject = ["-subj", "/CN=chat.example.org", "-addext", "subjectAltName=DNS:chat.example.org"]
    made = [
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-keyout",
        str(key),
        "-out",
        str(cert),
    ]
    subprocess.run([openssl, "req", "-x509", "-days", "2", *made, *subject], check=True, capture_output=True)
    return cert, key


@pytest.fixture
def secure(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, allowed: Any) -> Iterator[ChatServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    server = ChatServer(context)
    yield server
    server.stop()


def test_the_certificate_is_checked_against_the_name_not_the_address(
    secure: ChatServer, names: dict[str, list[str]]
) -> None:
    names["chat.example.org"] = names["other.example.org"] = ["127.0.0.1"]
    assert chat_post.post(parcel(f"https://chat.example.org:{secure.port}/x")).status == 200
    with pytest.raises(Unreachable, match="certificate"):
        chat_post.post(parcel(f"https://other.example.org:{secure.port}/x"))
    assert len(secure.posts) == 1


def test_a_certificate_of_nobody_known_is_refused(
    secure: ChatServer, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    names["chat.example.org"] = ["127.0.0.1"]
    with pytest.raises(Unreachable, match="certificate"):
        chat_post.post(parcel(f"https://chat.example.org:{secure.port}/x"))


NOW = datetime(2026, 3, 3, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "final", "gone"),
    [
        (400, True, False),
        (403, True, False),
        (404, True, True),
        (410, True, True),
        (429, False, False),
        (500, False, False),
        (503, False, False),
    ],
)
def test_what_a_status_means(status: int, final: bool, gone: bool) -> None:
    found = chat_answers.meaning(Answer(status, "", "no_service"), NOW)
    assert (found.final, found.gone) == (final, gone)
    assert f"{status} no_service" in found.reason


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("30", 30),
        ("Tue, 03 Mar 2026 14:02:00 GMT", 120),
        ("soon", 0),
        ("-5", 0),
        ("", 0),
        ("99999999", 21600),
        ("Tue, 03 Mar 2020 14:00:00 GMT", 0),
    ],
)
def test_retry_after_is_honoured(said: str, seconds: int) -> None:
    assert chat_answers.meaning(Answer(429, said, ""), NOW).after == timedelta(seconds=seconds)
