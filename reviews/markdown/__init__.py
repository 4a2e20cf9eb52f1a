"""Untrusted Markdown to safe HTML, and the way back from a place on the page to the place in the source.

Plain rules without Django. Offsets are Unicode code points, ends exclusive.
"""

from reviews.markdown.limits import MAX_CHARACTERS, TooBig
from reviews.markdown.renderer import render
from reviews.markdown.result import Heading, Rendered, read_back

__all__ = ["MAX_CHARACTERS", "Heading", "Rendered", "TooBig", "read_back", "render"]
