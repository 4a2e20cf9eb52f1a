"""The first account of an embedded installation; there is no such page once somebody has an account (attack 70)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.access import public
from accounts.actions import people
from accounts.forms.people import FirstForm
from accounts.models import User
from accounts.views.landing import sign_in


@require_http_methods(["GET", "HEAD", "POST"])
@public("nobody has an account yet; in production the first one is made by manage.py createsuperuser")
def first(request: HttpRequest) -> HttpResponse:
    if settings.PRODUCTION or User.objects.exists():
        raise Http404
    form = FirstForm(request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/first.html", {"form": form})
    given = form.cleaned_data
    try:
        person = people.begin(
            email=given["email"], name=given["name"], password=given["password"], time_zone=given["time_zone"]
        )
    except people.NotTheFirst:
        raise Http404 from None
    return sign_in(request, person)
