"""Something that was looked at, and its items with a time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident


class Evidence(models.Model):
    """A channel export, ticket, call, document or earlier report."""

    class Kind(models.TextChoices):
        CHANNEL = "channel", _("channel")
        TICKET = "ticket", _("ticket")
        CALL = "call", _("call")
        DOCUMENT = "document", _("document")
        ALERT = "alert", _("alert")
        REPORT = "report", _("earlier report")

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.DOCUMENT)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = _("evidence")
        constraints = [models.UniqueConstraint(fields=["incident", "title"], name="evidence_title_once")]

    def __str__(self) -> str:
        return self.title


class EvidenceAuthor(models.Model):
    """Somebody who wrote items of an incident: a name as the file has it, and their account when it is known."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="evidence_authors")
    key = models.CharField(max_length=150)
    name = models.CharField(_("name"), max_length=100)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="evidence_authors"
    )
    # Not so of a bot, an app or a product that writes into the channel.
    is_person = models.BooleanField(default=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["incident", "key"], name="evidence_author_once")]

    def __str__(self) -> str:
        return str(self.user) if self.user else self.name


def in_sight(item: str = "") -> Q:
    """Of items, or with "items__" of whatever has some: a note, or of an import that is in, or what stayed of one taken out."""
    return Q(**{f"{item}brought_by__isnull": True}) | Q(**{f"{item}brought_by__state__in": ("done", "out")})


class ItemQuerySet(models.QuerySet["EvidenceItem"]):
    def visible(self) -> "ItemQuerySet":
        """Without what an unfinished import has staged: all of its items come into sight when its state is switched."""
        return self.filter(in_sight(), replaces__isnull=True)

    def citable(self) -> "ItemQuerySet":
        """What has words that may be quoted."""
        return self.visible().filter(withdrawn_at__isnull=True, deleted=False)


class EvidenceItem(models.Model):
    """A message or note with a time. `key` says which message of the source it is; `parent_key` to which one it replies."""

    # Without an index of its own: two below begin with it.
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="evidence_items", db_index=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="items")
    brought_by = models.ForeignKey(
        "incidents.EvidenceImport", null=True, on_delete=models.CASCADE, related_name="items", db_index=False
    )
    writer = models.ForeignKey(EvidenceAuthor, null=True, on_delete=models.SET_NULL, related_name="items")
    at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)
    place = models.CharField(max_length=100, blank=True)
    key = models.CharField(max_length=200, blank=True)
    parent_key = models.CharField(max_length=200, blank=True)
    edited = models.BooleanField(default=False)
    deleted = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    # What a later export says anew of an item; it is staged here until that import is complete.
    replaces = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="+", db_index=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["incident", "at"], name="evidence_item_by_time"),
            models.Index(fields=["brought_by"], condition=Q(brought_by__isnull=False), name="evidence_item_by_import"),
            models.Index(
                fields=["incident", "parent_key"], condition=~Q(parent_key=""), name="evidence_item_by_thread"
            ),
            models.Index(fields=["replaces"], condition=Q(replaces__isnull=False), name="evidence_item_staged"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["incident", "key"], condition=~Q(key=""), name="evidence_item_once")
        ]

    def __str__(self) -> str:
        return f"item {self.pk}"

    @property
    def author(self) -> str:
        return str(self.writer) if self.writer else ""

    @property
    def may_be_cited(self) -> bool:
        return self.withdrawn_at is None and not self.deleted
