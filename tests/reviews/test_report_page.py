"""The report as it is written, published and read: what the meeting added, audiences, versions, readers counted, what it taught."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from outbox.models import Message
from reviews import chat_events
from reviews.actions import report_names, report_promises, reports
from reviews.models import Audience, Edition, ReadCount, Report, Review, Series, Webhook
from reviews.queries import report as queries
from surveys.queries.facts import days_to_report
from tests.reviews import report_case as case

AsUser = Callable[[User], Client]


def page(browser: Client, review: Review, name: str = "report", *more: object) -> str:
    answer = browser.get(reverse(f"reviews:{name}", args=[review.uid, *more]))
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


# ---- begun from the document and the meeting


def test_a_report_begins_as_the_document_with_what_the_meeting_added_and_from_where(ana: User, ben: User) -> None:
    text = case.begun(ana, ben).text
    assert "sure that the terminal was on the secondary" in text
    assert r"- Two prompts in \*one\* colour [chosen with 4 votes, and talked about](#from-point-" in text
    assert "- I had both open (The directory is removed) [said in the meeting, written down by Ben](#from-note-" in text
    assert "- Who knew of the copy tool? [asked by Ben, and answered](#from-question-" in text
    assert "- Colour the prompts (Ben) [agreed at the end](#from-follow\\_up-" not in text
    assert "- Colour the prompts (Ben) [agreed at the end](#from-follow_up-" in text
    assert "Only for me" not in text, "what somebody kept for themselves"


def test_beginning_twice_keeps_what_was_written(ana: User, ben: User) -> None:
    report = case.begun(ana, ben)
    reports.save(report=report, by=ana, saves=1, text="Mine")
    assert reports.begin(review=report.review, by=ana).text == "Mine"


def test_what_was_taken_out_is_offered_again_and_goes_under_its_heading(ana: User, ben: User, as_user: AsUser) -> None:
    report = case.begun(ana, ben)
    reports.save(report=report, by=ana, saves=1, text="# What happened\n\nShort.\n")
    html = page(as_user(ana), report.review, "report_write")
    assert "From the meeting, and not in the text yet" in html
    mark = f"#from-question-{report.review.questions.get(for_all=True).pk}"
    as_user(ana).post(reverse("reviews:report_take_in", args=[report.review.uid]), {"mark": mark})
    text = Report.objects.get().text
    assert text.startswith(
        "# What happened\n\nShort.\n\n# What the meeting added\n\n## Questions that were answered\n\n- Who"
    )
    assert mark not in page(as_user(ana), report.review, "report_write").split("report-panes")[0]


def test_two_facilitators_who_write_at_once_lose_nothing(ana: User, ben: User, as_user: AsUser) -> None:
    report = case.begun(ana, ben)
    reports.save(report=report, by=ana, saves=1, text="Theirs stands")
    url = reverse("reviews:report_write", args=[report.review.uid])
    answer = as_user(ana).post(url, {"text": "Mine is typed", "base": 1})
    assert answer.status_code == 409
    assert b"Mine is typed" in answer.content
    assert b"or another window of yours, saved meanwhile" in answer.content
    assert Report.objects.get().text == "Theirs stands"
    assert as_user(ana).post(url, {"text": "Mine is typed", "base": 2}).status_code == 302


# ---- names


def test_nobody_is_named_until_they_agree_and_then_to_whom_they_agreed(ana: User, ben: User, cleo: User) -> None:
    report = case.begun(ana, ben, cleo)
    edition = case.publish(report, ana, text="# Ben tells\n\n> Cleo: “ask ben”\n\nEngineer 1 agreed with Ana.")
    for audience in Audience.values:
        html = queries.Reading(edition, audience).told.html
        assert not any(name in html for name in ("Ben", "Cleo", "ben", "Ana", "Engineer 1")), html
    report_names.choose(review=report.review, person=ben, widest=Audience.COMPANY)
    assert "Ben tells" in queries.Reading(edition, Audience.THERE).told.html
    assert "Ben tells" in queries.Reading(edition, Audience.COMPANY).told.html
    assert "A colleague (A) tells" in queries.Reading(edition, Audience.PUBLIC).told.html
    assert "the person on call agreed with the facilitator" in queries.Reading(
        edition, Audience.PUBLIC
    ).told.html.replace("The person", "the person")


def test_titles_themes_moments_and_follow_ups_name_nobody(ana: User, ben: User) -> None:
    review = case.held(ana, ben)
    review.incident.title, review.incident.impact = "Ben's outage", "Ben could not sleep"
    review.incident.save()
    review.incident.events.update(what="Ben removes the directory")
    theme = review.incident.sightings.get().theme
    theme.title = "How Ben knew"
    theme.save()
    edition = case.publish(reports.begin(review=review, by=ana), ana, changed="Ben was heard")
    edition.what_changed = "Ben was heard"
    read = queries.Reading(Edition.objects.get(), Audience.COMPANY)
    found = [
        read.title,
        read.impact,
        *read.themes,
        *(each.what for each in read.moments),
        read.what_changed,
        read.told.html,
    ]
    assert "a colleague removes" in " ".join(found).lower()
    assert "ben" not in " ".join(found).lower()


def test_one_says_so_oneself_and_it_counts_at_once(ana: User, ben: User, as_user: AsUser) -> None:
    report = case.begun(ana, ben)
    case.publish(report, ana, text="Ben was there.")
    assert "a colleague" in page(as_user(ben), report.review, "report_name")
    assert "A colleague was there." in page(as_user(ana), report.review)
    as_user(ben).post(reverse("reviews:report_name", args=[report.review.uid]), {"widest": "there"})
    assert "Ben was there." in page(as_user(ana), report.review)


def test_what_people_without_an_account_said_is_noted_and_of_others_it_cannot_be(
    ana: User, ben: User, as_user: AsUser
) -> None:
    report = case.begun(ana, ben)
    edition = case.publish(report, ana, text="Engineer 1 removed it.")
    engineer = report.review.incident.involvements.get()
    as_user(ana).post(reverse("reviews:report_noted", args=[report.review.uid, engineer.pk]), {"widest": "public"})
    assert "Engineer 1 removed it." in queries.Reading(edition, Audience.PUBLIC).told.html
    engineer.user, engineer.name = ben, ""
    engineer.save()
    url = reverse("reviews:report_noted", args=[report.review.uid, engineer.pk])
    assert as_user(ana).post(url, {"widest": "public"}).status_code == 404


def test_an_account_that_is_not_in_the_review_is_not_named_either(ana: User, person: Callable[..., User]) -> None:
    person("Quentin Ashby")
    edition = case.publish(case.begun(ana), ana, text="Then Quentin Ashby called, and quentin ashby hung up.")
    assert "uentin" not in queries.Reading(edition, Audience.COMPANY).told.html


# ---- audiences


def test_it_is_for_those_who_were_invited_until_it_is_for_the_company(
    ana: User, ben: User, otto: User, as_user: AsUser
) -> None:
    report = case.begun(ana, ben)
    url = reverse("reviews:report", args=[report.review.uid])
    assert b"not published yet" in as_user(otto).get(url).content
    case.publish(report, ana, company=False)
    assert as_user(ben).get(url).status_code == 200
    assert as_user(otto).get(url).status_code == 403
    case.publish(report, ana, company=True)
    assert as_user(otto).get(url).status_code == 200


def test_a_restricted_review_cannot_be_published_to_the_company(
    ana: User, ben: User, otto: User, as_user: AsUser
) -> None:
    report = case.begun(ana, ben, restricted=True)
    as_user(ana).post(reverse("reviews:report_publish", args=[report.review.uid]), {"for_company": "on", "tell": "on"})
    assert Report.objects.get().latest_number == 1
    assert Report.objects.get().for_company is False
    assert as_user(otto).get(reverse("reviews:report", args=[report.review.uid])).status_code == 404


# ---- published


def test_publishing_tells_those_who_were_invited_once_for_each_version(ana: User, ben: User) -> None:
    report = case.begun(ana, ben)
    case.publish(report, ana)
    case.publish(report, ana)
    told = Message.objects.filter(kind=reports.PUBLISHED)
    assert {each.recipient for each in told} == {ana, ben}
    case.publish(report, ana, text="Another text.")
    assert told.filter(version=2).count() == 2
    case.publish(report, ana, text="A third.", tell=False)
    assert not told.filter(version=3).exists()


def listened_to(review: Review) -> Review:
    """By a webhook that asks for reports."""
    review.series = Series.objects.create(name="Tuesday review")
    review.save()
    Webhook.objects.create(
        series=review.series,
        name="#x",
        service="mattermost",
        events=[chat_events.REPORT_PUBLISHED],
        listens_since=timezone.now() - timedelta(days=1),
    )
    return review


def test_the_chat_hears_of_it_when_it_is_for_the_company(ana: User, ben: User) -> None:
    report = reports.begin(review=listened_to(case.held(ana, ben)), by=ana)
    case.publish(report, ana, company=False)
    assert not Message.objects.filter(kind="chat.report.published").exists()
    case.publish(report, ana, text="For all.", company=True)
    assert Message.objects.filter(kind="chat.report.published").count() == 1


def test_the_chat_hears_of_a_report_that_is_opened_to_the_company_long_after_it_was_published(
    ana: User, ben: User
) -> None:
    report = reports.begin(review=listened_to(case.held(ana, ben)), by=ana)
    case.publish(report, ana, company=False)
    Edition.objects.update(published_at=timezone.now() - timedelta(days=9))
    case.publish(Report.objects.get(), ana, company=True)
    assert Edition.objects.count() == 1
    told = Message.objects.get(kind="chat.report.published")
    assert told.expires_at > timezone.now()
    Message.objects.all().delete()
    case.publish(Report.objects.get(), ana, company=True)
    assert not Message.objects.filter(kind="chat.report.published").exists(), "it was open already"


def test_a_new_version_says_what_changed_and_names_nobody_in_it(ana: User, ben: User, as_user: AsUser) -> None:
    report = case.begun(ana, ben)
    case.publish(report, ana, text="Ben was on the secondary.")
    case.publish(report, ana, text="Ben was on the primary.", changed="Which host it was")
    assert "Which host it was" in page(as_user(ben), report.review)
    html = page(as_user(ben), report.review, "report_changes", 2)
    assert "1 place changed." in html
    assert "secondary</del>" in html
    assert "primary</ins>" in html
    assert "Ben was" not in html


# ---- the promised day


def test_a_day_that_passed_is_said_on_the_page_and_to_the_facilitators_by_mail(
    ana: User, ben: User, as_user: AsUser
) -> None:
    review = case.held(ana, ben)
    case.promise(review, days=-3)
    assert "3 days late" in page(as_user(ana), review, "review")
    assert "3 days late" in page(as_user(ana), review)
    report_promises.heal()
    report_promises.heal()
    assert [each.recipient for each in Message.objects.filter(kind=reports.LATE)] == [ana]
    case.publish(reports.begin(review=review, by=ana), ana)
    assert "days late" not in page(as_user(ana), review)
    assert queries.standing(review).days_late == 0


def test_before_the_day_nothing_is_late(ana: User, ben: User, as_user: AsUser) -> None:
    review = case.held(ana, ben)
    case.promise(review, days=2)
    assert "Promised for" in page(as_user(ana), review)
    report_promises.heal()
    assert not Message.objects.filter(kind=reports.LATE).exists()


# ---- readers


def test_readers_are_counted_and_not_listed(ana: User, ben: User, otto: User, as_user: AsUser) -> None:
    report = case.begun(ana, ben)
    case.publish(report, ana)
    browser = as_user(ben)
    page(browser, report.review)
    page(browser, report.review)
    page(as_user(otto), report.review)
    assert dict(ReadCount.objects.values_list("audience", "readers")) == {"there": 1, "company": 1}
    assert {field.name for field in ReadCount._meta.get_fields()} == {"id", "edition", "audience", "readers"}
    assert "read 1 time" in page(browser, report.review)


@pytest.mark.parametrize(("sent", "shown"), [({}, False), ({"with_name": "on"}, True)])
def test_what_it_taught_is_shown_with_the_name_only_if_one_wants_it(
    ana: User, otto: User, as_user: AsUser, sent: dict[str, str], shown: bool
) -> None:
    report = case.begun(ana)
    case.publish(report, ana)
    url = reverse("reviews:report_taught", args=[report.review.uid])
    as_user(otto).post(url, {"text": "Prompts want colours", **sent})
    as_user(otto).post(url, {"text": "Prompts want two colours", **sent})
    html = page(as_user(ana), report.review).split('id="taught"')[1]
    assert html.count("<q>") == 1
    assert "Prompts want two colours" in html
    assert ("Otto" in html) is shown
    as_user(otto).post(url, {"take_back": "1"})
    assert "<q>" not in page(as_user(ana), report.review)


def test_sources_lead_back_to_where_they_are_from(ana: User, ben: User, as_user: AsUser) -> None:
    report = case.begun(ana, ben)
    case.publish(report, ana)
    html = page(as_user(ben), report.review)
    assert 'href="#note-1">1</a></sup>' in html
    assert f'<li id="note-1"><a href="{reverse("reviews:review", args=[report.review.uid])}#meeting-record">' in html


def test_a_reader_from_elsewhere_can_write_to_whoever_facilitates(
    ana: User, ben: User, otto: User, as_user: AsUser
) -> None:
    report = case.begun(ana, ben)
    case.publish(report, ana)
    link = f'href="mailto:{ana.email}?subject=Database%20outage">Write to Ana</a>'
    assert link in page(as_user(otto), report.review)
    assert link not in page(as_user(ben), report.review), "they comment beside the document"


def test_who_names_people_says_where_else_they_are_named(ana: User, ben: User, as_user: AsUser) -> None:
    html = page(as_user(ana), case.begun(ana, ben).review, "report_publish")
    assert "The incident’s page and the record of the meeting, to which its notes lead, name people" in html


# ---- the trends


def test_the_days_from_the_incident_to_the_report_count_once_it_is_published(ana: User, ben: User) -> None:
    report = case.begun(ana, ben)
    assert days_to_report([report.review]) == {}
    case.publish(report, ana)
    noticed = timezone.now() - timedelta(days=12)
    report.review.incident.detected_at = noticed
    assert days_to_report([report.review]) == {report.review.pk: (12.0, 1)}
