"""Stencils and cards: a template cut once shows what the template itself would show, whatever somebody typed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Engine
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.moments import Moments
from accounts.templatetags.face import moment, until
from reviews.stencil import Stencil


def stencil(text: str, **more: object) -> Stencil:
    return Stencil(Engine().from_string(text), Context(more))


def test_what_somebody_typed_is_escaped_and_html_of_the_renderer_is_not() -> None:
    made = stencil('<li title="{{ row.who }}">{{ row.who }} {{ row.html }} {{ row.key }}</li>')
    filled = made.fill((), {"who": "\"Ann\" <b> & 'Bo'", "html": SafeString("<p>x</p>"), "key": 7})
    who = "&quot;Ann&quot; &lt;b&gt; &amp; &#x27;Bo&#x27;"
    assert filled == f'<li title="{who}">{who} <p>x</p> 7</li>'


def test_per_cent_signs_and_braces_in_template_and_values_stay_what_they_are() -> None:
    made = stencil('100 % of {{ row.what }}, %s and %(name)s: <a href="?q=%C3%A9">x</a>')
    assert made.fill((), {"what": "{{ row.other }} %s %d"}) == (
        '100 % of {{ row.other }} %s %d, %s and %(name)s: <a href="?q=%C3%A9">x</a>'
    )


def test_each_set_of_states_has_its_own_cut_and_values_never_leak_between_rows() -> None:
    made = stencil("{{ row.a }}{% if state.more %} and {{ row.b }}{% endif %}")
    assert made.fill((), {"a": "one"}) == "one"
    assert made.fill(("more",), {"a": "one", "b": "two"}) == "one and two"
    assert made.fill(("more",), {"a": "three", "b": ""}) == "three and "
    assert made.fill((), {"a": "four"}) == "four"


def test_a_value_that_is_missing_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(KeyError):
        stencil("{{ row.who }}").fill((), {})


def test_text_in_the_page_context_that_looks_like_a_row_or_a_tag_is_left_alone() -> None:
    made = stencil("<textarea>{{ typed }}</textarea>\n\n  <p>{{ row.a }}</p>", typed="  {{ row.a }} 100%\n\n   <b>")
    assert made.fill((), {"a": "x"}) == ("<textarea>  {{ row.a }} 100%\n\n   &lt;b&gt;</textarea> <p>x</p>")


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"])
def test_moments_read_as_the_filters_of_every_page(zone: str) -> None:
    begin = datetime(2026, 10, 24, 21, 30, tzinfo=UTC)  # over the end of summer time
    with timezone.override(zone):
        moments = Moments()
        for hours in range(12):
            at = begin + timedelta(hours=hours)
            assert moments.written(at) == (timezone.localtime(at).isoformat(), moment(at))
        for seconds in (10, 75, 100, 5_300, 5_500, 7_300, 170_000, 175_000, 10**7):  # far from where the words change
            for at in (moments.now - timedelta(seconds=seconds), moments.now + timedelta(seconds=seconds)):
                assert moments.until(at) == until(at)


FORM = "{% csrf_token %}<b>{{ row.a }}</b>{% if typed %}{{ typed }}{% endif %}"


def test_pages_alike_share_their_cuts_but_never_the_token_of_their_forms() -> None:
    template = Engine().from_string(FORM)
    first = Stencil(template, Context({"csrf_token": "of-ana"}), (1,)).fill((), {"a": "x"})
    second = Stencil(template, Context({"csrf_token": "of-ben"}), (1,)).fill((), {"a": "y"})
    assert 'value="of-ana"><b>x</b>' in first
    assert 'value="of-ben"><b>y</b>' in second
    assert "of-ana" not in second


def test_a_page_of_its_own_shares_nothing() -> None:
    template = Engine().from_string(FORM)
    for typed in ("mine", "yours"):
        assert Stencil(template, Context({"typed": typed})).fill((), {"a": ""}).endswith(f"<b></b>{typed}")
