"""Two people with the same page open: nobody's words are overwritten by somebody who never saw them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from incidents.actions import contents, incidents
from incidents.models import Incident, TimelineEvent

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def incident(ana: User) -> Incident:
    return incidents.open_incident(by=ana, services=["API"], title="Database outage", impact="Nobody could sign in.")


def moment(incident: Incident, ana: User) -> TimelineEvent:
    return contents.write_event(
        incident=incident, by=ana, at=None, what="It is slow.", known_then="", people=(None, None), evidence=""
    )


def fields(page: str) -> dict[str, str]:
    """What a browser would send of the page's form."""
    form = page[page.index('<form method="post" class="stack"') :]
    form = form[: form.index("</form>")]
    found = dict(re.findall(r'<input [^>]*name="(\w+)"(?: value="([^"]*)")?', form))
    found |= {name: text.strip() for name, text in re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>([^<]*)', form)}
    for name, options in re.findall(r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def sent(browser: Client, url: str, opened: dict[str, str], **changed: str) -> Any:
    return browser.post(url, opened | changed)


def test_what_somebody_wrote_meanwhile_is_shown_before_it_is_overwritten(
    incident: Incident, ana: User, as_user: SignIn
) -> None:
    url, browser = reverse("incidents:edit", args=[incident.uid]), as_user(ana)
    opened = fields(browser.get(url).content.decode())
    assert sent(browser, url, opened, impact="Nobody could push.").status_code == 302
    late = sent(browser, url, opened, services="API, Git")
    page = late.content.decode()
    assert late.status_code == 422
    assert "Somebody changed this while you had it open." in page
    assert "It says now: “Nobody could push.”" in page
    assert fields(page)["services"] == "API, Git"
    assert sent(browser, url, fields(page), impact="Nobody could push.").status_code == 302
    incident.refresh_from_db()
    assert incident.impact == "Nobody could push."
    assert [service.name for service in incident.services.order_by("name")] == ["API", "Git"]


def test_a_moment_too(incident: Incident, ana: User, as_user: SignIn) -> None:
    event = moment(incident, ana)
    url, browser = reverse("incidents:event", args=[incident.uid, event.pk]), as_user(ana)
    opened = fields(browser.get(url).content.decode())
    assert sent(browser, url, opened, what="It is slow since noon.").status_code == 302
    late = sent(browser, url, opened, known_then="Nothing is red.")
    assert late.status_code == 422
    assert "It says now: “It is slow since noon.”" in late.content.decode()
    event.refresh_from_db()
    assert (event.what, event.known_then) == ("It is slow since noon.", "")


def test_a_city_alone_is_its_time_zone(incident: Incident, ana: User, as_user: SignIn) -> None:
    url, browser = reverse("incidents:edit", args=[incident.uid]), as_user(ana)
    for typed, meant in (("Berlin", "Europe/Berlin"), ("new york", "America/New_York"), ("UTC", "UTC")):
        answer = sent(browser, url, fields(browser.get(url).content.decode()), time_zone=typed)
        incident.refresh_from_db()
        assert (answer.status_code, incident.time_zone) == (302, meant)
    nowhere = sent(browser, url, fields(browser.get(url).content.decode()), time_zone="Nowhere")
    assert nowhere.status_code == 422


def test_a_log_is_not_taken_for_a_sentence(incident: Incident, ana: User, as_user: SignIn) -> None:
    url, browser = reverse("incidents:edit", args=[incident.uid]), as_user(ana)
    answer = sent(browser, url, fields(browser.get(url).content.decode()), impact="x" * 20_001)
    assert answer.status_code == 422
    assert "with 20001 characters. Shorten it to 20000" in answer.content.decode()
    assert "x" * 20_001 in answer.content.decode()
