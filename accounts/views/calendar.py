"""The reader's own calendar address: to copy, to renew, to revoke."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import signed_in
from accounts.actions import calendar_feeds
from accounts.calendar_links import address
from accounts.models import CalendarFeed
from accounts.requests import UserRequest


@require_safe
@signed_in
def calendar(request: UserRequest) -> HttpResponse:
    feed = CalendarFeed.objects.filter(person=request.user).first()
    return render(request, "accounts/calendar.html", {"feed": feed, "address": address(feed) if feed else ""})


@require_POST
@signed_in
def renew(request: UserRequest) -> HttpResponse:
    calendar_feeds.renew(person=request.user)
    messages.success(request, _("This is your new calendar address. An earlier one leads nowhere now."))
    return redirect("accounts:calendar")


@require_POST
@signed_in
def revoke(request: UserRequest) -> HttpResponse:
    calendar_feeds.revoke(person=request.user)
    messages.success(request, _("The calendar address leads nowhere now. You can make a new one at any time."))
    return redirect("accounts:calendar")
