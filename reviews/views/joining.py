"""Coming into a room by its short code: people who are invited go in, others see what to do, and nothing is told of restricted reviews."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public
from accounts.models import User
from accounts.requests import Request
from reviews import code_limits, join_codes, permissions
from reviews.forms.joining import CodeForm, NameForm
from reviews.models import Review
from reviews.queries import joining as queries
from reviews.queries import room_people


@require_http_methods(["GET", "HEAD", "POST"])
@public("somebody in the room types the code that is shown there; only the next page looks at it")
def join(request: Request) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("reviews:join_code", code=form.cleaned_data["code"])
    return _page(request, form, status=422 if form.is_bound else 200)


def _page(request: Request, form: CodeForm, code: str = "", status: int = 200) -> HttpResponse:
    return render(request, "reviews/room/join_page.html", {"form": form, "code": code}, status=status)


@require_safe
@public("a code leads those who are invited into the room; to everybody else it answers as an unknown one")
def join_code(request: Request, code: str) -> HttpResponse:
    if code_limits.over(request):
        return wait(request)
    review = queries.open_room(code)
    if review and isinstance(request.user, User) and permissions.see(request.user, review):
        return _known(request, request.user, review)
    if review and permissions.guests_welcome(review):
        return name_page(request, code, NameForm())
    code_limits.missed(request)
    return nothing(request, code)


def wait(request: Request) -> HttpResponse:
    return render(request, "reviews/room/join_wait.html", status=429)


def name_page(request: Request, code: str, form: NameForm) -> HttpResponse:
    """Where guests are let in: a name is enough."""
    context = {"form": form, "code": join_codes.typed(code)}
    return render(request, "reviews/room/join_name.html", context, status=422 if form.is_bound else 200)


def _known(request: Request, user: User, review: Review) -> HttpResponse:
    """Somebody who may know of the review: into the room, or told whom to ask."""
    if permissions.take_part(user, review):
        return redirect("reviews:room", uid=review.uid)
    context = {"review": review, "facilitators": room_people.facilitators(review)}
    return render(request, "reviews/room/join_ask.html", context, status=403)


def nothing(request: Request, code: str) -> HttpResponse:
    """The same for a code that does not exist, one that is over, and one of a room that this person may not know of."""
    code = join_codes.typed(code)
    form = CodeForm({"code": code[: join_codes.LENGTH]})
    if form.is_valid():
        form.add_error("code", _("This code opens no room for you. It may be mistyped, or the meeting may be over."))
    return _page(request, form, code, status=404)
