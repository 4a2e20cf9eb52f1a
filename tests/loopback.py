"""A web server of the test's own on this machine's loopback, which ends with the test."""

import ssl
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any


class Silent(BaseHTTPRequestHandler):
    def log_message(self, *words: Any) -> None:
        pass


class Loopback:
    """Answers as its `handler` does, from the moment it is made until `stop`; with `tls` as https."""

    def __init__(self, handler: type[BaseHTTPRequestHandler], tls: ssl.SSLContext | None = None) -> None:
        self.server = HTTPServer(("127.0.0.1", 0), handler)
        self.server.handle_error = lambda *about: None  # type: ignore[method-assign]
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_port
        self.base = f"http://127.0.0.1:{self.port}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
