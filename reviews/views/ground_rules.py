"""The ground rules of a series: read by the facilitators of its reviews, written by those who look after it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require
from accounts.requests import UserRequest
from reviews import permissions
from reviews.access import for_review
from reviews.actions import ground_rules as actions
from reviews.forms.opening import GroundRuleForm
from reviews.models import GroundRule, Review, Series
from reviews.queries import opening as queries
from reviews.queries import plan


def _page(request: UserRequest, review: Review, form: GroundRuleForm, editing: int = 0) -> HttpResponse:
    rules = queries.rules_of(review.series)
    context = {
        "review": review,
        "spine": plan.spine(review, "meeting"),
        "rules": rules,
        "own": any(each.series_id for each in rules),
        "form": form,
        "editing": editing,
        "may_edit": permissions.edit_ground_rules(request.user, review),
    }
    return render(request, "reviews/room/ground_rules.html", context, status=422 if form.is_bound else 200)


def _rule(review: Review, pk: int) -> tuple[Series, GroundRule]:
    """One of the rules that hold for this review; 404 for any other, and for a review without a series."""
    found = next((each for each in queries.rules_of(review.series) if each.pk == pk), None)
    if found is None or review.series is None:
        raise Http404
    return review.series, found


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.facilitate)
def ground_rules(request: UserRequest, review: Review) -> HttpResponse:
    """The page, and adding a rule."""
    form = GroundRuleForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        require(permissions.edit_ground_rules(request.user, review))
        if form.is_valid() and review.series:
            actions.add(series=review.series, by=request.user, **form.cleaned_data)
            return redirect("reviews:ground_rules", uid=review.uid)
    return _page(request, review, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_review(permissions.edit_ground_rules)
def ground_rule(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    series, rule = _rule(review, pk)
    held = {"kind": rule.kind, "text": rule.text, "saying": rule.saying}
    form = GroundRuleForm(request.POST if request.method == "POST" else None, initial=held)
    if form.is_bound and form.is_valid():
        actions.edit(series=series, by=request.user, rule=rule, **form.cleaned_data)
        return redirect("reviews:ground_rules", uid=review.uid)
    return _page(request, review, form, editing=pk)


@require_POST
@for_review(permissions.edit_ground_rules)
def ground_rule_change(request: UserRequest, review: Review, pk: int) -> HttpResponse:
    """Move a rule up or down, or take it off."""
    series, rule = _rule(review, pk)
    match request.POST.get("do"):
        case "up" | "down" as way:
            actions.move(series=series, by=request.user, rule=rule, up=way == "up")
        case "remove":
            actions.remove(series=series, by=request.user, rule=rule)
    return redirect("reviews:ground_rules", uid=review.uid)


@require_POST
@for_review(permissions.edit_ground_rules)
def ground_rules_usual(request: UserRequest, review: Review) -> HttpResponse:
    if review.series:
        actions.back_to_usual(series=review.series, by=request.user)
    return redirect("reviews:ground_rules", uid=review.uid)
