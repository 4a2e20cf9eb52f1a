"""One line of words as an address or a button sends them, past any form. A plain rule, without Django."""


def line(sent: str | None, longest: int) -> str:
    """At most `longest` characters of it, blanks folded; without NUL, which PostgreSQL refuses to be asked about."""
    return " ".join((sent or "").replace("\0", " ")[:longest].split())
