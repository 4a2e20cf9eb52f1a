"""The "how we got here" report: its text, its published editions, who agreed to be named, links, readers counted, what it taught."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models import Involvement
from reviews.models.review import Review


class Audience(models.TextChoices):
    """From the narrowest to the widest."""

    THERE = "there", _("those who were invited")
    COMPANY = "company", _("the company")
    PUBLIC = "public", _("everyone with the link")


class Report(models.Model):
    """The text that is being written; `saves` goes up with each, so that a stale page overwrites nothing."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="report")
    text = models.TextField()
    saves = models.PositiveIntegerField(default=1)
    from_revision = models.PositiveIntegerField()
    for_company = models.BooleanField(_("the company may read it"), default=False)
    latest_number = models.PositiveIntegerField(default=0)
    first_published_at = models.DateTimeField(null=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"report of {self.review_id}"

    @property
    def latest(self) -> "Edition":
        return self.editions.get(number=self.latest_number)


class Edition(models.Model):
    """One published text, as it was; immutable. `moments`: the timeline then, a list of {at, what, reference}; `head`: what stood above
    the text (queries.report_head), empty where nobody kept it. Names are hidden when it is read."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    html = models.TextField()
    moments = models.JSONField(default=list)
    head = models.JSONField(default=dict)
    what_changed = models.CharField(_("what changed"), max_length=500, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="edition_number_once")]

    def __str__(self) -> str:
        return f"edition {self.number} of {self.report_id}"


class ReportDraft(models.Model):
    """What one person typed of a report while somebody else saved it; kept until they have put the two together, seen by them alone."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "user"], name="report_draft_once")]

    def __str__(self) -> str:
        return f"draft of report {self.report_id}"


class NameChoice(models.Model):
    """How far a person may be named, by their own word; of somebody without an account, as a facilitator was told.

    Without a row nobody is named to anybody.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="name_choices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    involvement = models.ForeignKey(Involvement, null=True, on_delete=models.CASCADE, related_name="+")
    widest = models.CharField(max_length=8, choices=Audience.choices, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    chosen_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, involvement__isnull=True)
                | Q(person__isnull=True, involvement__isnull=False),
                name="name_choice_of_one",
            ),
            models.UniqueConstraint(
                fields=["review", "person"], condition=Q(person__isnull=False), name="name_choice_person_once"
            ),
            models.UniqueConstraint(
                fields=["review", "involvement"], condition=Q(involvement__isnull=False), name="name_choice_name_once"
            ),
        ]

    def __str__(self) -> str:
        return f"name of {self.person_id or self.involvement_id} in {self.review_id}"


class NotAPerson(models.Model):
    """Words of one review that look like somebody's name and are none: a product, a place. They stay as they are in its report."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="not_people")
    words = models.CharField(max_length=100)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["words"]
        constraints = [models.UniqueConstraint(fields=["review", "words"], name="not_a_person_once")]

    def __str__(self) -> str:
        return self.words


class ReportLink(models.Model):
    """An address outside people read the report by; the token is made from `uid` and the installation's key, only its hash is kept."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="links")
    uid = models.UUIDField(default=uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(revoked_at__isnull=True), name="one_open_report_link"
            )
        ]

    def __str__(self) -> str:
        return f"link to {self.report_id}"


class ReadCount(models.Model):
    """How many have read an edition: a number, and nothing of whom."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="counts")
    audience = models.CharField(max_length=8, choices=Audience.choices)
    readers = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "audience"], name="read_count_once")]

    def __str__(self) -> str:
        return f"{self.readers} of {self.edition_id}"


class Lesson(models.Model):
    """ "This taught me something", and what: one a person, with the name only if they want it. It has no time on purpose."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="lessons")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("what it taught you"), max_length=500, blank=True)
    with_name = models.BooleanField(_("show my name with it"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "person"], name="lesson_once")]

    def __str__(self) -> str:
        return self.text[:60]


class ReportPdf(models.Model):
    """One PDF, asked for and made in the background. `key`: edition, audience, who is named, language; the same key is the same file."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits its turn")
        MAKING = "making", _("being made")
        DONE = "done", _("ready")
        FAILED = "failed", _("could not be made")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="pdfs")
    audience = models.CharField(max_length=8, choices=Audience.choices)
    language = models.CharField(max_length=12)
    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    why_not = models.CharField(max_length=20, blank=True)
    content = models.BinaryField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    # Whoever makes it must have done so by then; afterwards somebody else may.
    leased_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"PDF of {self.edition_id} for {self.audience}"
