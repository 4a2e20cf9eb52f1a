"""What the preview of evidence fills in, and what people may answer."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.models import Incident
from tests.incidents import evidence_case

SignIn = Callable[[User], Client]
VTT = b"WEBVTT\n\n00:32:00.000 --> 00:32:02.000\n<v Ben>The queue is long</v>\n"


@pytest.fixture
def outage(ana: User) -> Incident:
    return evidence_case.opened(ana, impact_started_at=evidence_case.AT)


@pytest.mark.parametrize(
    ("data", "kind", "says", "asks"),
    [
        (b"Ben  1:48 PM\nup", "pasted", "2 Mar 2026 13:48 CET", "Its first day"),
        (b"Ben  0:10\nup", "pasted", "2 Mar 2026 00:10 CET", "Its first day"),
        (VTT, "webvtt", "2 Mar 2026 10:37 CET", "When the recording began"),
    ],
)
def test_the_preview_stands_on_the_day_that_is_filled_in(
    data: bytes, kind: str, says: str, asks: str, ana: User, as_user: SignIn, outage: Incident
) -> None:
    kept = evidence_case.kept(outage, ana, data, kind)
    page = as_user(ana).get(reverse("incidents:evidence_import", args=[outage.uid, kept.pk])).content.decode()
    assert says in page
    assert asks in page
    assert "1970" not in page
