"""Moments of the timeline in the document: they stay linked, what they rest on stands in numbered notes, comments stay where they were."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from incidents.actions import contents, evidence_citing
from incidents.models import EvidenceAuthor, EvidenceItem, Incident, TimelineEvent
from reviews import document_print, references
from reviews.markdown import read_back, render
from reviews.models import Review
from reviews.queries import history
from reviews.queries.document import shown
from reviews.queries.references import taken_away
from tests.reviews import document_case as case
from tests.reviews.test_document_pdf import words

AsUser = Callable[[User], Client]
MOMENT = references.Moment(
    5, "23:27 UTC (00:27 CET)", "31 January 2017, 23:27 UTC (00:27 CET)", "The data is removed.", "/x/"
)


UNKNOWN = references.Moment(5, "", "time not known", "The data is removed.", "/x/")


def unsaid(text: str, moment: references.Moment = MOMENT) -> str:
    return references.unsaid(text, moment, "now %s")


# ---- the rule


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("23:27 UTC (00:27 CET) The data is removed.", ""),
        ("At 23:27 the data is removed", ""),
        ("00:27 The data is …", ""),
        ("The data is removed", "23:27 UTC (00:27 CET)"),
        ("23:27 The data is moved.", "now The data is removed."),
        ("what was typed", "23:27 UTC (00:27 CET)"),
        ("what was typed at 23:27", ""),
        ("23:20 UTC (00:20 CET) The data is removed.", "now 23:27 UTC (00:27 CET)"),
        ("", "23:27 UTC (00:27 CET) · The data is removed."),
    ],
)
def test_behind_the_words_stands_what_they_do_not_say(text: str, behind: str) -> None:
    assert unsaid(text) == behind


def test_a_time_that_nobody_knows_any_more_is_not_told_on() -> None:
    assert unsaid("23:27 UTC The data is removed.", UNKNOWN) == "now time not known"
    assert unsaid("what was typed", UNKNOWN) == ""
    text, stale = references.refreshed("[**23:27 UTC** The data is removed.](#from-event-5)", {5: UNKNOWN})
    assert (text, stale) == ("[The data is removed.](#from-event-5)", 1)
    assert references.refreshed(text, {5: UNKNOWN}) == (text, 0)
    begins = replace(UNKNOWN, what="23:27 stood on the page")
    assert references.refreshed("[23:27 stood on the page](#from-event-5)", {5: begins})[1] == 0


@pytest.mark.parametrize("text", ["a [b] c", "*a* `b` _c_", r"a\b", "<b> & c", "![x](y)", "]( [", "**"])
def test_words_read_the_same_whatever_is_in_them(text: str) -> None:
    html = render(references.written(text, 5)).html
    assert references.found(html) == [5]
    assert render(references.written(text, 5)).plain.strip() == " ".join(text.split())


def test_what_stands_behind_the_words_is_no_text_of_the_page() -> None:
    rendered = render("So [**it** went](#from-event-5), and [on](#from-event-5), and [off](#from-event-7).")
    say = references.Say("at %(now)s, note %(number)s", "now %s", "gone", "/x/")
    made = references.dressed(rendered.html, {5: MOMENT}, say)
    assert read_back("", made.html).plain == rendered.plain
    assert [note.number for note in made.notes] == [1]
    assert made.html.count('id="noted-1"') == 1
    assert made.gone == 1


def test_a_moment_goes_to_the_end_of_the_part_that_was_chosen() -> None:
    text = "# Narrative\n\n## Night\n\n- one\n\n# Themes\n\nx\n"
    line = references.written("two", 5)
    assert (
        references.placed(text, line, "Night")
        == "# Narrative\n\n## Night\n\n- one\n- [two](#from-event-5)\n\n# Themes\n\nx\n"
    )
    assert references.placed(text, line, "Themes").endswith("x\n\n- [two](#from-event-5)\n")
    assert references.placed("", line, "") == "- [two](#from-event-5)\n"


# ---- the pages


@pytest.fixture
def review(ana: User, ben: User) -> Review:
    """The document speaks of the one moment, in its own words, and of one that never was."""
    made = case.review(ana, ben)
    event = made.incident.events.get()
    text = f"# Narrative\n\nThen [what was typed]({mark(event)}) went elsewhere, [it is said](#from-event-7).\n"
    case.rewrite(made, ana, case.TEXT, text)
    return made


def mark(event: TimelineEvent) -> str:
    return f"#from-event-{event.reference}"


def message(incident: Incident, text: str, user: User | None = None) -> EvidenceItem:
    item = evidence_citing.keep_note(
        incident=incident,
        by=incident.created_by or user,
        at=timezone.now(),
        author="Ben",
        text=text,
        title="#outage",
    )
    EvidenceAuthor.objects.filter(pk=item.writer_id).update(user=user)
    evidence_citing.cite(event=incident.events.get(), by=user, numbers=[item.pk])
    return item


def page(client: Client, review: Review, name: str = "document", *more: object) -> str:
    return client.get(reverse(f"reviews:{name}", args=[review.uid, *more])).content.decode()


def test_a_changed_moment_is_shown_as_it_is_now(review: Review, ana: User, ben: User, as_user: AsUser) -> None:
    event = review.incident.events.get()
    assert "31 January 2017, 23:27 UTC (00:27 CET)" in page(as_user(ben), review)
    moved = event.at + timedelta(minutes=9)
    contents.write_event(incident=review.incident, by=ana, at=moved, what="The directory goes.", event=event)
    html = page(as_user(ben), review)
    assert 'data-now="23:36 UTC (00:36 CET)"' in html
    assert "31 January 2017, 23:36 UTC (00:36 CET)</a>: The directory goes." in html
    assert "what was typed" in html
    paper = words(document_print.pdf(review, case.latest(review).latest))
    assert "what was typed 23:36 UTC (00:36 CET)" in paper
    assert "31 January 2017, 23:36 UTC (00:36 CET): The directory goes." in paper


def test_what_was_known_then_stands_in_its_note_apart_from_what_happened(
    review: Review, ana: User, ben: User, as_user: AsUser
) -> None:
    event = review.incident.events.get()
    contents.write_event(
        incident=review.incident,
        by=ana,
        at=event.at,
        what="The directory goes.",
        known_then="One\nprompt was red.",
        event=event,
    )
    known = "Known then: One prompt was red."
    assert f'<p class="moment-known">{known}</p>' in page(as_user(ben), review)
    assert f"The directory goes. ↩ {known}" in words(document_print.pdf(review, case.latest(review).latest))
    assert f"The directory goes. {known}" in taken_away(case.latest(review).latest.text, review.incident)


def test_the_words_of_a_moment_that_was_taken_off_stay_and_facilitators_are_told(
    review: Review, ana: User, ben: User, as_user: AsUser
) -> None:
    contents.remove_event(event=review.incident.events.get(), by=ana)
    told = page(as_user(ana), review)
    assert "what was typed" in told
    assert "2 places speak of moments that are not on the timeline any more" in told
    read = page(as_user(ben), review)
    assert "what was typed" in read
    assert "not on the timeline" not in read
    assert "#from-event" not in read


def test_what_it_rests_on_is_quoted_in_its_note_until_its_author_withdraws_it(
    review: Review, ana: User, ben: User, as_user: AsUser
) -> None:
    item = message(review.incident, "that was db1", ben)
    for html in (page(as_user(ana), review), words(document_print.pdf(review, case.latest(review).latest))):
        assert "that was db1" in html
        assert "#outage" in html
    evidence_citing.withdraw(item=item, by=ben)
    for html in (page(as_user(ana), review), words(document_print.pdf(review, case.latest(review).latest))):
        assert "that was db1" not in html
        assert "withdrawn by its author" in html


def test_comments_are_about_the_same_words_as_before(review: Review, ana: User, ben: User, as_user: AsUser) -> None:
    thread = case.thread(review, ben, "what was typed")
    event = review.incident.events.get()
    contents.write_event(incident=review.incident, by=ana, at=event.at, what="Otherwise and longer.", event=event)
    rendered = shown(case.latest(review).latest)
    [(begin, end)] = rendered.to_rendered(thread.start, thread.end) or []
    assert rendered.plain[begin:end] == "what was typed"
    html = page(as_user(ben), review)
    assert f'<mark id="passage-{thread.pk}" data-threads="{thread.pk}">what was typed</mark></span>' in html


def test_a_starting_text_speaks_of_its_moments(ana: User) -> None:
    review = case.review(ana, text="")
    event = review.incident.events.get()
    assert (
        f"- [**23:27 UTC (00:27 CET)** The data directory is removed on the primary.]({mark(event)})"
        in case.latest(review).latest.text
    )


# ---- writing


def test_a_moment_is_put_into_what_is_typed_without_scripts(review: Review, ana: User, as_user: AsUser) -> None:
    event, client = review.incident.events.get(), as_user(ana)
    assert "Insert a moment from the timeline" in page(client, review, "document_edit")
    sent = {
        "text": "# Narrative\n\nMine.",
        "base": 3,
        "insert": "1",
        "insert_moment": event.reference,
        "insert_under": "Narrative",
    }
    html = client.post(reverse("reviews:document_edit", args=[review.uid]), sent).content.decode()
    assert f"Mine.\n\n- [The data directory is removed on the primary.]({mark(event)})\n" in html
    assert case.latest(review).latest_number == 3, "nothing is saved yet"


def test_a_moment_of_another_incident_is_none_of_this_one(review: Review, ana: User, as_user: AsUser) -> None:
    other = TimelineEvent.objects.create(incident=case.incident(), at=timezone.now(), what="Elsewhere, secretly")
    case.rewrite(review, ana, "#from-event-7", mark(other))
    assert "Elsewhere, secretly" not in page(as_user(ana), review)
    client = as_user(ana)
    sent = {"text": "Mine.", "base": 4, "insert": "1", "insert_moment": other.reference}
    assert "Elsewhere" not in client.post(reverse("reviews:document_edit", args=[review.uid]), sent).content.decode()


def test_what_the_timeline_told_is_taken_over_and_own_words_stay(review: Review, ana: User, as_user: AsUser) -> None:
    event, client = review.incident.events.get(), as_user(ana)
    told = references.as_told("23:27 UTC (00:27 CET)", event.what, event.reference)
    case.rewrite(review, ana, "Then [what", f"- {told}\n\nThen [what")
    assert "says otherwise by now" not in page(client, review, "document_edit")
    contents.write_event(incident=review.incident, by=ana, at=event.at, what="The [wrong] directory goes.", event=event)
    for name in ("document", "document_edit"):
        assert "In 1 place the timeline says otherwise by now." in page(client, review, name)
    sent = {"text": case.latest(review).latest.text, "base": 4, "refresh": "1"}
    html = client.post(reverse("reviews:document_edit", args=[review.uid]), sent).content.decode()
    assert rf"- [**23:27 UTC (00:27 CET)** The \[wrong\] directory goes.]({mark(event)})" in html
    assert f"Then [what was typed]({mark(event)})" in html


def test_what_changed_shows_the_words_of_a_moment_without_a_link_that_leads_nowhere(review: Review, ana: User) -> None:
    before = review.document.revisions.latest("number")
    case.rewrite(review, ana, "it is said", "it was said")
    after = review.document.revisions.latest("number")
    found = history.compare(before, after).rendered
    assert found
    assert "what was typed" in found.html
    assert "from-event" not in found.html


def test_a_list_of_moments_whose_time_changed_is_by_time_again() -> None:
    later, first, other = (
        references.as_told(clock, "It went.", n) for n, clock in ((1, "14:02"), (2, "13:58"), (3, "1:00"))
    )
    before = (
        f"- {references.as_told('13:50', 'It went.', 1)}\n- {first}\n\n- {first}\n- {other}\n\n- {later} x\n- {first}"
    )
    text = before.replace("13:50", "14:02")
    changed, kept, own = references.in_order(text, before, {3: 0, 2: 1, 1: 2}).split("\n\n")
    assert changed == f"- {first}\n- {later}"
    assert kept == f"- {first}\n- {other}"
    assert own == f"- {later} x\n- {first}"
