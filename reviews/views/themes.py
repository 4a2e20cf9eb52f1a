"""Themes and reviews: tying a passage of the document to a theme, and offering a theme as a talking point."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.numbers import whole
from accounts.requests import UserRequest
from incidents.actions import themes
from incidents.models import Theme
from incidents.permissions import visible_themes
from incidents.queries import themes as queries
from incidents.theme_access import for_theme
from reviews import permissions
from reviews.access import for_review
from reviews.actions import polls, theme_passages
from reviews.forms.themes import OfferThemeForm, SeenPassageForm
from reviews.models import Review, TalkingPoint
from reviews.queries import plan, theme_offers


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.edit_document)
def passage_theme(request: UserRequest, review: Review) -> HttpResponse:
    """A title that nobody was shown what looks alike for comes back with it; a second time the theme is made."""
    sent = request.POST if request.method == "POST" else None
    form = SeenPassageForm(sent, initial={"quote": request.GET.get("quote", "")[:2000]})
    offers: list[queries.Alike] = []
    if form.is_bound and form.is_valid():
        theme, offers = _theme(request, form.cleaned_data["title"])
        if not offers and _seen(request, review, form, theme):
            return redirect("incidents:incident", uid=review.incident.uid)
    context = {
        "review": review,
        "form": form,
        "offers": offers,
        "asked": bool(offers),
        "spine": plan.spine(review, "document"),
    }
    return render(request, "reviews/themes/passage.html", context, status=422 if form.is_bound else 200)


def _theme(request: UserRequest, title: str) -> tuple[Theme | None, list[queries.Alike]]:
    """The theme that is chosen or has this title; else those alike that this person has not been shown."""
    number = whole(request.POST.get("theme"), 0)
    chosen = visible_themes(request.user).filter(pk=number).first() if number else None
    found = chosen or themes.known_as(title=title, by=request.user)
    if found:
        return found, []
    shown = {whole(sent, 0) for sent in request.POST.getlist("offered")}
    offers = queries.alike(request.user, title)
    return None, offers if any(each.theme.pk not in shown for each in offers) else []


def _seen(request: UserRequest, review: Review, form: SeenPassageForm, theme: Theme | None) -> bool:
    """Whether the passage is tied; if not the form says why, and no theme was made for it."""
    data = form.cleaned_data
    try:
        theme_passages.see_passage(
            document=review.document, theme=theme, title=data["title"], by=request.user, quote=data["quote"]
        )
    except theme_passages.NotFound:
        form.add_error("quote", _("These words are not in the text. Copy them from it, without leaving any out."))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@for_theme()
def offer_theme(request: UserRequest, theme: Theme) -> HttpResponse:
    """Choose the coming review whose vote it goes into."""
    reviews = theme_offers.coming(request.user, theme)
    first = reviews.first()
    form = OfferThemeForm(
        request.POST if request.method == "POST" else None, reviews=reviews, initial={"review": first and first.pk}
    )
    if form.is_bound and form.is_valid():
        review = form.cleaned_data["review"]
        try:
            polls.offer(poll=review.poll, by=request.user, kind=TalkingPoint.Kind.COMMON, text=theme.title, theme=theme)
        except polls.NotOpen:
            form.add_error("review", _("Its vote has been opened meanwhile. Choose another review."))
        else:
            messages.success(request, _("“%(title)s” can be chosen when the meeting begins.") % {"title": theme.title})
            return redirect("reviews:review", uid=review.uid)
    context = {"theme": theme, "form": form, "any": first is not None}
    return render(request, "reviews/themes/offer.html", context, status=422 if form.is_bound else 200)
