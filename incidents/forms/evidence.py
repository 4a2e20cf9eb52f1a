"""Forms of evidence: a file or pasted text, what its preview asks, a note, the filters of the reader, a moment that cites."""

from collections import Counter
from datetime import datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.files.base import File
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField, WallField, ZoneField
from accounts.models import User
from accounts.numbers import whole
from incidents.evidence_formats import any_csv
from incidents.evidence_formats.formats import FORMATS
from incidents.forms import EventForm, in_zone
from incidents.models import Evidence, EvidenceImport, Incident
from incidents.models.evidence_import import NOT_A_PERSON
from incidents.queries.evidence import Wanted
from incidents.queries.evidence_preview import Person, answers

MOST_BYTES = 300_000_000
MOST_PASTED = 2_000_000  # characters
MOST_CHANNELS = 2_000


class FileForm(forms.Form):
    """One of the two."""

    file = forms.FileField(
        label=_("A file"),
        required=False,
        help_text=_(
            "Slack export (ZIP), call transcript (VTT), PagerDuty log entries (JSON), Jira or any table (CSV)."
        ),
    )
    text = forms.CharField(
        label=_("Or text copied from a channel"),
        required=False,
        max_length=MOST_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("As you copied it from Slack, IRC or your notes: each message with its time."),
    )

    def clean_file(self) -> "File[bytes] | None":
        file: File[bytes] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 300 MB. Export fewer channels or fewer days."))
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("file") and not data.get("text", "").strip():
            self.add_error("file", _("Choose a file, or paste text below."))
        return data


class Accounts:
    """Active accounts as the list to pick from names them: by their name, with the address where others are called that too."""

    def __init__(self) -> None:
        active = list(User.objects.filter(is_active=True))
        self.named = Counter(str(user) for user in active)
        self.by_label = {self.label(user): user for user in active}

    def called(self, name: str) -> str:
        """The label of the one account of this name; "" for none, and where several are called that."""
        found = [label for label, user in self.by_label.items() if str(user).casefold() == name.casefold()]
        return found[0] if len(found) == 1 else ""

    def label(self, user: User | None) -> str:
        if user is None:
            return ""
        others = self.named[str(user)] - int(user.is_active)
        return f"{user} ({user.email})" if others else str(user)


def field_of(key: str) -> str:
    return f"who_{sha256(key.encode(errors='replace')).hexdigest()[:16]}"


def machine_field_of(key: str) -> str:
    return f"machine_{field_of(key)}"


class TextForm(forms.Form):
    """What was pasted, to be mended before it is read once more."""

    text = forms.CharField(
        label=_("Text"),
        max_length=MOST_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false"}),
        error_messages={"required": _("Write a line with its time, or choose another file.")},
    )


