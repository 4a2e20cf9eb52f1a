"""Reading the frozen bars in a template: their keys are the values as text."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def at(bars: Mapping[str, int], value: str) -> int:
    return bars.get(value, 0)
