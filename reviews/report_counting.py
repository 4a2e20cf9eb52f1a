"""Whether somebody who opens a report is one more reader: told by a mark that lives a day and leads back to nobody."""

from secrets import token_hex

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from reviews.models import Edition

A_DAY = 24 * 60 * 60


def is_new(request: HttpRequest, edition: Edition) -> bool:
    """True the first time in a day. The salt is made anew each day and kept nowhere else, so yesterday's marks are nobody's."""
    today = timezone.now().date().isoformat()
    salt = cache.get_or_set(f"report-salt:{today}", lambda: token_hex(32), A_DAY)
    browser = f"{request.META.get('REMOTE_ADDR', '')}|{request.headers.get('User-Agent', '')}"
    who = request.session.session_key or browser
    mark = salted_hmac("reviews.report_reader", f"{salt}|{edition.pk}|{who}", algorithm="sha256").hexdigest()
    return bool(cache.add(f"report-read:{mark}", 1, A_DAY))
