"""Every address of the installation says who may open it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        else:
            yield path, pattern.callback


def test_every_view_carries_an_access_rule() -> None:
    found = dict(addresses(get_resolver().url_patterns))
    assert len(found) > 20
    without = [path for path, view in found.items() if not getattr(view, "access_rule", "")]
    assert not without, f"add a rule of accounts.access to the views behind {without}"


def test_what_is_public_says_why() -> None:
    for path, view in addresses(get_resolver().url_patterns):
        rule = str(getattr(view, "access_rule", ""))
        if rule.startswith("public"):
            assert len(rule.removeprefix("public:").strip()) > 10, path
