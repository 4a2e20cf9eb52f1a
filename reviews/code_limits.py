"""How often somebody may try a join code in vain: counted by account, or by address and for everyone together (attack 61)."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from allauth.account.adapter import get_adapter
from django.core.cache import cache

from accounts.models import User
from accounts.requests import Request
from accounts.tallies import one_more

WITHIN = 300  # seconds
BY_ACCOUNT, BY_ADDRESS = 20, 40
# Of those signed out together. With 148 million codes and five open rooms it would take them months to meet one.
TOGETHER = 1000


def _counted(request: Request) -> dict[str, int]:
    """What this request is counted under, with how many misses it may have. Whoever is signed in is not hindered by strangers."""
    if isinstance(request.user, User):
        return {f"join-codes:account:{request.user.pk}": BY_ACCOUNT}
    return {f"join-codes:address:{_address(request)}": BY_ADDRESS, "join-codes:together": TOGETHER}


def _address(request: Request) -> str:
    """By the trusted proxy's word where there is one; an IPv6 line counts as one, because each has very many addresses."""
    told = str(get_adapter(request).get_client_ip(request))
    try:
        found = ip_address(told)
    except ValueError:
        return told
    return str(IPv6Network((found, 64), strict=False)) if isinstance(found, IPv6Address) else told


def over(request: Request) -> bool:
    return any(cache.get(key, 0) >= most for key, most in _counted(request).items())


def missed(request: Request) -> None:
    for key in _counted(request):
        one_more(key, WITHIN)
