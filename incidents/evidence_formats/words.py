"""The words of the readers in the language of the installation. Plain rules know no Django, so the app hands over its gettext."""

from collections.abc import Callable

_translate: Callable[[str], str] = str


def speak(translate: Callable[[str], str]) -> None:
    """From now on; until then they speak the language in which they are written."""
    global _translate
    _translate = translate


def _(words: str) -> str:
    """What a person reads. For what is wrong with a file or a row, not for each row of a file: readers must be fast."""
    return _translate(words)
