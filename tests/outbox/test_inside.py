"""Which addresses are inside, and what the address of a webhook may look like (attacks 36 and 38)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox import inside, targets
from outbox.targets import BadTarget

INSIDE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.8",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "100::1",
    "5f00::1",
    "localhost",
    "",
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_inside_address_is_not_posted_to(address: str) -> None:
    assert inside.is_inside(address)
    assert not inside.may_reach(address, [])


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"]
)
def test_a_host_on_the_open_internet_is(address: str) -> None:
    assert inside.may_reach(address, [])


@given(st.ip_addresses())
def test_what_python_calls_not_global_is_inside(address: object) -> None:
    """Its list and ours are made from the same registries; ours may be stricter, never laxer."""
    if not address.is_global or address.is_multicast:  # type: ignore[attr-defined]
        assert inside.is_inside(str(address))


def test_only_the_network_that_is_allowed_by_name_opens() -> None:
    allowed = inside.networks(["10.4.0.0/16", "fd00::7"])
    assert inside.may_reach("10.4.9.9", allowed)
    assert inside.may_reach("fd00::7", allowed)
    assert not inside.may_reach("10.5.0.1", allowed)
    assert not inside.may_reach("::ffff:10.4.9.9", allowed)
    assert not inside.may_reach("fd00::8", allowed)


REFUSED = {
    "http://hooks.example.org/x": "scheme",
    "file:///etc/passwd": "scheme",
    "gopher://hooks.example.org/": "scheme",
    "//hooks.example.org/": "scheme",
    "https:///x": "host",
    "https://user:pass@hooks.example.org/": "credentials",
    "https://hooks.slack.com@evil.example/": "credentials",
    "https://@hooks.example.org/": "credentials",
    "https://hooks.example.org:25/": "port",
    "https://hooks.example.org:22/": "port",
    "https://hooks.example.org:0/": "port",
    "https://hooks.example.org:6667/": "port",
    "https://hooks.example.org:99999/": "form",
    "https://hooks.example.org/a b": "form",
    "https://hooks.example.org/\r\nX: y": "form",
    "https://hooks.example.org\\@evil.example/": "form",
    "https://hooks.example.org/#part": "form",
    "https://höoks.example.org/": "form",
    "https://0x7f.1/": "host",
    "https://0x7f000001/": "host",
    "https://2130706433/": "host",
    "https://0177.0.0.1/": "host",
    "https://127.1/": "host",
    "https://1.2.3.4./": "host",
    "https://-x.example/": "host",
    "https://[fe80::1%25eth0]/": "host",
    "https://[::1/": "form",
    "https://a..b/": "host",
    "https://example.org/" + "x" * 600: "long",
}


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_is_no_webhooks_is_refused_and_told_why(url: str) -> None:
    with pytest.raises(BadTarget) as refused:
        targets.read(url)
    assert refused.value.why == REFUSED[url]


def test_an_address_is_taken_apart() -> None:
    found = targets.read("https://Chat.Example.org:8443/hooks/abc?x=1&y=2")
    assert (found.host, found.port, found.path) == ("chat.example.org", 8443, "/hooks/abc?x=1&y=2")
    assert found.authority == "chat.example.org:8443"
    assert targets.read("https://[2606:4700::1]/").authority == "[2606:4700::1]"
    assert targets.read("https://example.org").path == "/"
    assert targets.read("http://example.org/", http=True).port == 80


def test_the_mask_tells_two_apart_and_gives_neither_away() -> None:
    url = "https://hooks.slack.com/services/T000/B000/abcdefghijklmnop"
    assert targets.masked(url) == "hooks.slack.com/…mnop"
    assert targets.masked("https://a.example/short") == "a.example/…"