class AnswerForm(forms.Form):
    """What the preview asks of this format, and whose account each author is."""

    title = LineField(label=_("Name of this evidence"), max_length=200)
    channels = forms.MultipleChoiceField(
        label=_("Channels"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen brings all of them in."),
    )
    zone = ZoneField(label=_("Time zone of the times in it"), help_text=_("Used for times that name no zone."))
    begins = WallField(label=_("Its first day"), help_text=_("Used for times that name no day."))
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=Evidence.Kind.choices,
        help_text=_("So it is counted in what the analysis rests on."),
    )
    day_first = forms.TypedChoiceField(
        label=_("Dates such as 02/03/2026"),
        choices=[("1", _("are 2 March")), ("0", _("are 3 February"))],
        coerce=lambda value: value == "1",
    )
    since = WallField(label=_("Nothing before"), required=False)
    until = WallField(label=_("Nothing after"), required=False)

    def __init__(
        self,
        *args: Any,
        brought: EvidenceImport,
        people: list[Person],
        channels: list[str],
        columns: list[str],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        asks = FORMATS[brought.format].asks
        for name in ("channels", "zone", "begins", "day_first", "kind"):
            if name not in asks:
                del self.fields[name]
        if "kind" in asks:
            named = brought.format == "csv"
            self.fields["kind"].initial = any_csv.kind_of(columns, brought.file_name) if named else "channel"
        if brought.format == "webvtt":
            self.fields["begins"].label = _("When the recording began")
            self.fields["begins"].help_text = _("A transcript only counts from its beginning. Filled in is a guess.")
        if "channels" in asks:
            field = self.fields["channels"]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [(name, f"#{name}") for name in channels[:MOST_CHANNELS]]
        if "columns" in asks:
            self._ask_columns(columns)
        self.people = people
        for person in people:
            self.fields[field_of(person.key)] = forms.CharField(
                label=person.name or person.key, required=False, max_length=200
            )
            self.fields[field_of(person.key)].widget.attrs |= {"list": "accounts", "autocomplete": "off"}
            self.fields[machine_field_of(person.key)] = forms.BooleanField(label=_("not a person"), required=False)

    def _ask_columns(self, columns: list[str]) -> None:
        labels = {"at": _("Column of the time"), "text": _("Column of the words"), "author": _("Column of the person")}
        labels |= {
            "email": _("Column of the address"),
            "id": _("Column of the id"),
            "parent": _("Column of the id replied to"),
        }
        guessed = any_csv.guessed(columns)
        choices = [("", _("none")), *((str(at), name or str(at + 1)) for at, name in enumerate(columns[:200]))]
        for meaning, label in labels.items():
            initial = str(guessed[meaning]) if meaning in guessed else ""
            needed = meaning in ("at", "text")
            self.fields[f"column_{meaning}"] = forms.ChoiceField(
                label=label, choices=choices, required=needed, initial=initial
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        accounts = Accounts().by_label
        self.accounts: dict[str, int] = {}
        for person in self.people:
            if data.get(machine_field_of(person.key)):
                self.accounts[person.key] = NOT_A_PERSON
                continue
            said = str(data.get(field_of(person.key)) or "").strip()
            if said and said not in accounts:
                self.add_error(
                    field_of(person.key), _("No account is called that. Pick one from the list, or leave it empty.")
                )
            self.accounts[person.key] = accounts[said].pk if said in accounts else 0
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This is before the beginning."))
        return data

    def options(self, zone: str) -> dict[str, Any]:
        """The valid answers as they are kept; `zone` is the incident's, for formats that are not asked."""
        data = self.cleaned_data
        columns = {
            name.removeprefix("column_"): int(value)
            for name, value in data.items()
            if name.startswith("column_") and value
        }
        return {
            "zone": str(data.get("zone") or zone),
            "begins": _iso(data.get("begins")),
            "since": _iso(data.get("since")),
            "until": _iso(data.get("until")),
            "day_first": data.get("day_first", True),
            "channels": data.get("channels", []),
            "kind": data.get("kind", ""),
            "columns": columns,
        }


def _iso(wall: datetime | None) -> str:
    return wall.isoformat() if wall else ""


def held(brought: EvidenceImport, people: list[Person], accounts: Accounts) -> dict[str, Any]:
    """The answers kept so far, or what is likely, as the initial values."""
    kept = answers(brought)
    values: dict[str, Any] = {"title": brought.title}
    for name in ("zone", "begins", "since", "until", "channels", "kind"):
        if kept.get(name):
            values[name] = kept[name]
    values["day_first"] = "1" if kept.get("day_first", True) else "0"
    values |= {f"column_{meaning}": str(at) for meaning, at in kept.get("columns", {}).items()}
    chosen = User.objects.in_bulk([pk for pk in brought.people.values() if pk])
    for person in people:
        said = brought.people.get(person.key)
        values[field_of(person.key)] = accounts.label(person.account if said is None else chosen.get(said))
        values[machine_field_of(person.key)] = person.machine if said is None else said == NOT_A_PERSON
    return values


class NoteForm(forms.Form):
    """A single note or link."""

    text = forms.CharField(
        label=_("Note or link"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What opens a file to everyone who has the link is taken off links."),
    )
    author = LineField(label=_("Who said or wrote it"), required=False, max_length=100)
    at = WallField(label=_("When"), required=False)
    title = LineField(label=_("Name of the evidence"), max_length=200, initial=_("Notes"))

    def __init__(self, *args: Any, incident: Incident, **more: Any) -> None:
        super().__init__(*args, **more)
        self.incident = incident

    def clean_at(self) -> datetime | None:
        return in_zone(self.cleaned_data["at"], self.incident.zone)


class CiteForm(EventForm):
    """A moment that cites marked items: written anew, or one that is there."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["evidence"]


class ReaderForm(forms.Form):
    """The filters of the reader, on the clock of those who responded; what makes no sense is left out."""

    words = forms.CharField(label=_("Words"), required=False, max_length=200)
    person = forms.CharField(required=False)
    evidence = forms.CharField(required=False)
    thread = forms.CharField(required=False, max_length=200)
    since = WallField(label=_("From"), required=False)
    until = WallField(label=_("Until"), required=False)
    at = WallField(label=_("Go to"), required=False)
    night = forms.BooleanField(label=_("Night hours alone, 22:00 to 6:00"), required=False)

    def wanted(self, zone: ZoneInfo) -> Wanted:
        self.is_valid()
        data = self.cleaned_data

        def moment(name: str) -> datetime | None:
            wall = data.get(name)
            return wall.replace(tzinfo=zone) if wall and 1970 <= wall.year < 2200 else None

        return Wanted(
            person=whole(data.get("person"), 0),
            evidence=whole(data.get("evidence"), 0),
            words=data.get("words", "").replace("\x00", ""),
            thread=data.get("thread", "").replace("\x00", ""),
            since=moment("since"),
            until=moment("until"),
            at=moment("at"),
            night=bool(data.get("night")),
        )


MOST_MARKED = 200


def items_of(sent: QueryDict) -> list[int]:
    """The items that are marked, by their numbers."""
    return [number for each in sent.getlist("item")[:MOST_MARKED] if (number := whole(each, 0))]
