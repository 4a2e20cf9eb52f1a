"""What a document may show: Markdown as people write it, and nothing that acts."""

import re

import pytest

from reviews.markdown import MAX_CHARACTERS, Heading, TooBig, read_back, render

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<style>*{background:url(//evil.example)}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<form action=//evil.example><input name=password></form>",
    "<a id=csrf name=csrf class=btn href=#>x</a>",
    "<div hx-get=/x hx-trigger=load data-hx-post=/y>x</div>",
    "text {: #csrf .btn onclick=alert(1) hx-get=/x }",
    "# Head {: #csrf hx-get=/x }",
    "{hx-get=/x}",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](  javascript:alert(1) )",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "<javascript://%0aalert(1)>",
    "[x][r]\n\n[r]: javascript:alert(1)",
    '[x](https://a.example "\\" onmouseover=alert(1) x=\\"")',
    "[x](https://a.example/'onmouseover='alert(1))",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](https://a.example/b.png)',
    "![<script>alert(1)</script>](https://a.example/b.png)",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "~~~ {: onclick=alert(1) #csrf .btn }\nx\n~~~",
    "    <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<scr<script>ipt>alert(1)</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp>",
    "<details open ontoggle=alert(1)>",
    "<object data=//evil.example></object><embed src=//evil.example>",
    "<video><source onerror=alert(1)></video>",
    "<a href='jav&#x0A;ascript:alert(1)'>x</a>",
    "|<script>|x|\n|-|-|\n|<img src=x onerror=alert(1)>|[x](javascript:alert(1))|",
    "> <script>alert(1)</script>",
    "- <script>alert(1)</script>",
    "\x02wzxhzdk:0\x03<script>alert(1)</script>",
    "\x02klzzwxh:0000\x03",
    "<https://a.example/<script>alert(1)</script>>",
    "https://a.example/\"onmouseover=alert(1)",
    "{{ settings.SECRET_KEY }} {% debug %}",
]  # fmt: skip
ALLOWED = re.compile(
    r"</?(?:h[2-6]|p|br|hr|blockquote|pre|code|[uo]l|li|em|strong|a|table|thead|tbody|tr|t[hd])"
    r'(?: (?:href="(?:https?:|mailto:|/|#)[^"<>]*"|title="[^"]*"|rel="noopener noreferrer nofollow"'
    r'|id="h-[\w-]+"|start="\d+"|align="(?:left|center|right)"))*>'
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_person_types_never_acts(text: str) -> None:
    html = render(text).html
    left = ALLOWED.sub("", html)
    assert "<" not in left
    assert ">" not in left


def test_raw_html_is_shown_as_typed() -> None:
    assert render("so <b>bold</b> <!-- why -->").plain == "so <b>bold</b> <!-- why -->"


def test_a_link_says_nothing_about_where_it_came_from() -> None:
    assert render("[x](https://a.example)").html == (
        '<p><a href="https://a.example" rel="noopener noreferrer nofollow">x</a></p>'
    )


def test_a_picture_elsewhere_is_a_link_with_its_words() -> None:
    html = render("![The graph](https://a.example/g.png) ![](https://a.example/h.png)").html
    assert "<img" not in html
    assert ">The graph</a>" in html
    assert ">h.png</a>" in html


def test_an_address_typed_bare_is_a_link_without_its_full_stop() -> None:
    html = render("see https://a.example/x_y_z (and https://b.example/c). `https://d.example`").html
    assert re.findall(r'href="([^"]+)"', html) == ["https://a.example/x_y_z", "https://b.example/c"]


def test_headings_sink_below_the_title_of_the_page_and_can_be_linked_to() -> None:
    page = render("# What happened\n\ntext\n\n## What happened\n\n###### Größe & `code`")
    assert page.headings == (
        Heading(2, "h-what-happened", "What happened"),
        Heading(3, "h-what-happened-2", "What happened"),
        Heading(6, "h-größe-code", "Größe & code"),
    )
    assert '<h2 id="h-what-happened">' in page.html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Impact:\n- a\n- b", "<p>Impact:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("- a\n  - b\n- c", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>"),
        ("1. a\n   - b", "<ol>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>"),
        ("- a\n1. b", "<ul>\n<li>a</li>\n</ul>\n<ol>\n<li>b</li>\n</ol>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("- a\n  ```\n  x\n    y\n  ```", "<ul>\n<li>a<pre><code>x\n  y\n</code></pre>\n</li>\n</ul>"),
        ("at 14:02 we\n2019. was not a list", "<p>at 14:02 we\n2019. was not a list</p>"),
        ("- a\n\n> said", "<ul>\n<li>a</li>\n</ul>\n<blockquote>\n<p>said</p>\n</blockquote>"),
        ("> why\n> - a", "<blockquote>\n<p>why</p>\n<ul>\n<li>a</li>\n</ul>\n</blockquote>"),
        ("```\n- a\n# b\n|c|", "<pre><code>- a\n# b\n|c|\n</code></pre>"),
        ("Head\n---\ntext\n\n---", '<h3 id="h-head">Head</h3>\n<p>text</p>\n<hr>'),
    ],
)
def test_people_write_lists_and_fences_as_they_know_them(text: str, html: str) -> None:
    squeeze = re.compile(r"\n(?=<(?:ul|ol))")
    assert squeeze.sub("", render(text).html) == squeeze.sub("", html)


def test_a_table_follows_its_sentence_without_a_blank_line() -> None:
    html = render("Times:\n|when|what|\n|:-|-:|\n|14:02|page|").html
    assert "<p>Times:</p>" in html
    assert '<td align="right">page</td>' in html


def test_a_long_document_and_a_pasted_log_pass() -> None:
    words = "\n\n".join("At 14:02 the *first* page [went](https://a.example) out to `api`. " * 12 for _ in range(140))
    log = "\n".join(f'[2026-01-01 10:{i % 60:02}] [INFO] a_b* "GET /x?<{i}>" `ok` [12ms' for i in range(1800))
    page = render(f"{words}\n\n```\n{log}\n```\n\n{log}")
    assert len(words.split()) > 14_000
    assert page.html.count("<a ") == 12 * 140
    assert page.plain.count("[12ms") == 3600


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a" * (MAX_CHARACTERS + 1), "characters"),
        ("> " * 10_000 + "x", "nesting"),
        ("- " * 5_000 + "x", "nesting"),
        ("1. " * 5_000 + "x", "nesting"),
        ("- a\n" * 20_000, "blocks"),
        ("a\r\n\r\n" * 20_000, "blocks"),
        ("#\n" * 20_000, "blocks"),
        ("a\n=\n" * 20_000, "blocks"),
        ("```\n" * 20_000, "fences"),
        ("<" * 200_000, "escapes"),
        ("|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|1\n" * 4_000, "cells"),
    ],
)
def test_what_would_take_too_long_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(TooBig) as refusal:
        render(text)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "*_" * 100_000, "![" * 20_000, " ".join(["http://a"] * 20_000), "`a" * 50_000]
)
def test_a_tangle_is_shown_as_typed(text: str) -> None:
    assert render(text).html == f"<p>{text}</p>"


def test_lists_nested_beyond_reason_stay_readable() -> None:
    html = render("\n".join("  " * depth + "- x" for depth in range(200))).html
    assert html.count("<li>") == 200


def test_what_was_stored_reads_back_the_same() -> None:
    page = render("# A\n\nb *c* &amp; d\n\n- e")
    assert read_back(page.source, page.html) == page
