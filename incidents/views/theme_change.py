"""Changing a theme: wording it anew, merging it, splitting it, telling it apart from another; and taking a change back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.lines import line
from accounts.requests import UserRequest
from incidents import permissions
from incidents.actions import theme_changes, themes
from incidents.forms.themes import MergeForm, SplitForm, WordingForm
from incidents.models import Theme
from incidents.queries import themes as queries
from incidents.theme_access import for_theme


def _sent(request: UserRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _changed(request: UserRequest) -> None:
    messages.warning(request, _("The theme has changed meanwhile, so this was not done. See how it stands now."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_theme(permissions.change_theme)
def reword(request: UserRequest, theme: Theme) -> HttpResponse:
    names = list(theme.names.values_list("name", flat=True))
    held = {"title": theme.title, "description": theme.description, "names": "\n".join(names)}
    form = WordingForm(_sent(request), initial=held)
    if form.is_bound and form.is_valid():
        try:
            theme_changes.reword(theme=theme, by=request.user, **form.cleaned_data)
        except theme_changes.NotNow:
            _changed(request)
        return redirect("themes:theme", pk=theme.pk)
    status = 422 if form.is_bound else 200
    return render(request, "incidents/themes/reword.html", {"theme": theme, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_theme(permissions.change_theme)
def merge(request: UserRequest, theme: Theme) -> HttpResponse:
    """Choose the theme into which this one goes: from those alike, or by words."""
    words = line(request.GET.get("words"), 200)
    form = MergeForm(_sent(request), user=request.user, theme=theme)
    if form.is_bound and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            theme_changes.merge(theme=theme, into=into, by=request.user)
        except theme_changes.NotNow:
            _changed(request)
            return redirect("themes:theme", pk=theme.pk)
        text = _("“%(one)s” is now another name of this theme. It can be taken back below.")
        messages.success(request, text % {"one": theme.title})
        return redirect("themes:theme", pk=into.pk)
    offers = queries.alike(request.user, theme.title, to=theme)
    found = queries.named(request.user, words, theme) if words else [each.theme for each in offers]
    context = {"theme": theme, "form": form, "found": found, "words": words}
    return render(request, "incidents/themes/merge.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_theme(permissions.change_theme)
def split(request: UserRequest, theme: Theme) -> HttpResponse:
    sightings = permissions.visible_sightings(request.user).filter(theme=theme)
    form = SplitForm(_sent(request), sightings=sightings)
    if form.is_bound and form.is_valid():
        try:
            made = theme_changes.split(theme=theme, by=request.user, **form.cleaned_data)
        except theme_changes.NotNow:
            _changed(request)
            return redirect("themes:theme", pk=theme.pk)
        return redirect("themes:theme", pk=made.pk)
    (recurring,) = queries.recurring([theme], sightings)
    chosen = form.data.getlist("sightings") if form.is_bound else []  # type: ignore[attr-defined]
    context = {"theme": theme, "form": form, "recurring": recurring, "chosen": chosen}
    return render(request, "incidents/themes/split.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_theme(permissions.change_theme)
def apart(request: UserRequest, theme: Theme) -> HttpResponse:
    """This and another theme are not the same; with `again` they may be offered as alike once more."""
    form = MergeForm(request.POST, user=request.user, theme=theme)
    if form.is_valid():
        act = themes.allow_alike if request.POST.get("again") else themes.tell_apart
        act(one=theme, other=form.cleaned_data["into"], by=request.user)
    return redirect("themes:theme", pk=theme.pk)


@require_POST
@for_theme(permissions.change_theme)
def undo(request: UserRequest, theme: Theme, change: int) -> HttpResponse:
    found = get_object_or_404(queries.changes(request.user, theme), pk=change)
    try:
        theme_changes.undo(change=found, by=request.user)
        messages.success(request, _("The change was taken back."))
    except theme_changes.NotNow:
        _changed(request)
    return redirect("themes:theme", pk=theme.pk)
