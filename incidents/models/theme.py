"""Something worth learning, found in one or many incidents."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incidents.models.evidence import EvidenceItem
from incidents.models.incident import Incident
from incidents.models.timeline import TimelineEvent


class Theme(models.Model):
    """Two may have one title: whoever cannot know of the first, seen in a restricted incident alone, makes a second.

    One that was merged stays, with `merged_into` set, so that it can be taken apart again; its title is another name then.
    """

    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class ThemeName(models.Model):
    """Another name under which people know a theme."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["theme", "name"], name="theme_name_once")]

    def __str__(self) -> str:
        return self.name


class Sighting(models.Model):
    """Ties a theme to an event, an evidence item or a quoted passage of one incident, or to the incident as a whole.

    place: the registered kind of passage (incidents.search.places), empty for what the incident's own page shows.
    found_as: the theme under which it was first seen, when that one was merged into `theme`.
    """

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="sightings")
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="sightings")
    event = models.ForeignKey(TimelineEvent, null=True, blank=True, on_delete=models.SET_NULL, related_name="sightings")
    item = models.ForeignKey(EvidenceItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="sightings")
    quote = models.TextField(_("quote"), blank=True)
    place = models.CharField(max_length=20, blank=True, default="")
    found_as = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="found")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        # Several constraints, since SQLite cannot treat two missing events as equal.
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "incident", "event"], condition=Q(event__isnull=False), name="sighting_at_event_once"
            ),
            models.UniqueConstraint(
                fields=["theme", "item"], condition=Q(item__isnull=False), name="sighting_at_item_once"
            ),
            models.UniqueConstraint(
                fields=["theme", "incident"],
                condition=Q(event__isnull=True, item__isnull=True, quote=""),
                name="sighting_in_incident_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} in {self.incident_id}"


class ThemeChange(models.Model):
    """One change of a theme, which can be taken back.

    before, after: what people wrote. sightings: the numbers of those that moved. known_in: where the theme had been seen
    while it was known from restricted incidents alone; who may not see that incident is not shown the change.
    """

    class Kind(models.TextChoices):
        WORDED = "worded", _("worded anew")
        MERGED = "merged", _("merged")
        SPLIT = "split", _("split")

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="changes")
    other = models.ForeignKey(Theme, null=True, on_delete=models.CASCADE, related_name="changes_of_others")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    sightings = models.JSONField(default=list)
    known_in = models.ForeignKey(Incident, null=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.theme_id}"


class DistinctThemes(models.Model):
    """Somebody said that these two are not the same; they are not offered as alike again."""

    one = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="distinct_from")
    other = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="distinct_to")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="distinct_themes_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="distinct_themes_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"
