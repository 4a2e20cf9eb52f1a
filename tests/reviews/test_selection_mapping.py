"""Over Markdown as people write it, what is selected on the page is found in the source; `make bench-selection` measures more."""

import html
import random
import re

import pytest

from reviews.markdown import Rendered, render

SAMPLES = {
    "emphasis": "It was *not* **the _queue_** itself, `but` ***all*** of __it__; 2 * 3 * 4, snake_case_name and a\\*b.\n",
    "links": "See [the *long* ticket](https://t.example/a_(b) \"it's\"), [ref][1], [1], <https://a.example/?a=b&c=d>,\n"
    "https://bare.example/x_y_z. and ![a graph](/g.png \"g\").\n\n[1]: https://r.example/ 'R'\n",
    "nested lists": "1. one\n2. two *and*\n   - inner **x**\n   - [ ] open\n     1. deep `code`\n\n        more of it\n3) three\n\n* star\n+ plus\n",
    "table": "| when | who & what | cost |\n|:-----|:---:|---:|\n| 14:02 | **page** \\| call | 5 &lt; 6 |\n| 14:05 | `a|b` | [x](/y) |\n",
    "bare table": "when | what\n--- | ---\n14:02 | paged *twice*\n14:05 |\n",
    "quotes": "> **ana** 14:02\n> it hangs\n>> and *hangs*\n>\n> - still\n>   on\n\nlazy\n> end\n",
    "code": "```python\nx = [a](b)  # *no*\n\tif y &lt; 2: pass\n```\n\n    indented *code*\n      deeper\n\n~~~\n```\n~~~\n\n`` a`b `` and `*`.\n",
    "headings": "Set *ext*\n=========\n\nSecond\n------\n\n# One # \n\n### Three: `x` [y](/z) ###\n\n####### seven\n",
    "entities": "5 &lt; 6 &amp;&amp; &copy; 2017 &#8212; &#x1F9EF; &nbsp;x &unknown; AT&T &amp;lt; <b>raw</b> <!-- no -->\n",
    "scripts": "Das Übliche: naïve, 東京で障害が発生。 Сбой в *полночь*; العربية **نص** 🧯🏽 👩‍🚒 é e\u0301 “quoted” – it’s\n",
    "log": "```\n2017-01-31 23:27:01.123 ERROR [pool-1] db1 | rm -rf /var/opt/*/data #1 <nil> **\n  at Foo.bar(Foo.java:42)\n```\n",
    "front matter": "---\ntitle: Gor\nowner: \"#team\"\n---\n\n# After it\n\nText.\n",
    "windows": "# A *b*\r\n\r\nc **d**\r\ne\r\n\r\n- f\r\n- g\r\n\r\n| h | i |\r\n|---|---|\r\n| j | k |\r\n",
    "breaks": "one  \ntwo\\\nthree\n***\nfour\n- - -\nfive\n___\n",
    "again and again": "it went on and on\n\n- it went on and on\n- it went *on* and on\n  - it went on and on\n\nit went on and on.\n",
    "unclosed": "a * b ** c ` d [e (f ]g( h] *i _j **k\n\n**l\n\nm** [n](o p) ~~q~~ <r <s> t>\n",
    "definitions": "Term\n: not a list\n\nA footnote[^1] and a task:\n\n- [x] done\n- [ ] not done\n\n[^1]: The note.\n",
    "blank": "\n\n  \n\tx\n\n\n\n\ny\n   z\n",
}  # fmt: skip
SAMPLES["all of them"] = "\n\n".join(SAMPLES.values())
_WORD = re.compile(r"(?<![\w&#/.@:\\-])[a-z]{3,}(?![\w;/.@:-])", re.I)


def measured(page: Rendered) -> tuple[int, list[str]]:
    """How many characters are to be seen, and those whose place in the source does not show them."""
    seen, missed = 0, []
    for offset, shown in enumerate(page.plain):
        if not shown.isspace():
            seen += 1
            span = page.alignment.source_of(offset)
            typed = page.source[slice(*span)] if span else ""
            if typed != shown and shown not in html.unescape(typed):
                missed.append(shown)
    return seen, missed


def test_at_least_995_of_1000_visible_characters_have_their_place() -> None:
    found = {name: measured(render(text)) for name, text in SAMPLES.items()}
    seen = sum(count for count, _ in found.values())
    missed = {name: "".join(letters) for name, (_, letters) in found.items() if letters}
    assert seen > 1_200
    assert sum(map(len, missed.values())) <= 0.005 * seen, missed


@pytest.mark.parametrize("name", SAMPLES)
def test_a_word_that_stands_nowhere_else_is_found_where_it_was_planted(name: str) -> None:
    """The place is known beforehand, so this sees a character that is mapped to its like elsewhere."""
    source = SAMPLES[name]
    page = render(source)
    for found in _WORD.finditer(source):
        word = "q" + "x" * (len(found.group()) - 2) + "q"
        after = render(source[: found.start()] + word + source[found.end() :])
        if after.plain.count(word) == 1 and after.plain.replace(word, found.group()) == page.plain:
            start = after.plain.index(word)
            assert page.to_source(start, start + len(word)) == found.span(), found.group()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_selection_over_any_blocks_comes_back_as_it_was(name: str) -> None:
    page = render(SAMPLES[name])
    dice = random.Random(name)
    for _ in range(40):
        start = dice.randrange(len(page.plain))
        end = dice.randrange(start, len(page.plain)) + 1
        span = page.to_source(start, end)
        if span:
            quoted = page.quote(*span)
            assert "".join(quoted.split()) in "".join(page.plain.split())
            assert page.to_source(*_rim(page, span)) == span


def _rim(page: Rendered, span: tuple[int, int]) -> tuple[int, int]:
    ranges = page.to_rendered(*span)
    assert ranges
    return ranges[0][0], ranges[-1][1]
