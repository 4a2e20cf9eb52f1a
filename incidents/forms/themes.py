"""Forms of themes: tying one to what shows it, wording it anew, splitting it."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.forms import LineField
from accounts.models import User
from accounts.numbers import whole
from incidents.models import EvidenceItem, Incident, Sighting, Theme, TimelineEvent
from incidents.permissions import visible_themes

MOST_NAMES = 20


class TitleField(LineField):
    """A theme's title; while it is written, themes that look alike are fetched into the page's #alike."""

    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("Theme"), max_length=200, **more)
        self.widget.attrs["autocomplete"] = "off"

    def offer_alike(self) -> None:
        self.widget.attrs |= {
            "hx-get": reverse("themes:alike"),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "#alike",
            "hx-sync": "this:replace",
        }


def said(item: EvidenceItem, zone: ZoneInfo) -> str:
    """As one finds it again: "14:45 Cleo: The pool on …"."""
    clock = date_format(item.at.astimezone(zone), "H:i ") if item.at else ""
    return f"{clock}{item.author or _('unknown')}: {Truncator(' '.join(item.text.split())).chars(80)}"


class SightingForm(forms.Form):
    """Which theme, and what shows it. `theme`: one of those that look alike was chosen instead of the title typed."""

    title = TitleField(
        help_text=_("Something worth learning, in a few words. It may have been seen in other incidents.")
    )
    event = forms.ModelChoiceField(
        label=_("Seen at"),
        queryset=TimelineEvent.objects.none(),
        required=False,
        empty_label=_("the incident as a whole"),
    )
    item = forms.ModelChoiceField(
        label=_("Or at what was marked among the evidence"), queryset=EvidenceItem.objects.none(), required=False
    )
    quote = forms.CharField(
        label=_("The words that show it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A sentence that somebody said or wrote; it can stay empty."),
    )

    def __init__(self, *args: Any, incident: Incident, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user
        self._choose_from("event", incident.events.all())
        self._offer_item(incident)
        title = self.fields["title"]
        assert isinstance(title, TitleField)
        title.offer_alike()

    def _offer_item(self, incident: Incident) -> None:
        """The one that was marked among the evidence. All of them are no choice: an import has a hundred thousand."""
        items = EvidenceItem.objects.citable().filter(evidence__incident=incident).select_related("writer")
        self._choose_from("item", items)
        sent = self.data.get("item") or self.initial.get("item")
        if not sent:
            del self.fields["item"]
            return
        field = self.fields["item"]
        assert isinstance(field, forms.ModelChoiceField)
        marked = items.filter(pk=whole(sent, 0))
        field.choices = [("", _("none")), *((item.pk, said(item, incident.zone)) for item in marked)]

    def _choose_from(self, name: str, rows: "QuerySet[Any, Any]") -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        number = whole(self.data.get("theme"), 0)
        data["theme"] = visible_themes(self.user).filter(pk=number).first() if number else None
        if number and data["theme"] is None:
            self.add_error("title", _("This theme is not there any more. Choose another one or write its name."))
        if data.get("event") and data.get("item"):
            self.add_error("item", _("Choose the moment or the piece of evidence, not both."))
        return data

    def numbers(self, name: str) -> set[int]:
        """The themes named by a field that may come several times."""
        sent = self.data.getlist(name) if isinstance(self.data, QueryDict) else []
        return {whole(each, 0) for each in sent}


class WordingForm(forms.Form):
    """What a theme is called and what is meant by it."""

    title = TitleField()
    names = forms.CharField(
        label=_("Other names"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What else people call it, one on each line. It is found under these too."),
    )
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What people could learn from it, and how one recognises it."),
    )

    def clean_names(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        names = list(dict.fromkeys(line for line in lines if line))
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(_("At most %(n)d other names, please.") % {"n": MOST_NAMES})
        if any(len(name) > 200 for name in names):
            raise forms.ValidationError(_("One of these is longer than 200 characters."))
        return names


class SplitForm(forms.Form):
    """Which sightings belong to a theme of their own."""

    title = TitleField(help_text=_("The name of the new theme."))
    sightings = forms.ModelMultipleChoiceField(
        label=_("What belongs to it"),
        queryset=Sighting.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one of them.")},
    )

    def __init__(self, *args: Any, sightings: "QuerySet[Sighting]", **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["sightings"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = sightings


class MergeForm(forms.Form):
    """Into which theme."""

    into = forms.ModelChoiceField(queryset=Theme.objects.none())

    def __init__(self, *args: Any, user: User, theme: Theme, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = visible_themes(user).exclude(pk=theme.pk)
