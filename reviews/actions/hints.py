"""Keeps which hints about wording somebody does not want to see. Nobody else is shown that, so it is not recorded."""

from django.db import transaction

from accounts.models import User
from reviews.models import Document, HintDismissal


@transaction.atomic
def dismiss(*, document: Document, by: User, kind: str, quote: str = "") -> None:
    """One hint by its key (reviews.hint_quotes.key); without one all of its kind. Twice is as good as once."""
    made = HintDismissal(document=document, user=by, kind=kind, quote=quote)
    HintDismissal.objects.bulk_create([made], ignore_conflicts=True)


@transaction.atomic
def show_again(*, document: Document, by: User) -> None:
    document.hint_dismissals.filter(user=by).delete()
