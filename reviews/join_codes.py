"""The short code of an open room: six characters that are hard to mistake for one another when read from a screen or heard. A plain rule."""

import secrets

# Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: 23 characters, 148 million codes.
LETTERS = "ACDEFGHJKMNPQRTWXY34679"
LENGTH = 6


def made() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def typed(text: str) -> str:
    """What somebody meant: blanks and hyphens left out, capitals."""
    return "".join(letter for letter in text.upper() if letter.isalnum())
