"""How often something happened within some time, counted in the cache."""

from django.core.cache import cache


def one_more(key: str, seconds: int) -> int:
    """How often it happened, this time included, in the `seconds` that began with the first time."""
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out, or the cache was emptied, between the two lines
        cache.set(key, 1, seconds)
        return 1
