"""The mails around a review (reports, follow-ups, people asked for help, chats that stopped) as the mail server gets them: as whole
and as discreet as those in test_letters."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from outbox.actions import sending
from outbox.models import Message
from reviews import series_messages
from reviews.actions import (
    chat,
    choosing,
    facilitator_requests,
    follow_up_news,
    interviews,
    report_promises,
    second_readings,
    series,
    webhooks,
)
from reviews.actions.chat import STOPPED
from reviews.actions.reports import LATE, PUBLISHED
from reviews.models import FollowUp, Interview, MeetingRecord, Review, Series, SeriesFacilitator
from tests.outbox.sink import Sink
from tests.outbox.test_letters import SECRET, discreet, sent_by_kind, whole
from tests.reviews import follow_up_case, interview_case, plan_case, report_case, series_case

READ, ASKED, MET = series_messages.SECOND_READING, series_messages.FACILITATOR_WANTED, interviews.ASKED
AROUND = {
    PUBLISHED, LATE, *follow_up_news.KINDS, choosing.CHOOSE, choosing.RIPE, READ, series_messages.SECOND_READ, ASKED,
    series_messages.FACILITATOR_FOUND, series_messages.INVITED_BACK, STOPPED,
    MET, interviews.ANSWERED, interviews.AGREED, interviews.QUOTE, interviews.DELETED,
}  # fmt: skip
CLICK = {PUBLISHED, LATE, *follow_up_news.KINDS}


@pytest.fixture(params=[False, True], ids=["open", "restricted"])
def restricted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def named(review: Review) -> Review:
    review.incident.title = f"{SECRET} outage"
    review.incident.save()
    return review


def people_are_asked(ana: User, ben: User, cleo: User, restricted: bool) -> None:
    review = named(plan_case.review(ana, ben, cleo, restricted=restricted))
    reading = second_readings.ask(review=review, by=ana, reader=ben)
    request = facilitator_requests.ask(review=review, by=ana, users=[cleo])
    asked = interview_case.ask(review, ben, ana)
    sending.send_due()
    second_readings.answer(reading=reading, says="ready", words=f"{SECRET} document")
    facilitator_requests.claim(request=request, by=cleo)
    interviews.answer(interview=asked, answer=Interview.Answer.TIME, chosen=asked.times.get(), word="Fine")
    interview_case.write(asked, ana, f"{SECRET} answer")
    interview_case.quote(asked, ana, f"{SECRET} answer")
    follow_up_case.come_due(interviews.QUOTE)
    sending.send_due()
    Interview.objects.update(delete_at=timezone.now())
    interviews.delete_due()
    sending.send_due()


def reports_are_out(ana: User, ben: User, restricted: bool) -> None:
    report = report_case.begun(ana, ben, restricted=restricted)
    named(report.review)
    report_case.publish(report, ana, company=not restricted)
    late = named(report_case.held(ana, ben, restricted=restricted))
    report_case.promise(late, days=-2)
    report_promises.plan(MeetingRecord.objects.get(review=late))
    sending.send_due()


def follow_ups_are_due(ana: User, ben: User, restricted: bool) -> None:
    for group in ([ben], []):
        review, _idea = follow_up_case.held(ana, ben, restricted=restricted)
        review = named(follow_up_case.soaking(review))
        if group:
            choosing.name_group(review=review, by=ana, people=group)
        else:
            choosing.plan(review)
    for days in (1, -7):
        day: date = timezone.localdate() + timedelta(days=days)
        FollowUp.objects.create(review=review, what=f"{SECRET} document", owner=ben, due=day)
    follow_up_news.plan(review)
    for kind in AROUND & {*follow_up_news.KINDS, choosing.CHOOSE, choosing.RIPE}:
        follow_up_case.come_due(kind)
    sending.send_due()


def a_series_is_looked_after(ana: User, ben: User) -> None:
    standing = Series.objects.create(name="Tuesday review")
    SeriesFacilitator.objects.create(series=standing, user=ana)
    for days in (70, 63, 21, 14, 7):
        series_case.held(standing, ana, days, [ben] if days > 60 else [])
    series.invite_back(series=standing, by=ana, user=ben, words="We miss you.")
    hook = webhooks.add(
        place=standing, by=ana, service="mattermost", name="#sre", url="https://8.8.8.8/s3cr3t", events=["room.open"]
    )
    webhooks.stop(hook=hook, because="404 no such hook")
    chat.heal()
    sending.send_due()


def test_every_mail_around_a_review_is_whole_and_discreet(
    ana: User, ben: User, cleo: User, sink: Sink, restricted: bool
) -> None:
    people_are_asked(ana, ben, cleo, restricted)
    reports_are_out(ana, ben, restricted)
    follow_ups_are_due(ana, ben, restricted)
    a_series_is_looked_after(ana, ben)
    mails = sent_by_kind(sink)
    assert AROUND - set(mails) == set(), list(Message.objects.exclude(state="sent").values_list("kind", "last_error"))
    for kind in AROUND:
        whole(kind, mails[kind], CLICK)
        discreet(kind, mails[kind], restricted)
    assert "s3cr3t" not in "".join(str(mail) for mail in sink.mails)
