"""A demo server of its own, and browsers of the people in it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
expect.set_options(
    timeout=20_000
)  # a promise is kept or not; how fast is for the benchmarks, and test machines are busy
PICTURES = ROOT / "var" / "journey"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended at its start"
        try:
            with urlopen(f"{address}/healthz", timeout=2):
                return
        except (URLError, OSError):
            select_pause(0.1)
    pytest.fail("the server was not up after a minute")


def select_pause(seconds: float) -> None:
    """Between two looks at a process that starts; no test waits by it."""
    time.sleep(seconds)


def _environment(var: Path) -> dict[str, str]:
    own = {"DEBRIEF_DEMO": "1", "DEBRIEF_VAR": str(var), "DJANGO_SETTINGS_MODULE": "config.settings"}
    return {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}} | own


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the demo keeps once it is loaded, for the demos of all journeys to begin with."""
    var = tmp_path_factory.mktemp("loaded") / "var"
    (var / "static").mkdir(parents=True)
    for command in (["migrate", "--no-input", "-v0"], ["createcachetable", "-v0"], ["demo_load"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=_environment(var), check=True)
    return var


@pytest.fixture(scope="module")
def address(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo, freshly loaded, served by its own process on a free port."""
    var = tmp_path_factory.mktemp("demo") / "var"
    shutil.copytree(loaded, var)
    env = _environment(var)
    port = _free_port()
    with (var / "log").open("wb") as log:
        serve = [sys.executable, "manage.py", "serve", "--port", str(port)]
        server = subprocess.Popen(serve, cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        _wait_until_up(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert Path(CHROMIUM).exists(), "The browser journeys need Debian's chromium."
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def be(browser: Browser, address: str) -> Callable[..., Page]:
    """A browser of somebody's own: be("ana") on a laptop, be("cleo", phone=True)."""

    def sign_in(name: str, phone: bool = False) -> Page:
        context = browser.new_context(viewport=PHONE if phone else DESKTOP, base_url=address)
        page = context.new_page()
        page.goto("/")
        page.locator(f"main button[value='{name}@example.org']").click()
        expect(page.locator("main button[value$='@example.org']")).to_have_count(0)  # its address ends in "/" as well
        page.wait_for_load_state()
        return page

    return sign_in


@pytest.fixture
def look() -> Callable[[Page, str], None]:
    """Keep a picture of the page and hold it against axe's rules of accessibility."""

    def picture(page: Page, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        # A form with words goes out once the server was heard of; until then the page is the one before.
        expect(page.locator("form[aria-busy=true]")).to_have_count(0)
        page.wait_for_load_state()
        page.screenshot(path=str(PICTURES / f"{name}.png"), full_page=True)
        results = Axe().run(page)
        found = [(each["id"], [node["target"] for node in each["nodes"]]) for each in results.response["violations"]]
        assert found == [], f"{name}: {found}"

    return picture
