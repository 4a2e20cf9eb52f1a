"""Production's processes, started as docker-compose.yml starts them, behind its own proxy and on its own TLS."""

import json
import re
import ssl
import sys
from collections.abc import Iterator

import httpx
import pytest

from tests.outbox.sink import Sink
from tests.production.stack import Stack

pytestmark = pytest.mark.services
EMAIL = "operator@example.org"


@pytest.fixture
def visitor(stack: Stack) -> Iterator[httpx.Client]:
    trust = ssl.create_default_context(cafile=str(stack.authority()))
    with httpx.Client(base_url=stack.address, verify=trust, trust_env=False, timeout=20) as client:
        stack.wait_until("web", lambda: client.get("/readyz").status_code == 200)
        stack.wait_until("live", lambda: client.get("/live/stream/health").status_code == 401)
        yield client


def test_the_proxy_leads_to_pages_and_pages_to_the_database(visitor: httpx.Client) -> None:
    assert visitor.get("/healthz").text == "ok"
    assert visitor.get("/readyz").text == "ok"


@pytest.mark.parametrize("service", ["web", "live"])
def test_a_health_check_asks_the_process_itself(stack: Stack, visitor: httpx.Client, service: str) -> None:
    address, status = stack.services[service]["healthcheck"]["test"][3:]
    here = re.sub(r":\d+/", f":{stack.ports[service]}/", address)
    assert stack.run(service, [sys.executable, "docker/healthy.py", here, status]) == ""


def test_without_tls_one_is_sent_to_tls(stack: Stack, visitor: httpx.Client) -> None:
    with httpx.Client(trust_env=False) as plain:
        answer = plain.get(f"http://localhost:{stack.ports['http']}/")
        past_the_proxy = plain.get(f"http://127.0.0.1:{stack.ports['web']}/", headers={"Host": "127.0.0.1"})
    assert answer.status_code == 308
    assert answer.headers["Location"].startswith("https://localhost")
    assert past_the_proxy.status_code == 301


def test_pages_come_with_style_that_may_be_kept_for_a_year(visitor: httpx.Client) -> None:
    page = visitor.get("/accounts/login/")
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
    sheets = re.findall(r'href="(/static/[^"]+\.css)"', page.text)
    assert sheets
    for sheet in sheets:
        answer = visitor.get(sheet)
        assert answer.status_code == 200, sheet
        assert "immutable" in answer.headers["Cache-Control"], sheet


def test_live_streams_are_answered_by_the_live_process(stack: Stack, visitor: httpx.Client) -> None:
    assert visitor.get("/live/stream/review:1").status_code == 401
    assert "gunicorn" not in visitor.get("/live/stream/review:1").headers.get("Server", "")


def test_somebody_signs_in_with_a_code_that_came_by_mail(stack: Stack, visitor: httpx.Client, mails: Sink) -> None:
    stack.run("web", ["python", "manage.py", "createsuperuser", "--noinput", f"--email={EMAIL}"])
    page = visitor.get("/accounts/login/")
    before = len(mails.mails)
    answer = visitor.post("/accounts/login/code/", data={"email": EMAIL} | token(page), headers=referer(stack))
    assert answer.status_code == 302, answer.text
    mails.wait_for(before + 1)
    body = mails.mails[-1].get_body(("plain",))
    assert body
    code = re.search(r"^ +(\S+)\s*$", body.get_content(), re.M)
    assert code
    confirm = visitor.get(answer.headers["Location"])
    answer = visitor.post(answer.headers["Location"], data={"code": code[1]} | token(confirm), headers=referer(stack))
    assert answer.status_code == 302, answer.text
    assert visitor.get("/").status_code == 200
    assert visitor.cookies.get("__Host-session")
    # A stranger to the topic, and no longer a stranger to the installation.
    assert visitor.get("/live/stream/review:1").status_code == 404


def token(page: httpx.Response) -> dict[str, str]:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert found, page.text
    return {"csrfmiddlewaretoken": found[1]}


def referer(stack: Stack) -> dict[str, str]:
    """What a browser says by itself, and Django asks for under TLS."""
    return {"Referer": f"{stack.address}/", "Origin": stack.address}


def test_the_worker_does_what_beat_asks_of_it(stack: Stack, visitor: httpx.Client) -> None:
    inspect = ["celery", "--app", "config.celery", "inspect", "--timeout", "10", "--json"]
    stack.wait_until("the worker", lambda: stack.succeeds("worker", [*inspect, "ping"]))

    def done() -> int:
        answer = stack.run("worker", [*inspect, "stats"])
        return sum(worker["total"].get("outbox.tasks.send_due", 0) for worker in json.loads(answer).values())

    stack.wait_until("a sweep's turn", lambda: "Sending due task messages" in stack.log("beat"))
    stack.wait_until("a sweep that was done", done)
