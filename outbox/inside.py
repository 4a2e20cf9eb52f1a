"""Which network addresses are inside: this machine, its neighbours, and whatever is not one host on the open internet."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# IANA's special-purpose registries (RFC 6890 and what followed), written out because Python's own list has changed between versions.
_SPECIAL = [
    IPv4Network(each)
    for each in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
# Of IPv6 only global unicast is outside, and of that not what carries an IPv4 address (6to4, Teredo) or is for examples.
# Mapped (::ffff:0:0/96) and NAT64 (64:ff9b::/96, 64:ff9b:1::/48) addresses lie outside of 2000::/3 and so are inside.
_UNICAST = IPv6Network("2000::/3")
_SPECIAL_6 = [
    IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]


def networks(words: Iterable[str]) -> list[Network]:
    """ "10.1.2.3" and "10.4.0.0/16" as networks. Raises ValueError for anything else."""
    return [ip_network(word, strict=False) for word in words]


def is_inside(address: str) -> bool:
    """Also true for what is no address at all. A zone ("fe80::1%eth0") never makes an address an outside one."""
    try:
        found = ip_address(address)
    except ValueError:
        return True
    if isinstance(found, IPv4Address):
        return any(found in network for network in _SPECIAL)
    return found not in _UNICAST or any(found in network for network in _SPECIAL_6)


def may_reach(address: str, allowed: Iterable[Network]) -> bool:
    """Whether a connection to this address may be opened: it is outside, or in a network that is allowed by name."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found.version == network.version and found in network for network in allowed) or not is_inside(address)
