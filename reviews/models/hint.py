"""Which hints about wording somebody does not want to see again in a document."""

from django.conf import settings
from django.db import models

from reviews.hint_quotes import LONGEST_KEY
from reviews.models.document import Document


class HintDismissal(models.Model):
    """One hint by `quote` (see reviews.hint_quotes.key), or all of a kind when that is empty; for this person alone."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="hint_dismissals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    quote = models.CharField(max_length=LONGEST_KEY, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "user", "kind", "quote"], name="hint_dismissed_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.quote}"
