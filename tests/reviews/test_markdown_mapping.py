"""A selection on the page is found in the source, and a passage of the source on the page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.markdown import Rendered, render

DOCUMENT = """# When the *queue* grew

At **14:02** the first page went out & nobody [saw it](https://wiki.example/saw_it "saw it"). See [the ticket][t] \\
or <https://a.example/x>, `a_b*c`, a\\*b, 5 &lt; 6 &copy; and ![the graph](https://g.example/graph.png).

- it went on 🧯 and on
  - and on &ndash; said Ana
1. one
2. two

> We *trusted* the alert.
> It was quiet.

| when | what |
|------|:----:|
| 14:02 | page \\| call |
| 14:05 | page |

```python
x = [a](b)  # it went on
    y = "&lt;"
```

\tindented *code*

Setext it
---------

It went on and on, it went on.

[t]: https://t.example/1 "the ticket"
"""


def chosen(page: Rendered, quote: str, nth: int = 0) -> str | None:
    """The source of the nth place where the page shows the quote."""
    start = -1
    for _ in range(nth + 1):
        start = page.plain.index(quote, start + 1)
    span = page.to_source(start, start + len(quote))
    return page.source[slice(*span)] if span else None


@pytest.fixture(scope="module")
def page() -> Rendered:
    return render(DOCUMENT)


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("queue", "queue"),
        ("When the queue grew", "When the *queue* grew"),
        ("14:02 the", "14:02** the"),
        ("saw it", "saw it"),
        ("nobody saw it. See", 'nobody [saw it](https://wiki.example/saw_it "saw it"). See'),
        ("the ticket", "the ticket"),
        ("https://a.example/x", "https://a.example/x"),
        ("a_b*c", "a_b*c"),
        ("a*b", "a\\*b"),
        ("5 < 6 ©", "5 &lt; 6 &copy;"),
        ("the graph", "the graph"),
        ("on 🧯 and on\n", "on 🧯 and on"),
        ("on – said", "on &ndash; said"),
        ("We trusted the alert.\nIt was", "We *trusted* the alert.\n> It was"),
        ("page | call", "page \\| call"),
        ("x = [a](b)", "x = [a](b)"),
        ('"&lt;"', '"&lt;"'),
        ("indented *code*", "indented *code*"),
        ("Setext it", "Setext it"),
    ],
)
def test_words_chosen_on_the_page_are_found_in_the_source(page: Rendered, quote: str, source: str) -> None:
    assert chosen(page, quote) == source


def test_the_right_one_of_many_alike_is_found(page: Rendered) -> None:
    places = [page.plain.index("it went on")]
    while (following := page.plain.find("it went on", places[-1] + 1)) >= 0:
        places.append(following)
    starts = [page.to_source(place, place + 10) for place in places]
    wanted, at = [], -1
    while (at := DOCUMENT.find("it went on", at + 1)) >= 0:
        wanted.append((at, at + 10))
    assert starts == wanted


def test_a_selection_across_blocks_spans_them(page: Rendered) -> None:
    assert chosen(page, page.plain[page.plain.index("two") : page.plain.index(" trusted")]) == "two\n\n> We"


def test_a_passage_of_the_source_is_shown_as_one_range_a_block(page: Rendered) -> None:
    start, end = DOCUMENT.index("2. two"), DOCUMENT.index(" the alert")
    ranges = page.to_rendered(start, end)
    assert ranges is not None
    assert [page.plain[a:b] for a, b in ranges] == ["two", "We trusted"]
    assert page.quote(start, end) == "two\nWe trusted"


def test_table_cells_are_ranges_of_their_own(page: Rendered) -> None:
    start = DOCUMENT.index("| 14:05 |")
    assert page.quote(start, DOCUMENT.index("\n", start)) == "14:05\npage"


def test_what_is_not_shown_has_no_place_on_the_page(page: Rendered) -> None:
    start = DOCUMENT.index("https://t.example")
    assert page.to_rendered(start, start + 10) is None
    assert page.quote(start, start + 10) == ""
    gap = page.plain.index("two") + 3
    assert page.to_source(gap, gap + 1) is None


def test_windows_line_ends_count_as_the_browser_never_sees_them() -> None:
    page = render("# A b\r\n\r\nc d\r\ne *f*\r\n\r\n- g\r\n- h\r\n")
    assert chosen(page, "d\ne f") == "d\r\ne *f"
    assert chosen(page, "h") == "h"
    assert page.quote(0, len(page.source)) == "A b\nc d\ne f\ng\nh"


def test_entities_in_a_row_are_counted_one_by_one() -> None:
    page = render("a &amp;&amp;&lt;b&gt;& c&amp;")
    assert page.plain == "a &&<b>& c&"
    assert [chosen(page, quote) for quote in ("&", "<b>", "& c", "c&")] == ["&amp;", "&lt;b&gt;", "& c", "c&amp;"]
    assert page.to_rendered(2, 7) == [(2, 3)]


def test_offsets_beyond_the_text_are_harmless(page: Rendered) -> None:
    assert page.to_source(-5, 10**6) == (DOCUMENT.index("When"), DOCUMENT.index("\n\n[t]:"))
    assert page.to_source(9, 3) is None
    assert page.to_rendered(10**6, 10**6 + 1) is None


WORDS = st.sampled_from(["alpha", "beta", "gamma", "a", "1", "über", "🧯", "it", "don't", "x_y", "5%", "—", "a.b"])
PLAIN = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
INLINE = st.one_of(
    PLAIN,
    PLAIN.map("*{}*".format),
    PLAIN.map("**{}**".format),
    PLAIN.map("`{}`".format),
    st.tuples(PLAIN, st.sampled_from(["https://a.example/alpha", "/beta_it", "#h-a"])).map("[{0[0]}]({0[1]})".format),
    PLAIN.map("&lt;{}&gt;".format),
    PLAIN.map("\\*{}\\*".format),
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)
BLOCK = st.one_of(
    LINE,
    LINE.map("## {}".format),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"> {line}" for line in lines)),
    st.lists(PLAIN, min_size=1, max_size=3).map(lambda lines: "```\n" + "\n".join(lines) + "\n```"),
    st.lists(PLAIN, min_size=2, max_size=2).map(lambda c: f"|{c[0]}|{c[1]}|\n|-|-|\n|{c[1]}|{c[0]}|"),
)
DOCUMENTS = st.tuples(st.lists(BLOCK, min_size=1, max_size=6), st.sampled_from(["\n\n", "\r\n\r\n"])).map(
    lambda parts: parts[1].join(parts[0])
)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_every_visible_character_has_its_place(source: str) -> None:
    page = render(source)
    for offset, letter in enumerate(page.plain):
        if not letter.isspace():
            span = page.alignment.source_of(offset)
            assert span is not None
            assert source[slice(*span)] in (letter, {"<": "&lt;", ">": "&gt;"}.get(letter))


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, st.data())
def test_there_and_back_is_the_same_selection(source: str, data: st.DataObject) -> None:
    page = render(source)
    start = data.draw(st.integers(0, len(page.plain)))
    end = data.draw(st.integers(start, len(page.plain)))
    span = page.to_source(start, end)
    quote = page.plain[start:end].split()
    if span is None:
        assert not quote
    else:
        assert 0 <= span[0] < span[1] <= len(source)
        assert page.quote(*span).split() == quote


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab12 *_`[]()<>#&|\\-+.!:\n\t\r\"'~=>🧯\x00\x02\x03\x0b\u2028", max_size=80))
def test_any_text_gets_a_page_and_a_rising_mapping(source: str) -> None:
    page = render(source)
    spans = [span for offset in range(len(page.plain)) if (span := page.alignment.source_of(offset))]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(source) for start, end in spans)
    for start, end in spans:
        assert page.alignment.rendered_within(start, end)
