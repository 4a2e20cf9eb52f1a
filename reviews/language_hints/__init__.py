"""Gentle hints about wording that makes learning harder, for the writer alone. Plain rules without Django.

Texts are Markdown source; places are counted in Unicode code points.
"""

from reviews.language_hints.hints import KINDS, Hint, find_hints

__all__ = ["KINDS", "Hint", "find_hints"]
