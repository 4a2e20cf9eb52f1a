"""Which messages a person does not want: a row for each choice that they switched off."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class SwitchedOff(models.Model):
    """No row: wanted, as everything is until somebody says otherwise. `choice` is the name of an `outbox.choices.Choice`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    choice = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "choice"], name="switched_off_once")]

    def __str__(self) -> str:
        return f"{self.choice} of {self.user_id}"
