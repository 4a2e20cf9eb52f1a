"""A chat of the test's own on loopback: keeps what is posted, and answers as it is told to."""

import json
import ssl
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

from tests.loopback import Loopback, Silent

Answer = Callable[[BaseHTTPRequestHandler], None]


def saying(status: int, body: bytes = b"ok", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


class ChatServer(Loopback):
    """`posts` are (path, headers, body); `answers` are used up one by one, and then it says ok."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.posts: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[Answer] = []
        chat = self

        class Handler(Silent):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                chat.posts.append((self.path, dict(self.headers), body))
                (chat.answers.pop(0) if chat.answers else saying(200))(self)

        super().__init__(Handler, tls)

    @property
    def url(self) -> str:
        return f"{self.base}/hooks/s3cr3t-part-of-it"

    @property
    def texts(self) -> list[str]:
        return [json.loads(body)["text"] for _path, _headers, body in self.posts]
