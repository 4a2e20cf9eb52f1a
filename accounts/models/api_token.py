"""Personal tokens of the JSON interface, of which only hashes are kept, and which request made what."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    """One program's right to act for one person. `mark` is the account's at that time: a new password ends the token (attack 42)."""

    class Scope(models.TextChoices):
        READ = "read", _("read")
        CREATE = "create", _("read and create")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=60)
    scope = models.CharField(_("what it may do"), max_length=8, choices=Scope.choices, default=Scope.READ)
    token_hash = models.CharField(max_length=64, unique=True)
    mark = models.CharField(max_length=128)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    # The day, not the time: enough to see that a token is still needed.
    last_used_on = models.DateField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()


class ApiCreation(models.Model):
    """What a request with an Idempotency-Key made: hashes of key and request, and the path of the made thing, never its words."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="creations")
    key_hash = models.CharField(max_length=64)
    request_hash = models.CharField(max_length=64)
    path = models.CharField(max_length=200, default="")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key_hash"], name="api_creation_once")]

    def __str__(self) -> str:
        return self.path
