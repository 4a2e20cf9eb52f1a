"""Whose account the authors of evidence are, as those who write the incident up say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from incidents.forms.evidence import Accounts
from incidents.models import EvidenceAuthor


class PeopleForm(forms.Form):
    """One field an author; those who withdrew messages cannot be changed."""

    def __init__(self, *args: Any, authors: list[EvidenceAuthor], settled: set[int], **more: Any) -> None:
        super().__init__(*args, **more)
        self.authors, self.known = authors, Accounts()
        for author in authors:
            self.fields[field_of(author)] = forms.CharField(
                label=author.name,
                required=False,
                max_length=400,
                initial=self.known.label(author.user),
                disabled=author.pk in settled,
                widget=forms.TextInput(attrs={"list": "accounts", "autocomplete": "off"}),
            )
            self.fields[machine_field_of(author)] = forms.BooleanField(
                label=_("not a person"),
                required=False,
                initial=not author.is_person,
                disabled=author.pk in settled,
            )

    def alike(self, author: EvidenceAuthor) -> str:
        """The account that is called as they are; of somebody who has none yet, and may have got it since."""
        return self.known.called(author.name) if author.user is None and author.is_person else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        had = {self.known.label(author.user): author.user for author in self.authors if author.user}
        known = self.known.by_label | had
        self.accounts: dict[int, User | None] = {}
        self.machines = {author.pk for author in self.authors if data.get(machine_field_of(author))}
        for author in self.authors:
            self.accounts[author.pk] = None
            if author.pk in self.machines:
                continue
            said = str(data.get(field_of(author)) or "").strip()
            if said and said not in known:
                self.add_error(
                    field_of(author), _("No account is called that. Pick one from the list, or leave it empty.")
                )
            self.accounts[author.pk] = known.get(said)
        return data


def field_of(author: EvidenceAuthor) -> str:
    return f"who_{author.pk}"


def machine_field_of(author: EvidenceAuthor) -> str:
    return f"machine_{author.pk}"
