"""A GitHub and a Jira on loopback that answer as their REST documentation says: paths, headers, bodies, and refusals."""

import base64
import json
from typing import Any

from tests.loopback import Loopback, Silent

GITHUB_TOKEN, JIRA_USER, JIRA_TOKEN = "github-reader", "reader@example.org", "jira-reader"


class TrackerServer(Loopback):
    """`issues` by path: (status, body). `asked` are the paths of requests with their headers. `padding` makes answers long."""

    def __init__(self) -> None:
        self.issues: dict[str, tuple[int, dict[str, Any]]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.raw = b""
        tracker = self

        class Handler(Silent):
            def do_GET(self) -> None:
                tracker.asked.append((self.path, dict(self.headers)))
                status, found = tracker.answer(self.path, dict(self.headers))
                body = tracker.raw or json.dumps(found).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json; charset=utf-8")
                if status in (301, 302):
                    self.send_header("Location", f"{tracker.base}/elsewhere")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        super().__init__(Handler)

    def answer(self, path: str, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
        word = headers.get("Authorization", "")
        if path.startswith("/repos/"):
            if word != f"Bearer {GITHUB_TOKEN}":
                return 401, {"message": "Bad credentials", "status": "401"}
            return self.issues.get(path, (404, {"message": "Not Found", "status": "404"}))
        pair = base64.b64encode(f"{JIRA_USER}:{JIRA_TOKEN}".encode()).decode()
        if word != f"Basic {pair}":
            return 401, {"errorMessages": ["You are not authenticated."], "errors": {}}
        missing = {"errorMessages": ["Issue does not exist or you do not have permission to see it."], "errors": {}}
        return self.issues.get(path, (404, missing))

    def github(self, number: int, state: str, reason: str | None = None, padding: int = 0) -> None:
        """As "Get an issue" answers; most of its fields are left out."""
        body = {"number": number, "title": "x", "state": state, "state_reason": reason, "body": "x" * padding}
        self.issues[f"/repos/acme/infra/issues/{number}"] = 200, {"id": 1, **body, "user": {"login": "octocat"}}

    def jira(self, key: str, name: str, category: str) -> None:
        status = {"id": "3", "name": name, "statusCategory": {"id": 4, "key": category, "name": category}}
        self.issues[f"/rest/api/2/issue/{key}?fields=status"] = (
            200,
            {"id": "1", "key": key, "fields": {"status": status}},
        )
