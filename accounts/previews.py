"""A text that is shown first and acted upon only when that very preview is confirmed, kept in the session meanwhile."""

from hashlib import sha256

from django.http import HttpRequest


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def keep(request: HttpRequest, name: str, text: str) -> str:
    """Keep the previewed text; answers the mark that the preview's button must send back as `mark`."""
    request.session[name] = text
    return _mark(text)


def confirmed(request: HttpRequest, name: str) -> str:
    """The text whose preview is confirmed here; empty if it is gone, or another one was chosen since in a second window."""
    text: str = request.session.get(name, "")
    return text if text and request.POST.get("mark") == _mark(text) else ""


def forget(request: HttpRequest, name: str) -> None:
    request.session.pop(name, None)
