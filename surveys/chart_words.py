"""What the charts say in words: titles of figures, labels of marks, for page, table and CSV alike."""

from dataclasses import replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.templatetags.face import day
from surveys import charts, measures

Text = str | Promise

# By the measure: its title; what it says; the words of the part, and of the whole or of what it is divided by.
WORDS: dict[str, tuple[Text, Text, Text, Text]] = {
    measures.RESPONSE: (
        gettext_lazy("Answered the survey"),
        gettext_lazy("Of those who were there and asked. Surveys that wait for others are not in it yet."),
        gettext_lazy("answered"),
        gettext_lazy("asked"),
    ),
    measures.PEOPLE: (
        gettext_lazy("People in the room"),
        gettext_lazy("Everybody who came, of those who were invited or came."),
        gettext_lazy("came"),
        gettext_lazy("invited or came"),
    ),
    measures.MINUTES: (
        gettext_lazy("Minutes in the room"),
        gettext_lazy("How long a person stayed, on average."),
        gettext_lazy("minutes of all together"),
        gettext_lazy("people who came"),
    ),
    measures.FOR_A_PART: (
        gettext_lazy("Came for a part"),
        gettext_lazy("People who had said that they come for some of the agenda."),
        gettext_lazy("came for a part"),
        gettext_lazy("came"),
    ),
    measures.NEW: (
        gettext_lazy("There for the first time"),
        gettext_lazy("The others had been at a meeting before."),
        gettext_lazy("new"),
        gettext_lazy("came"),
    ),
    measures.TO_MEETING: (
        gettext_lazy("Days from incident to meeting"),
        gettext_lazy("From when it was noticed."),
        gettext_lazy("days of all together"),
        gettext_lazy("meetings"),
    ),
    measures.TO_REPORT: (
        gettext_lazy("Days from incident to report"),
        gettext_lazy("From when it was noticed to the day on which the report was out."),
        gettext_lazy("days of all together"),
        gettext_lazy("reports"),
    ),
    measures.PROMISE: (
        gettext_lazy("The document 24 hours ahead"),
        gettext_lazy("Meetings before which it had reached everybody in time."),
        gettext_lazy("kept"),
        gettext_lazy("meetings with a document"),
    ),
    measures.SIGN_OFFS: (
        gettext_lazy("Sign-offs"),
        gettext_lazy("Passages and events about somebody that they checked themselves."),
        gettext_lazy("checked"),
        gettext_lazy("asked about"),
    ),
    measures.PARTS: (
        gettext_lazy("Parts in the room"),
        gettext_lazy("Parts that people had in the incident, such as support or on call, of which somebody came."),
        gettext_lazy("in the room"),
        gettext_lazy("in the incident"),
    ),
    measures.POINTS: (
        gettext_lazy("Talking points"),
        gettext_lazy("Discussed, of those that were offered."),
        gettext_lazy("discussed"),
        gettext_lazy("offered"),
    ),
    measures.FOLLOW_UPS: (
        gettext_lazy("Follow-ups"),
        gettext_lazy("Come to an end, done or chosen not to, of those that were agreed."),
        gettext_lazy("came to an end"),
        gettext_lazy("agreed"),
    ),
}


def number(value: float) -> str:
    """Without a fraction where there is none."""
    return f"{value:.1f}".removesuffix(".0")


class Weeks:
    """The words for spans of weeks on one page; a page names each of them a dozen times."""

    def __init__(self, step: int) -> None:
        self.step = step
        self.known: dict[tuple[date, date], str] = {}

    def named(self, first: date, last: date) -> str:
        if (first, last) not in self.known:
            self.known[first, last] = self._named(first, last)
        return self.known[first, last]

    def _named(self, first: date, last: date) -> str:
        if first != last:
            return _("weeks of %(first)s to %(last)s") % {"first": day(first), "last": day(last)}
        if self.step > 1:
            return _("%(weeks)s weeks from %(first)s") % {"weeks": self.step, "first": day(first)}
        return _("week of %(week)s") % {"week": day(first)}


def answers(n: int) -> str:
    return ngettext("%(n)s answer", "%(n)s answers", n) % {"n": n}


def value(dot: charts.Dot) -> str:
    return _("about %(value).1f") % {"value": dot.value} if dot.about else f"{dot.value:.1f}"


def with_words(dots: list[charts.Dot], weeks: Weeks) -> list[charts.Dot]:
    """Dots that say what they are."""
    return [
        replace(dot, weeks=weeks.named(dot.first, dot.last), told=value(dot), label=f"{value(dot)} · {answers(dot.n)}")
        for dot in dots
    ]


def pairs_with_words(measure: measures.Measure, pairs: list[charts.Pair], weeks: Weeks) -> list[charts.Pair]:
    return [replace(pair, weeks=weeks.named(pair.week, pair.week), label=_label(measure, pair)) for pair in pairs]


def _label(measure: measures.Measure, pair: charts.Pair) -> str:
    if measure.kind == measures.MEAN:
        return _("%(value)s on average of %(n)s") % {"value": number(pair.mean), "n": number(pair.whole)}
    told = {"part": number(pair.part), "whole": number(pair.whole), "share": round(100 * pair.part / pair.whole)}
    return _("%(part)s of %(whole)s, %(share)s %%") % told
