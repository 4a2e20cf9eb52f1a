"""Ready to be reviewed? A friendly list while one writes, and somebody's fresh eyes: "looks ready", or "not yet, because …"."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from incidents.models import Involvement, Part, Sighting, Theme, TimelineEvent
from outbox.actions import messages
from outbox.models import Message
from reviews import readiness
from reviews.actions import documents, polls, reviews
from reviews.models import Poll, Review, SecondReading, Series, SeriesFacilitator, TalkingPoint
from reviews.readiness import Facts, Person
from reviews.readiness_words import WORDS
from tests.reviews import document_case, plan_case

AsUser = Callable[[User], Client]
GOOD = Facts(
    people=[Person("Ben", True)],
    missing_parts=[],
    events=2,
    untimed=[],
    untold=[],
    themes=1,
    bare_themes=[],
    impact=True,
    detection=True,
    disputed=0,
    unanswered=0,
    hints=0,
    points_incident=2,
    points_common=2,
    agenda_over=0,
)


def to_do(facts: Facts) -> dict[str, readiness.Line]:
    return {line.key: line for line in readiness.lines(facts) if not line.fine}


def url(review: Review, name: str = "readiness", *more: object) -> str:
    return reverse(f"reviews:{name}", args=[review.uid, *more])


def page(browser: Client, review: Review, name: str = "readiness") -> str:
    return browser.get(url(review, name)).content.decode()


# ---- the rule


def test_a_document_that_lacks_nothing_has_an_empty_list() -> None:
    assert to_do(GOOD) == {}
    assert {line.key for line in readiness.lines(GOOD)} == {
        "people", "parts", "times", "tellers", "themes", "impact", "detection", "disputes", "questions", "hints", "points", "agenda",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"people": []}, "nobody"),
        ({"people": [Person("Ben", True), Person("Cleo", False)]}, "people"),
        ({"missing_parts": ["support"]}, "parts"),
        ({"untimed": ["The copy begins."]}, "times"),
        ({"untold": ["The copy begins."]}, "tellers"),
        ({"events": 0}, "no_events"),
        ({"bare_themes": ["Two prompts"]}, "themes"),
        ({"themes": 0}, "no_themes"),
        ({"impact": False}, "impact"),
        ({"detection": False}, "detection"),
        ({"disputed": 1}, "disputes"),
        ({"unanswered": 3}, "questions"),
        ({"hints": 2}, "hints"),
        ({"points_incident": 0, "points_common": 0}, "points"),
        ({"points_incident": 1}, "points_incident"),
        ({"points_common": 0}, "points_common"),
        ({"agenda_over": 5}, "agenda"),
        ({"agenda_over": None}, "no_agenda"),
    ],
)
def test_each_thing_that_is_wanting_is_one_line(change: dict[str, object], key: str) -> None:
    assert list(to_do(replace(GOOD, **change))) == [key]
    assert WORDS[key].do


def test_those_whose_view_is_missing_are_named_and_those_who_are_in_it_too() -> None:
    people = [Person(name, False) for name in ("Ben", "Cleo", "Dan", "Eve")]
    line = to_do(replace(GOOD, people=people))["people"]
    assert (line.names, line.more) == (("Ben", "Cleo", "Dan"), 1)
    assert next(line for line in readiness.lines(GOOD) if line.key == "people").names == ("Ben",)


def test_one_of_each_kind_wants_one_of_each_more() -> None:
    assert to_do(replace(GOOD, points_incident=1, points_common=1))["points"].n == 2
    assert to_do(replace(GOOD, points_incident=5, points_common=1))["points_common"].n == 1


def test_moments_of_the_narrative_without_a_time_are_found_and_no_others() -> None:
    text = "# Opening\n- no time here\n# Narrative\n## Tuesday\n- **23:27 UTC** The copy ends\n- The page is *seen*\n1. at 9 pm all sleep\n# Themes\n- no time"
    assert readiness.untimed(text, {"narrative"}) == ["The page is seen"]
    assert readiness.untimed(text.replace("Narrative", "Erzählung"), {"Erzählung", "Narrative"}) == ["The page is seen"]


def test_the_timeline_knows_the_time_of_what_is_linked_but_for_moments_without_one() -> None:
    text = "# Narrative\n- [The page comes](#from-event-5)\n- [All sleep](#from-event-7)"
    assert readiness.untimed(text, {"narrative"}) == []
    assert readiness.untimed(text, {"narrative"}, {7}) == ["All sleep"]


def test_a_moment_is_shown_in_plain_words() -> None:
    text = '# Narrative\n- [Somebody asks](#from-event-16) *Cleo: **is** db_main up, `rm -rf`?* 2 * 3, ![a plan](/x.png "y")'
    assert readiness.untimed(text, {"narrative"}, {16}) == ["Somebody asks Cleo: is db_main up, rm -rf? 2 * 3, a plan"]


def test_impact_and_detection_are_known_by_beginnings_of_words() -> None:
    assert readiness.tells("Most Customers waited.", ["customer"])
    assert not readiness.tells("A webpage", ["page"])


# ---- the page


@pytest.fixture
def story(ana: User, ben: User, cleo: User, as_user: AsUser) -> SimpleNamespace:
    """Ana writes; Ben was on call and Cleo comes."""
    review = plan_case.review(ana, ben)
    documents.save(document=review.document, by=ana, base_number=1, text=document_case.TEXT)
    return SimpleNamespace(
        review=review, ana=ana, ben=ben, cleo=cleo, as_ana=as_user(ana), as_ben=as_user(ben), as_cleo=as_user(cleo)
    )  # fmt: skip


def mend(story: SimpleNamespace) -> None:
    """Everything that the list asks for."""
    incident = story.review.incident
    ben = incident.involvements.get()
    for part in Part.values:
        if part != ben.part:
            Involvement.objects.create(incident=incident, name=f"Their {part}", part=part, user=None)
    for who in incident.involvements.all():
        TimelineEvent.objects.create(incident=incident, at=timezone.now(), what="Seen", perspective_of=who, teller=who)
    theme = Theme.objects.create(title="Two prompts")
    Sighting.objects.create(theme=theme, incident=incident, quote="both in one colour")
    incident.impact, incident.detected_at = "The site was away.", timezone.now()
    incident.save()
    poll = Poll.objects.get(review=story.review)
    for number in range(2):
        for kind in (TalkingPoint.Kind.INCIDENT, TalkingPoint.Kind.COMMON):
            polls.offer(poll=poll, by=story.ana, kind=kind, text=f"{kind} {number}")


def test_the_list_says_what_to_do_and_leads_there(story: SimpleNamespace) -> None:
    text = page(story.as_ana, story.review)
    for words in [
        "told from where these people were",
        "Ben",
        "The timeline is empty",
        "No theme is named yet",
        "Offer four talking points",
    ]:
        assert words in text
    assert reverse("incidents:incident", args=[story.review.incident.uid]) in text
    assert url(story.review, "desk") in text
    mend(story)
    text = page(story.as_ana, story.review)
    assert "nothing on this list that a colleague would still look for" in text
    assert "told from where these people were" not in text
    assert "Everyone who was involved has their view in it" in text
    assert "Offer four" not in text


def test_it_is_no_score(story: SimpleNamespace) -> None:
    main = page(story.as_ana, story.review).partition("<main")[2].partition("</main>")[0]
    for word in ["%", "score", "meter", "progress", " of 12", "points out"]:
        assert word not in main.lower(), word


def test_a_quiet_fold_stands_on_the_pages_where_one_writes_while_the_meeting_is_ahead(story: SimpleNamespace) -> None:
    names = ["document", "document_edit", "review"]
    for name in names:
        assert "ready-fold" in page(story.as_ana, story.review, name), name
    assert "told from where these people were" in page(story.as_ana, story.review, "readiness_list")
    for name in ["document", "review"]:
        assert "ready-fold" not in page(story.as_ben, story.review, name), "Ben does not write it"
    reviews.cancel(review=story.review, by=story.ana)
    assert "ready-fold" not in page(story.as_ana, story.review, "review")


def test_it_takes_as_many_queries_for_many_events_as_for_few(story: SimpleNamespace) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            page(story.as_ana, story.review)
        return len(found)

    mend(story)
    page(story.as_ana, story.review)
    few = queries()
    for number in range(30):
        who = Involvement.objects.create(incident=story.review.incident, name=f"Witness {number}")
        event = TimelineEvent.objects.create(incident=story.review.incident, at=timezone.now(), what="x", teller=who)
        Sighting.objects.create(
            theme=Theme.objects.create(title=f"T{number}"), incident=story.review.incident, event=event
        )
    assert queries() == few


# ---- fresh eyes


def ask(story: SimpleNamespace, reader: User) -> SecondReading:
    assert story.as_ana.post(url(story.review, "readiness_ask"), {"reader": reader.pk}).status_code == 302
    return SecondReading.objects.get(review=story.review, reader=reader, ended_at=None)


def mails(person: User) -> list[str]:
    mail.outbox.clear()
    messages.send_due()
    return [each.subject for each in mail.outbox if person.email in each.to[0]]


def test_ben_is_asked_reads_and_answers_in_his_words(story: SimpleNamespace) -> None:
    assert story.as_ben.get(url(story.review)).status_code == 403, "before he is asked"
    reading = ask(story, story.ben)
    assert "Would you read this with fresh eyes: Database outage" in mails(story.ben)
    assert "asks you to read the document with fresh eyes" in page(story.as_ben, story.review)
    answer = story.as_ben.post(url(story.review, "readiness_answer", reading.pk), {"answer": "not_yet", "words": " "})
    assert answer.status_code == 422
    assert "Say what it still needs" in answer.content.decode()
    sent = {"answer": "not_yet", "words": "Support is missing <b>"}
    assert story.as_ben.post(url(story.review, "readiness_answer", reading.pk), sent).status_code == 302
    text = page(story.as_ana, story.review)
    assert "Support is missing &lt;b&gt;" in text
    assert "not yet" in text
    assert "about revision 2" in text
    assert "Read with fresh eyes: Database outage" in mails(story.ana)


def test_nobody_else_answers_and_the_first_answer_counts(story: SimpleNamespace) -> None:
    reading = ask(story, story.ben)
    address = url(story.review, "readiness_answer", reading.pk)
    assert story.as_ana.post(address, {"answer": "ready"}).status_code == 404
    for says in ["ready", "not_yet"]:
        assert story.as_ben.post(address, {"answer": says, "words": "fine"}).status_code == 302
    reading.refresh_from_db()
    assert reading.answer == "ready"


def test_asked_twice_is_asked_once_and_again_after_an_answer(story: SimpleNamespace) -> None:
    reading = ask(story, story.ben)
    assert story.as_ana.post(url(story.review, "readiness_ask"), {"reader": story.ben.pk}).status_code == 422
    story.as_ben.post(url(story.review, "readiness_answer", reading.pk), {"answer": "ready"})
    ask(story, story.ben)
    assert Message.objects.filter(kind="review.second_reading", recipient=story.ben).count() == 2


def test_whoever_is_no_longer_asked_gets_no_message_and_no_page(story: SimpleNamespace) -> None:
    reading = ask(story, story.ben)
    story.as_ana.post(url(story.review, "readiness_take_back", reading.pk))
    assert "Would you read this with fresh eyes: Database outage" not in mails(story.ben)
    assert story.as_ben.get(url(story.review)).status_code == 403


def test_somebody_of_the_rotation_can_be_asked_and_is_invited_with_it(story: SimpleNamespace, otto: User) -> None:
    assert story.as_ana.post(url(story.review, "readiness_ask"), {"reader": otto.pk}).status_code == 422
    series = Series.objects.create(name="Tuesday review")
    SeriesFacilitator.objects.create(series=series, user=otto)
    Review.objects.filter(pk=story.review.pk).update(series=series)
    ask(story, otto)
    assert story.review.participations.filter(user=otto, removed_at=None).exists()


def test_for_a_restricted_review_only_its_own_people_are_offered(story: SimpleNamespace, otto: User) -> None:
    series = Series.objects.create(name="Tuesday review")
    SeriesFacilitator.objects.create(series=series, user=otto)
    Review.objects.filter(pk=story.review.pk).update(series=series)
    reviews.set_restricted(review=Review.objects.get(pk=story.review.pk), by=story.ana, restricted=True)
    assert story.as_ana.post(url(story.review, "readiness_ask"), {"reader": otto.pk}).status_code == 422
    ask(story, story.ben)
    assert "Would you read this with fresh eyes: Learning review" in mails(story.ben), "no title outside the product"
