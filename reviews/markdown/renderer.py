"""Renders untrusted Markdown: no raw HTML, no attribute lists, then an explicit allow-list of what may remain."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from reviews.markdown.limits import Budget, TooBig, check
from reviews.markdown.lists import shape
from reviews.markdown.result import Rendered, read_back

HEADING_ID_PREFIX = "h-"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

TAGS = {
    *HEADINGS, "p", "br", "hr", "blockquote", "pre", "code", "ul", "ol", "li", "em", "strong", "a",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, **{heading: {"id"} for heading in HEADINGS}}
ALIGNMENTS = {cell: {"align": {"left", "center", "right"}} for cell in ("th", "td")}
SCHEMES = {"http", "https", "mailto"}

_BARE_URL = r"(?<![\w/(\[<\"'=])https?://[^\s<>\[\]`\"'|]+"
_TRAILING = re.compile(r"[.,;:!?*_~)]+$")
_STASHED = re.compile("\x02.*?\x03")
_UNSEEN = re.compile("[\x00\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")


def render(text: str) -> Rendered:
    """Safe HTML of a Markdown text, with its plain text and the mapping between the two.

    Headings sink by one level, because a page has its own h1. Images become links that carry the alternative text.
    Raises TooBig for what would take longer than about half a second.
    """
    check(text)
    reader = markdown.Markdown(
        extensions=[FencedCodeExtension(), TableExtension(use_align_attribute=True), SaneListExtension(), _House()],
        output_format="html",
    )
    try:
        # One code point for one: the parser would take some of these for line ends, and drop others.
        dirty = reader.convert(_UNSEEN.sub(" ", text))
    except RecursionError as error:
        raise TooBig("nesting", 0) from error
    return read_back(text, clean(dirty))


def clean(
    html: str,
    *,
    tags: set[str] = TAGS,
    attributes: dict[str, set[str]] = ATTRIBUTES,
    classes: dict[str, set[str]] | None = None,
) -> str:
    """Only allowed tags, attributes, classes and addresses; what is left reads the same in every parser."""
    cleaned: str = nh3.clean(
        html,
        tags=tags,
        attributes=attributes,
        allowed_classes=classes,
        tag_attribute_values=ALIGNMENTS,
        url_schemes=SCHEMES,
        url_relative=_own_address,
        link_rel="noopener noreferrer nofollow",
    )
    return cleaned.replace("\r", "\n")


def _own_address(url: str) -> str | None:
    """Relative addresses lead nowhere from a stored page; those of this site and of this page do."""
    return url if url.startswith(("/", "#")) else None


class _House(Extension):
    """What this house changes in Python-Markdown."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_Shape(md), "shape", 28)
        md.inlinePatterns.register(_BareAddress(_BARE_URL, md), "bare_address", 115)
        md.treeprocessors.register(_Calm(md), "calm", 25)
        md.treeprocessors.register(_Headings(md), "headings", 15)
        md.treeprocessors.register(_Images(md), "images", 15)


class _Shape(Preprocessor):
    """See reviews.markdown.lists."""

    def run(self, lines: list[str]) -> list[str]:
        return shape(lines)


class _Calm(Treeprocessor):
    """A passage too tangled to read within the budget is shown as typed."""

    def run(self, root: ElementTree.Element) -> None:
        budget = Budget()
        for element in root.iter():
            if element.text and not isinstance(element.text, AtomicString) and not budget.spend(element.text):
                element.text = AtomicString(element.text)
            if element.tail and element.tail.strip() and not budget.spend(element.tail):
                element.tail = AtomicString(element.tail)


class _BareAddress(InlineProcessor):
    """An address typed without brackets is a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        address = m[0]
        while (rim := _TRAILING.search(address)) and not (rim[0] == ")" and address.count("(") == address.count(")")):
            address = address[: rim.start()]
        link = ElementTree.Element("a", {"href": address})
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)


class _Headings(Treeprocessor):
    """One level down, and an id of their own to link to."""

    def run(self, root: ElementTree.Element) -> None:
        taken: set[str] = set()
        for element in root.iter():
            if element.tag in HEADINGS:
                element.tag = f"h{min(6, int(element.tag[1]) + 1)}"
                element.set("id", _unique(slug("".join(element.itertext())), taken))


class _Images(Treeprocessor):
    """A picture elsewhere tells its host who reads what, so it is a link and nobody fetches it unasked."""

    def run(self, root: ElementTree.Element) -> None:
        for parent in list(root.iter()):
            inside_link = parent.tag == "a"
            for image in parent.findall("img"):
                address = image.get("src", "")
                image.text = image.get("alt") or urlsplit_name(address) or "image"
                image.tag = "em" if inside_link else "a"
                image.attrib.clear()
                if not inside_link:
                    image.set("href", address)


def urlsplit_name(address: str) -> str:
    """The last part of an address that a person can read: its file name, else its host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.path.rstrip("/").rsplit("/", 1)[-1] or parts.netloc


def slug(heading: str) -> str:
    """A heading as a word for an address: letters and digits of any script, joined by hyphens."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", _STASHED.sub("", heading)).lower())
    return HEADING_ID_PREFIX + ("-".join(words)[:60] or "section")


def _unique(wanted: str, taken: set[str]) -> str:
    for candidate in _candidates(wanted, len(taken)):
        if candidate not in taken:
            taken.add(candidate)
            return candidate
    raise AssertionError("there are more candidates than taken ids")


def _candidates(wanted: str, count: int) -> Iterator[str]:
    yield wanted
    # Starting at the count keeps a thousand equal headings linear.
    yield from (f"{wanted}-{number}" for number in range(count + 1, 2 * count + 3))
