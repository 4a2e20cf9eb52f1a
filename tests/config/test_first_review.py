"""The guide for whoever holds or visits a review for the first time: at the foot of every page, with ways that lead somewhere."""

import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from accounts.models import User


def test_every_page_leads_to_it_and_its_own_links_open(ben: User, as_user: Callable[[User], Client]) -> None:
    browser = as_user(ben)
    url = reverse("first_review")
    assert (
        f'<a href="{url}">Your first review, step by step</a>' in browser.get(reverse("reviews:list")).content.decode()
    )
    main = browser.get(url).content.decode().split("<main")[1].split("</main>")[0]
    links = re.findall(r'href="([^"]+)"', main)
    assert len(links) == 5
    assert [browser.get(link).status_code for link in links] == [200] * 5
