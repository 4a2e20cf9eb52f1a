"""What a person wrote in a form that could not be taken: shown back to them, so that nothing typed is lost."""

from urllib.parse import urlsplit

from django.http import HttpRequest

NOT_SHOWN = ("password", "token", "code", "next")


def comes_from_here(request: HttpRequest) -> bool:
    """Whether one of our own pages sent the form; what another site sent is not shown under our name."""
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(sender).netloc == request.get_host()


def page_before(request: HttpRequest) -> str:
    """The path of our page that sent this request, or "": somewhere to come back to after signing in."""
    sender = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    if sender.netloc != request.get_host():
        return ""
    return sender.path + (f"?{sender.query}" if sender.query else "")


def texts(request: HttpRequest) -> list[str]:
    """The texts of at least two words in the form, in their order."""
    if request.method != "POST" or not comes_from_here(request):
        return []
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return [str(value) for name, value in fields if len(str(value).split()) > 1 and not name.endswith(NOT_SHOWN)]
