"""Blanks what is not the writer's own prose: quotes, code, addresses, comments, quoted blocks. Lengths stay as they were."""

import re

# One private character a place: it is no word, and it keeps "said §, and" one sentence.
ASIDE = "\ue000"

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_COMMENT_END = "-->"
_TICKS = re.compile(r"`+")
_ADDRESS = re.compile(
    r"(?<=\])\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)"
    r"|^ {0,3}\[[^\]\n]{1,200}\]:[^\n]*$|<(?:https?|mailto):[^>\s]*>|\bhttps?://[^\s<>)\]]+|\bwww\.[^\s<>)\]]+",
    re.MULTILINE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
_QUOTED_LINE = re.compile(r"^[ \t]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?>[^\n]*$", re.MULTILINE)
_INDENTED = re.compile(r"(?:(?<=\n\n)|\A)(?:(?: {4}|\t)(?![ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])[^\n]*\n?)+")
_QUOTES = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", "‟": "”"}
_LONGEST_QUOTE = 4000
_WORD_BEFORE = re.compile(r"\w")
_ELEMENTS = ("blockquote", "q", "code", "pre", "kbd", "samp")
_HTML_QUOTE = re.compile(rf"<({'|'.join(_ELEMENTS)})\b", re.IGNORECASE | re.ASCII)
_HTML_END = {name: re.compile(f"</{name}>", re.IGNORECASE | re.ASCII) for name in _ELEMENTS}


def own_words(text: str) -> str:
    """The text with everything that is not the writer's own prose replaced by ASIDE, line ends kept."""
    for blank in (_fences, _comments, _code, _elements, _lines, _quotes):
        text = blank(text)
    return text


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in spans:
        if start < at:
            continue
        parts += [text[at:start], re.sub(r"[^\n]", ASIDE, text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _fences(text: str) -> str:
    spans, opened = [], None
    for found in _FENCE.finditer(text):
        mark = found[1]
        if opened is None:
            opened = (found.start(), mark)
        elif mark[0] == opened[1][0] and len(mark) >= len(opened[1]) and not found[0].strip().strip(mark[0]):
            spans.append((opened[0], found.end()))
            opened = None
    if opened is not None:
        spans.append((opened[0], len(text)))
    return _blank(text, spans)


def _comments(text: str) -> str:
    spans, at = [], text.find("<!--")
    while at >= 0:
        end = text.find(_COMMENT_END, at)
        end = len(text) if end < 0 else end + len(_COMMENT_END)
        spans.append((at, end))
        at = text.find("<!--", end)
    return _blank(text, spans)


def _code(text: str) -> str:
    """Code spans: the next run of as many ticks in the same paragraph ends one."""
    runs = list(_TICKS.finditer(text))
    closing: dict[int, int] = {}
    ends: list[int | None] = [None] * len(runs)
    for place in range(len(runs) - 1, -1, -1):
        length = len(runs[place][0])
        ends[place] = closing.get(length)
        closing[length] = place
    spans, at = [], 0
    for place, run in enumerate(runs):
        other = ends[place]
        if run.start() < at or other is None or "\n\n" in text[run.end() : min(runs[other].start(), run.end() + 5000)]:
            continue
        at = runs[other].end()
        spans.append((run.start(), at))
    return _blank(text, spans)


def _elements(text: str) -> str:
    """Elements of quoted speech and code, then what is left of tags and addresses."""
    spans = []
    for found in _HTML_QUOTE.finditer(text):
        end = _HTML_END[found[1].lower()].search(text, found.end(), found.end() + _LONGEST_QUOTE)
        if end:
            spans.append((found.start(), end.end()))
    text = _blank(text, spans)
    text = _blank(text, [found.span() for found in _ADDRESS.finditer(text)])
    return _blank(text, [found.span() for found in _TAG.finditer(text)])


def _lines(text: str) -> str:
    """Quoted blocks with the lazy lines that go on with them, and code by indentation."""
    lines, quoted = [], False
    for line in text.split("\n"):
        quoted = bool(_QUOTED_LINE.match(line)) or (quoted and bool(line.strip()))
        lines.append(ASIDE * len(line) if quoted else line)
    text = "\n".join(lines)
    return _blank(text, [found.span() for found in _INDENTED.finditer(text)])


def _quotes(text: str) -> str:
    """Speech in quotation marks of any style; a straight one may close with the same mark in its paragraph."""
    spans, at, start = [], 0, 0
    for block in re.split(r"(\n[ \t]*\n)", text):
        for where, mark in ((where, mark) for where, mark in enumerate(block) if mark in "“„«»‹「『‟\"'‘"):
            if start + where < at:
                continue
            end = _closing(block, where, mark)
            if end is not None:
                at = start + end + 1
                spans.append((start + where, at))
        start += len(block)
    return _blank(text, spans)


def _closing(block: str, where: int, mark: str) -> int | None:
    opens = where == 0 or not _WORD_BEFORE.match(block[where - 1])
    if not opens:
        return None
    limit = min(len(block), where + _LONGEST_QUOTE)
    if mark in "'‘":
        return _single(block, where, "'" if mark == "'" else "’", limit)
    ends = [found for close in _QUOTES.get(mark, mark) if (found := block.find(close, where + 1, limit)) >= 0]
    return min(ends, default=None)


def _single(block: str, where: int, close: str, limit: int) -> int | None:
    """The end of a quote in single marks: one after a word or a stop and before none, for it is an apostrophe too."""
    limit = min(limit, where + 600)
    if where + 1 >= len(block) or block[where + 1].isspace():
        return None
    end = block.find(close, where + 1, limit)
    while end >= 0:
        after = block[end + 1 : end + 2]
        if not block[end - 1].isspace() and not (after and (after.isalnum() or after == "_")):
            return end
        end = block.find(close, end + 1, limit)
    return None
