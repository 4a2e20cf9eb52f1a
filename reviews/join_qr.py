"""The join code as an address and as a QR picture: inline SVG with attributes only, which the Content-Security-Policy lets stand."""

from functools import lru_cache

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe


def address(code: str = "") -> str:
    """With the configured host, whatever the request said (attack 45); without a code the page where one types it."""
    path = reverse("reviews:join_code", args=[code]) if code else reverse("reviews:join")
    return f"{settings.BASE_URL}{path}"


def svg(code: str) -> SafeString:
    return _drawn(address(code)) if code else SafeString("")


@lru_cache(maxsize=64)
def _drawn(text: str) -> SafeString:
    # Dark on light with its quiet border in both themes: cameras do not read it the other way round.
    drawn = segno.make(text, error="m", micro=False).svg_inline(dark="#000", light="#fff", border=3, omitsize=True)
    return mark_safe(drawn)  # noqa: S308 — made by segno of an address of ours
