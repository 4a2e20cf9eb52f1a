"""While the text of a report is typed: saved by itself, and shown as its audience will read it; as in the document's editor."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.defaultfilters import date
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest
from reviews.access import for_review
from reviews.actions import reports
from reviews.forms.document import unix_lines
from reviews.forms.report import ReportForm
from reviews.models import Review
from reviews.report_permissions import write_report
from reviews.views.document_edit import kept
from reviews.views.report_write import TOO_LONG, begun, preview

MEANWHILE = gettext_lazy("Somebody else, or another window of yours, saved meanwhile. Your text is kept for you alone.")


@require_POST
@for_review(write_report)
def report_save(request: UserRequest, review: Review) -> JsonResponse:
    """Autosave, as js/editor.js asks: {number, said, merged, text}, 409 {said, both, look, kept}, or 422 {said}. Nobody reads it before
    it is published. With ?keep it stays the writer's own until they press "Save"."""
    report, form = begun(review), ReportForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"said": " ".join(str(each) for some in form.errors.values() for each in some)}, status=422)
    text, base = form.cleaned_data["text"], form.cleaned_data["base"]
    if "keep" in request.GET:
        reports.keep_draft(report=report, by=request.user, text=text)
        return JsonResponse({"number": base, "said": kept(), "merged": "", "text": None})
    try:
        saved = reports.save(report=report, by=request.user, saves=base, text=text)
    except reports.TooLong:
        return JsonResponse({"said": str(TOO_LONG)}, status=422)
    except reports.Stale:
        reports.keep_draft(report=report, by=request.user, text=text)
        both = reverse("reviews:report_write", args=[review.uid])
        told = {"said": str(MEANWHILE), "both": both, "look": _("See both texts"), "kept": kept()}
        return JsonResponse(told, status=409)
    said = _("Saved %(time)s") % {"time": date(timezone.localtime(), "H:i")}
    return JsonResponse({"number": saved.saves, "said": said, "merged": "", "text": None})


@require_POST
@for_review(write_report)
def report_preview(request: UserRequest, review: Review) -> HttpResponse:
    begun(review)
    text = unix_lines(request.POST.get("text", ""))
    shown = {"review": review, **preview(review, text, request.POST.get("as", ""))}
    return render(request, "reviews/report/preview.html", shown)
