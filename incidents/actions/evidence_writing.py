"""Writes the rows of one import in batches: staged, so that nobody sees them before the import is complete, or not at all."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from incidents.actions import evidence_left
from incidents.evidence_formats.formats import FORMATS
from incidents.evidence_formats.found import Found, Row, Unreadable
from incidents.models import Evidence, EvidenceAuthor, EvidenceImport, EvidenceItem, EvidenceProblem
from incidents.models.evidence_import import NOT_A_PERSON

ROWS_AT_ONCE = 500

BATCH = 1_000
MOST_PROBLEMS = 5_000  # rows kept to be looked at; more are counted


class Writer:
    """Takes rows one after the other; `flush` writes those it holds."""

    def __init__(self, brought: EvidenceImport) -> None:
        self.brought, self.incident = brought, brought.incident
        self.rows: list[Found] = []
        self.problems: list[EvidenceProblem] = []
        self.problems_n = self.known_n = self.changed_n = 0
        self.authors: dict[str, int] = {}
        self.evidence: Evidence | None = None
        # Where the incident has no items with keys, none can be known already, and nothing needs to be looked up.
        self.may_know = EvidenceItem.objects.visible().filter(incident=self.incident).exclude(key="").exists()
        self.left_by = evidence_left.imports(self.incident)

    @property
    def is_full(self) -> bool:
        return len(self.rows) + len(self.problems) >= BATCH

    def add(self, row: Row) -> None:
        if isinstance(row, Unreadable):
            self.problems_n += 1
            if self.problems_n <= MOST_PROBLEMS:
                self.problems.append(
                    EvidenceProblem(brought_by=self.brought, where=row.where, why=row.why[:300], raw=row.raw)
                )
        elif row.change:
            self.flush()
            self._change(row)
        else:
            self.rows.append(row)

    @transaction.atomic
    def flush(self) -> None:
        if self.problems:
            EvidenceProblem.objects.bulk_create(self.problems)
        rows = self._unknown(self.rows) if self.may_know else self.rows
        if rows:
            self._write_authors(rows)
            evidence = self._evidence()
            # A message told twice in one file, in its thread and in its channel, is one item.
            EvidenceItem.objects.bulk_create([self._item(row, evidence) for row in rows], ignore_conflicts=True)
        self.rows, self.problems = [], []

    def _item(self, row: Found, evidence: Evidence) -> EvidenceItem:
        return EvidenceItem(
            incident_id=self.incident.pk,
            evidence_id=evidence.pk,
            brought_by_id=self.brought.pk,
            writer_id=self.authors.get(row.author_key or row.author),
            at=row.at,
            text=row.text,
            place=row.place,
            key=row.key,
            parent_key=row.parent,
            edited=row.edited,
        )

    def _evidence(self) -> Evidence:
        """Made with the first item, so that a file that adds nothing leaves no empty evidence behind."""
        if self.evidence is None:
            self.evidence, _made = Evidence.objects.get_or_create(
                incident=self.incident,
                title=self.brought.title,
                defaults={
                    "kind": self.brought.options.get("kind") or FORMATS[self.brought.format].kind,
                    "added_by": self.brought.by,
                },
            )
            EvidenceImport.objects.filter(pk=self.brought.pk).update(evidence=self.evidence)
            self.brought.evidence = self.evidence
        return self.evidence

    def _unknown(self, rows: list[Found]) -> list[Found]:
        """Those that the incident does not have; what a known one says anew is staged beside it."""
        known = {
            item.key: item
            for item in EvidenceItem.objects.visible().filter(incident=self.incident, key__in=[row.key for row in rows])
        }
        self.known_n += sum(row.key in known for row in rows)
        for row in rows:
            item = known.get(row.key)
            if item and (item.brought_by_id in self.left_by or _says_otherwise(row, item)):
                self._stage(row, item)
        return [row for row in rows if row.key not in known]

    def _stage(self, row: Found, item: EvidenceItem) -> None:
        if item.deleted and not row.deleted:
            return  # what its author took away does not come back with an older export
        self.changed_n += _says_otherwise(row, item)
        EvidenceItem.objects.create(
            incident=self.incident,
            evidence_id=item.evidence_id,
            brought_by=self.brought,
            replaces=item,
            parent_key=row.parent,
            text=row.text,
            edited=row.edited or item.edited,
            deleted=row.deleted,
        )

    @transaction.atomic
    def _change(self, row: Found) -> None:
        """An edit or a deletion that the file tells of, of a message further up in it or of one that is here already."""
        item = EvidenceItem.objects.filter(incident=self.incident, key=row.key).first()
        if item is None:
            if not row.deleted:
                self.rows.append(row)
        elif item.brought_by_id == self.brought.pk:
            item.text, item.edited, item.deleted = row.text, item.edited or row.edited, row.deleted
            item.save(update_fields=["text", "edited", "deleted"])
        elif (item.text, item.deleted) != (row.text, row.deleted):
            self._stage(row, item)

    def _write_authors(self, rows: list[Found]) -> None:
        new = {row.author_key or row.author: row for row in rows if (row.author_key or row.author) not in self.authors}
        new.pop("", None)
        if not new:
            return
        accounts = self._accounts(new)
        EvidenceAuthor.objects.bulk_create(
            [
                EvidenceAuthor(
                    incident=self.incident,
                    key=key,
                    name=row.author or key,
                    user_id=accounts.get(key),
                    is_person=self._is_person(key, row),
                )
                for key, row in new.items()
            ],
            ignore_conflicts=True,
        )
        found = EvidenceAuthor.objects.filter(incident=self.incident, key__in=new)
        self.authors |= dict(found.values_list("key", "pk"))

    def _is_person(self, key: str, row: Found) -> bool:
        """As the preview says; of whoever was not in it yet the file itself."""
        decided: dict[str, int] = self.brought.people
        return decided[key] != NOT_A_PERSON if key in decided else not row.machine

    def _accounts(self, authors: dict[str, Found]) -> dict[str, int]:
        """As the preview says; whoever was not in it yet is known by their address alone."""
        decided: dict[str, int] = self.brought.people
        undecided = {
            row.email: key for key, row in authors.items() if row.email and key not in decided and not row.machine
        }
        by_address = User.objects.filter(email__in=undecided).values_list("email", "pk")
        wanted = {key: decided[key] for key in authors if decided.get(key)}
        there = set(User.objects.filter(pk__in=wanted.values()).values_list("pk", flat=True))
        return {key: pk for key, pk in wanted.items() if pk in there} | {
            undecided[email]: pk for email, pk in by_address
        }


def _says_otherwise(row: Found, item: EvidenceItem) -> bool:
    return (item.text, item.edited or item.deleted) != (row.text, row.edited)


@transaction.atomic
def finish(brought: EvidenceImport, attempt: int) -> bool:
    """The one switch: with it all items come into sight. False, and nothing done, when another worker has taken over."""
    staged = EvidenceItem.objects.filter(brought_by=brought)
    switched = EvidenceImport.objects.filter(
        pk=brought.pk, state=EvidenceImport.State.RUNNING, attempt=attempt, cancel_wanted=False
    ).update(
        state=EvidenceImport.State.DONE,
        finished_at=timezone.now(),
        share=1000,
        items_n=staged.filter(replaces__isnull=True).count(),
    )
    if not switched:
        return False
    for item in staged.filter(replaces__isnull=False).order_by("pk").iterator(ROWS_AT_ONCE):
        EvidenceItem.objects.filter(pk__in=[item.replaces_id]).update(
            text=item.text, edited=item.edited, deleted=item.deleted
        )
        evidence_left.take_home(item)
    replaced = staged.filter(replaces__isnull=False)
    replaced._raw_delete(replaced.db)
    evidence_left.join(brought)
    evidence_left.end_threads_without_beginning(brought.incident_id, EvidenceItem.objects.filter(brought_by=brought))
    _match_known(brought)
    brought.chunks.all().delete()
    audit.record(by=brought.by, did="evidence.brought_in", subject=brought.incident, brought=brought.pk)
    return True


def _match_known(brought: EvidenceImport) -> None:
    """An author who stayed a name until now, and has an account by what this preview said."""
    wanted = {key: pk for key, pk in brought.people.items() if pk}
    there = set(User.objects.filter(pk__in=wanted.values()).values_list("pk", flat=True))
    names = EvidenceAuthor.objects.filter(incident=brought.incident_id, user=None)
    for author in names.filter(key__in=wanted):
        if wanted[author.key] in there:
            names.filter(pk=author.pk).update(user_id=wanted[author.key])
    names.filter(key__in=[key for key, pk in brought.people.items() if pk == NOT_A_PERSON]).update(is_person=False)


@transaction.atomic
def take_back(brought: EvidenceImport) -> None:
    """Everything that an unfinished import has written: nobody has seen it, and nothing refers to it."""
    staged = EvidenceItem.objects.filter(brought_by=brought)
    staged._raw_delete(staged.db)
    brought.problems.all().delete()
    authors = EvidenceAuthor.objects.filter(incident=brought.incident)
    authors.filter(~Exists(EvidenceItem.objects.filter(writer=OuterRef("pk")))).delete()
    brought.refresh_from_db()
    evidence = brought.evidence
    if evidence and not (evidence.items.exists() or evidence.events.exists()):
        evidence.delete()
