"""Stops one kind of messages by the link in a mail: a GET only shows a button, for mail scanners open every link; a POST stops."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.access import public
from accounts.requests import Request
from outbox import stopping
from outbox import wanted as reads
from outbox.actions import choices as actions


# A mail program posts here by itself, without a session and without a token of ours (RFC 8058 3.1, 3.2).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public("the signed link in a mail says who stops what, as RFC 8058 asks")
def stop(request: Request, token: str) -> HttpResponse:
    found = stopping.read(token)
    if found is None:
        raise Http404
    person, choice = found
    if request.method == "POST":
        actions.switch(person=person, choice=choice, on="again" in request.POST, by_link=True)
    stopped = choice.name in reads.switched_off(person)
    context = {"choice": choice, "stopped": stopped, "posted": request.method == "POST"}
    return render(request, "outbox/stop.html", context)
