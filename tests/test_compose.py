"""docker-compose.yml, the image and CI tell the same story; the commands themselves run in tests/production."""

import re
from typing import Any

import pytest
import yaml

from tests.production.stack import ROOT, filled

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ["web", "live", "worker", "beat", "migrate"]
SECRETS = ["POSTGRES_PASSWORD", "DEBRIEF_SECRET_KEY"]


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def words_after(command: str, script: str) -> set[str]:
    """The Debian packages that a script names after a command, over lines that go on."""
    found = re.search(re.escape(command) + r"((?:[^\n]*\\\n)*[^\n]*)", script)
    assert found, f"{command} is gone"
    return {word for word in found[1].split("&&")[0].replace("\\", " ").split() if not word.startswith(("-", "|"))}


def test_every_part_of_production_is_there() -> None:
    assert set(SERVICES) == {"proxy", "postgres", "redis", "mailpit", *OURS}


@pytest.mark.parametrize("name", OURS)
def test_our_processes_are_one_image_and_share_one_environment(name: str) -> None:
    service = SERVICES[name]
    assert service["build"] == "."
    web = SERVICES["web"]["environment"]
    shared = {key for key in web if key not in {"PORT", "WEB_CONCURRENCY"}}
    assert {key: web[key] for key in shared} == {key: service["environment"][key] for key in shared}


@pytest.mark.parametrize("name", ["web", "live", "worker", "beat"])
def test_nothing_starts_before_the_database_is_up_to_date(name: str) -> None:
    assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_has_no_default(secret: str) -> None:
    places = re.findall(rf"\$\{{{secret}([^}}]*)\}}", text("docker-compose.yml"))
    assert places
    assert all(place.startswith(":?") for place in places)


def test_only_the_proxy_can_be_reached_from_outside() -> None:
    open_to_all = [
        name
        for name, service in SERVICES.items()
        if [port for port in service.get("ports", []) if not port.startswith("127.0.0.1:")]
    ]
    assert open_to_all == ["proxy"]


def test_every_variable_is_explained() -> None:
    named = set(re.findall(r"\$\{(\w+)", text("docker-compose.yml")))
    explained = set(re.findall(r"`(\w+)`", text("docs/production.md") + text("docs/settings.md")))
    assert named <= explained, f"docs/production.md does not explain {named - explained}"


def test_the_demo_is_nowhere_in_production() -> None:
    assert "DEBRIEF_DEMO" not in text("docker-compose.yml") + text("Dockerfile")


def test_the_image_is_made_by_the_makefile() -> None:
    steps = re.findall(r"\bmake (?:--old-file=\S+ )?(\S+)", text("Dockerfile").split("WORKDIR", 1)[1])
    assert steps == [".venv/.app", "static"]
    rules = text("Makefile")
    assert re.search(r"^\$\(VENV\)/\.app:", rules, re.M)
    assert re.search(r"^static:", rules, re.M)
    assert "pip install" not in text("Dockerfile")


def test_the_image_and_ci_install_what_the_set_up_asks_for() -> None:
    found = re.search(r'libraries="([^"]+)"', text("scripts/set-up"))
    assert found
    wanted = set(found[1].split())
    assert wanted <= words_after("apt-get install", text("Dockerfile"))
    assert wanted <= words_after("apt-get install", text(".ci/run"))


def test_the_image_starts_what_compose_calls_web() -> None:
    assert str(SERVICES["web"]["command"]).replace("'", '"') in text("Dockerfile")


def test_debian_python_and_postgresql_are_the_same_everywhere() -> None:
    image = re.search(r"^FROM python:(\d+\.\d+)-slim-(\w+)", text("Dockerfile"), re.M)
    assert image
    python, debian = image.groups()
    assert f'requires-python = ">={python}"' in text("pyproject.toml")
    postgres = {"bookworm": "15", "trixie": "17"}[debian]
    assert SERVICES["postgres"]["image"] == f"postgres:{postgres}"
    assert f"PostgreSQL {postgres}" in text("docs/production.md")
    assert f"PostgreSQL {postgres}" in text("docs/testing.md")


def test_variables_are_filled_as_compose_fills_them() -> None:
    assert filled("https://${SITE:-localhost}/${A}", {"A": "b"}) == "https://localhost/b"
    with pytest.raises(AssertionError, match="write it"):
        filled("${SECRET:?write it}", {})
