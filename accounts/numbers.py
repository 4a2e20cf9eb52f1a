"""Whole numbers as pages send them. A plain rule, without Django."""

from typing import TypeVar

Otherwise = TypeVar("Otherwise")
MOST_DIGITS = 18  # fits every key of the database


def whole(sent: object, otherwise: Otherwise) -> int | Otherwise:
    """The number that `sent` writes in the digits 0 to 9; `otherwise` for all else: "²", "-1", a thousand digits, nothing."""
    if isinstance(sent, str) and sent.isascii() and sent.isdigit() and len(sent) <= MOST_DIGITS:
        return int(sent)
    return otherwise
