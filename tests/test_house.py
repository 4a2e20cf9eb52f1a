"""The rules of the house that no linter knows: sizes, docstrings, words, settings, versions and requirements."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APPS = ["accounts", "config", "demo", "incidents", "live", "outbox", "reviews", "surveys"]
PLACES = [*APPS, "templates", "static", "tests", "bench", "scripts", "docker"]
KINDS = {".py", ".html", ".css", ".js"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(*kinds: str) -> list[Path]:
    """Ours, without what Django writes (migrations)."""
    found = [ROOT / "manage.py"] + [path for place in PLACES for path in sorted((ROOT / place).rglob("*"))]
    return [path for path in found if path.suffix in kinds and "migrations" not in path.parts]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


# ---- sizes


def test_the_house_is_looked_at() -> None:
    assert len(files(*KINDS)) > 200


def test_no_file_is_longer_than_a_sitting() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(*KINDS)}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_page() -> None:
    too_long = [
        f"{name(path)}:{function.lineno} {function.name}"
        for path in files(".py")
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    ]
    assert too_long == []


# ---- modules


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name(path)
        for path in files(".py")
        if (code := path.read_text(encoding="utf-8")).strip() and not ast.get_docstring(ast.parse(code))
    ]
    assert silent == []


def test_imports_stand_at_the_top() -> None:
    """But in AppConfig.ready: Django loads models after the modules that hold it."""
    inside = [
        f"{name(path)}:{node.lineno}"
        for path in files(".py")
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and (path.name, function.name) != ("apps.py", "ready")
    ]
    assert inside == []


def test_tests_of_one_module_have_names_of_their_own() -> None:
    """Of two functions with one name the first is never run."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        names = [node.name for node in body if isinstance(node, Function)]
        assert len(names) == len(set(names)), name(path)


def test_what_needs_a_browser_runs_where_one_is() -> None:
    """`make test` needs no browser on a fresh machine."""
    driving = [path for path in ROOT.glob("tests/**/test_*.py") if "playwright" in path.read_text()]
    unmarked = [path for path in driving if not re.search(r"pytest\.mark\.(journey|services)", path.read_text())]
    assert [path.name for path in unmarked if path != Path(__file__).resolve()] == []


def test_no_test_is_skipped() -> None:
    """What cannot run here belongs to a mark that the Makefile names."""
    words = re.compile(r"mark\.(?:skip|xfail)|pytest\.(?:skip|xfail|importorskip)\(")
    found = [
        name(path)
        for path in (ROOT / "tests").rglob("*.py")
        if path != Path(__file__).resolve() and words.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


# ---- words

# docs/glossary.md says what is said instead.
AVOIDED = r"post-?mortems?|retrospectives?|root[ _-]causes?|action[ _-]items?|notifications?|annotations?"
# Names that others gave: Python's, allauth's, and the W3C's format for comments.
THEIRS = r"from __future__ import annotations|__annotations__|ACCOUNT_EMAIL_NOTIFICATIONS|Web Annotations?\b|/ns/anno|\"Annotation\""

# They look for the words that are avoided, so they hold them.
LOOKING = re.compile(r"^reviews/language_hints/|^tests/reviews/(?:test_language_)?hint")


def avoided(line: str) -> list[str]:
    return re.findall(rf"\b(?:{AVOIDED})\b", re.sub(THEIRS, "", line), re.I)


def test_one_word_for_one_thing() -> None:
    found = [
        f"{name(path)}:{number} {words}"
        for path in files(*KINDS)
        if path != Path(__file__).resolve() and not LOOKING.match(name(path))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (words := avoided(line))
    ]
    assert found == [], "docs/glossary.md has the words of this house"


@pytest.mark.parametrize("line", ["A postmortem", "the root cause", "ACTION ITEM", "unread Notifications"])
def test_avoided_words_are_seen(line: str) -> None:
    assert avoided(line)


def test_nothing_names_a_folder_of_the_machine_it_was_written_on() -> None:
    alien = re.compile(r"(?<![\w.])/(?:work|root|home|tmp)/")
    written = [*files(*KINDS), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.*"), ROOT / "Makefile", ROOT / ".ci/run"]
    found = [
        f"{name(path)}: {match}"
        for path in written
        if path.is_file() and path != Path(__file__).resolve()
        for match in alien.findall(path.read_text(encoding="utf-8"))
    ]
    assert found == []


# ---- settings


def read_settings() -> set[str]:
    code = "".join(path.read_text(encoding="utf-8") for app in APPS for path in (ROOT / app).rglob("*.py"))
    return set(re.findall(r"\benv\.(?:text|flag|number|words|networks|database)\(\s*\"(\w+)\"", code))


def documented_settings() -> set[str]:
    """The first column of the tables of docs/settings.md."""
    return set(re.findall(r"^\| `(\w+)`", text("docs/settings.md"), re.M))


def test_every_setting_is_explained() -> None:
    assert read_settings() - documented_settings() == set()


def test_every_explained_setting_exists() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts").iterdir() if path.is_file())
    elsewhere = set(re.findall(r"\b(DEBRIEF_\w+|POSTGRES_PASSWORD)", scripts + text("docker-compose.yml")))
    assert documented_settings() - read_settings() - elsewhere == set()


# ---- versions, licence, requirements


def test_the_version_is_written_in_one_way() -> None:
    newest = re.findall(r"^## (\d\S*)", text("CHANGELOG.md"), re.M)[0]
    assert tomllib.loads(text("pyproject.toml"))["project"]["version"] == newest


def test_the_licence_is_the_one_that_is_named() -> None:
    assert tomllib.loads(text("pyproject.toml"))["project"]["license"] == "Apache-2.0"
    assert "Apache License\n" in text("LICENSE")
    assert "END OF TERMS AND CONDITIONS" in text("LICENSE")


def wanted(part: str) -> dict[str, str]:
    """The packages that are asked for, in pip's spelling, each with the reason behind it."""
    lines = [line for line in text(f"requirements/{part}.in").splitlines() if line and line[0] not in "#-"]
    pairs = [line.partition("#")[::2] for line in lines]
    return {re.split(r"[\[~=<> ]", package)[0].lower().replace("_", "-"): why.strip() for package, why in pairs}


@pytest.mark.parametrize("part", ["app", "dev"])
def test_every_requirement_says_why_it_is_here(part: str) -> None:
    assert wanted(part)
    assert [package for package, why in wanted(part).items() if len(why) < 8] == []


@pytest.mark.parametrize("part", ["app", "dev"])
def test_what_is_asked_for_is_pinned_with_hashes(part: str) -> None:
    locked = text(f"requirements/{part}.txt")
    pins = re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==\S+ \\\n    --hash=sha256:", locked, re.M)
    assert set(wanted(part)) <= {pin.lower() for pin in pins}, "say `make lock`"
    assert len(pins) == len(re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==", locked, re.M))


def test_what_is_asked_for_with_extras_is_pinned_with_them() -> None:
    """pip would take the newest release of it, of which there is no hash: one fine day nothing can be installed any more."""
    locked = text("requirements/app.txt") + text("requirements/dev.txt")
    pins = dict(re.findall(r"^([\w.-]+)(\[[\w,]+\])?==", locked, re.M))
    asked = [
        (found[1], found[2])
        for package in pins
        for line in requires(package) or []
        if "extra ==" not in line and (found := re.match(r"([\w.-]+)(\[[\w,]+\])", line))
    ]
    assert len(asked) >= 2
    assert [(name, extras) for name, extras in asked if pins[name] != extras] == []


@pytest.mark.parametrize("path", ["app.in", "app.txt", "dev.in", "dev.txt"])
def test_requirements_name_no_address(path: str) -> None:
    written = text(f"requirements/{path}")
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host|file:/|git\+", written) == []


def test_pins_of_both_files_agree() -> None:
    pins = [
        dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", text(f"requirements/{part}.txt"), re.M))
        for part in ("app", "dev")
    ]
    both = pins[0].keys() & pins[1].keys()
    assert both
    assert {package for package in both if pins[0][package] != pins[1][package]} == set()
