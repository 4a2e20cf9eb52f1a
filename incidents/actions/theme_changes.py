"""Rewords, merges and splits themes. Every change keeps what it needs to be taken back."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import User
from incidents.actions import index
from incidents.models import Incident, Sighting, Theme, ThemeChange, ThemeName
from incidents.permissions import open_sightings, visible_incidents


class NotNow(Exception):
    """The theme has changed since: what was to be done, or taken back, does not fit any more."""


def _locked(*themes: Theme) -> list[Theme]:
    """Each as it is now, locked in the order of their numbers. Raises NotNow for one that was merged meanwhile."""
    found = {
        each.pk: each for each in Theme.objects.select_for_update().filter(pk__in=[t.pk for t in themes]).order_by("pk")
    }
    held = [found[theme.pk] for theme in themes]
    if any(theme.merged_into_id for theme in held):
        raise NotNow
    return held


def _known_in(theme: Theme, by: User) -> Incident | None:
    """None when everybody may know of the theme; else the incident that whoever reads of a change must be able to see."""
    if open_sightings().filter(theme=theme).exists():
        return None
    return visible_incidents(by).filter(sightings__theme=theme).order_by("-restricted", "pk").first()


def _wording(theme: Theme) -> dict[str, object]:
    names = list(theme.names.values_list("name", flat=True))
    return {"title": theme.title, "description": theme.description, "names": names}


def _word(theme: Theme, wording: dict[str, object]) -> None:
    theme.title, theme.description = str(wording["title"]), str(wording["description"])
    theme.save(update_fields=["title", "description"])
    names = wording["names"]
    assert isinstance(names, list)
    theme.names.exclude(name__in=names).delete()
    ThemeName.objects.bulk_create([ThemeName(theme=theme, name=name) for name in names], ignore_conflicts=True)
    index.touch("theme", theme.pk)


@transaction.atomic
def reword(*, theme: Theme, by: User, title: str, description: str, names: Sequence[str]) -> Theme:
    """Another title, description or other names. A former title stays as another name where everybody knew it."""
    (held,) = _locked(theme)
    before, known_in = _wording(held), _known_in(held, by)
    known = open_sightings().filter(theme=held).exists()
    kept = [held.title] if known and held.title.casefold() != title.casefold() else []
    others = [name for name in dict.fromkeys([*names, *kept]) if name.casefold() != title.casefold()]
    after: dict[str, object] = {"title": title, "description": description, "names": others}
    if after == before:
        return held
    _word(held, after)
    ThemeChange.objects.create(
        theme=held, kind=ThemeChange.Kind.WORDED, before=before, after=after, known_in=known_in, by=by
    )
    audit.record(by=by, did="theme.reworded", subject=held)
    return held


@transaction.atomic
def merge(*, theme: Theme, into: Theme, by: User) -> ThemeChange:
    """`theme` becomes another name of `into`, with all that was tied to it. Raises NotNow."""
    if theme.pk == into.pk:
        raise NotNow
    gone, kept = _locked(theme, into)
    known_in = _known_in(gone, by)
    moved = _move(gone, kept)
    names = list(gone.merged.values_list("pk", flat=True))
    Theme.objects.filter(pk__in=[gone.pk, *names]).update(merged_into=kept)
    change = ThemeChange.objects.create(
        theme=kept,
        other=gone,
        kind=ThemeChange.Kind.MERGED,
        before={"names": names},
        sightings=moved,
        known_in=known_in,
        by=by,
    )
    audit.record(by=by, did="theme.merged", subject=kept, other=gone.pk, sightings=len(moved))
    index.touch("theme", kept.pk, gone.pk)
    return change


def _move(gone: Theme, kept: Theme) -> list[int]:
    """The numbers of the sightings that went over. What shows both themes already stays behind with the merged one."""
    there = {_spot(sighting) for sighting in kept.sightings.all()}
    moved = [sighting for sighting in gone.sightings.all() if _spot(sighting) not in there]
    numbers = [sighting.pk for sighting in moved]
    Sighting.objects.filter(pk__in=numbers, found_as=None).update(found_as=gone)
    Sighting.objects.filter(pk__in=numbers).update(theme=kept)
    return numbers


def _spot(sighting: Sighting) -> tuple[object, ...]:
    if sighting.event_id or sighting.item_id:
        return (sighting.event_id, sighting.item_id)
    return (sighting.incident_id, sighting.place, sighting.quote)


@transaction.atomic
def split(*, theme: Theme, by: User, title: str, sightings: Sequence[Sighting]) -> Theme:
    """A theme of its own for these sightings. Raises NotNow when one of them is no longer the theme's."""
    (held,) = _locked(theme)
    numbers = [sighting.pk for sighting in sightings]
    known_in = _known_in(held, by)
    made = Theme.objects.create(title=title, created_by=by)
    if Sighting.objects.filter(theme=held, pk__in=numbers).update(theme=made) != len(numbers):
        raise NotNow
    ThemeChange.objects.create(
        theme=held,
        other=made,
        kind=ThemeChange.Kind.SPLIT,
        sightings=numbers,
        known_in=_known_in(made, by) or known_in,
        by=by,
    )
    audit.record(by=by, did="theme.split", subject=held, other=made.pk, sightings=len(numbers))
    index.touch("theme", held.pk, made.pk)
    return made


@transaction.atomic
def undo(*, change: ThemeChange, by: User) -> None:
    """Take a change back. Raises NotNow when the theme has changed since in a way that this would not undo."""
    held = ThemeChange.objects.select_for_update(of=("self",)).select_related("theme", "other").get(pk=change.pk)
    if held.undone_at:
        raise NotNow
    {
        ThemeChange.Kind.WORDED: _unword,
        ThemeChange.Kind.MERGED: _unmerge,
        ThemeChange.Kind.SPLIT: _unsplit,
    }[ThemeChange.Kind(held.kind)](held)
    held.undone_at, held.undone_by = timezone.now(), by
    held.save(update_fields=["undone_at", "undone_by"])
    audit.record(by=by, did="theme.undone", subject=held.theme, change=held.pk)
    index.touch("theme", *[number for number in (held.theme_id, held.other_id) if number])


def _unword(change: ThemeChange) -> None:
    (theme,) = _locked(change.theme)
    if _wording(theme) != change.after:
        raise NotNow
    _word(theme, change.before)


def _unmerge(change: ThemeChange) -> None:
    """What was tied to the kept theme since stays with it."""
    gone = change.other
    if gone is None or gone.merged_into_id != change.theme_id:
        raise NotNow
    back = Sighting.objects.filter(pk__in=change.sightings, theme=change.theme)
    back.filter(found_as=gone).update(found_as=None)
    back.update(theme=gone)
    Theme.objects.filter(pk=gone.pk).update(merged_into=None)
    Theme.objects.filter(pk__in=change.before["names"], merged_into=change.theme).update(merged_into=gone)


def _unsplit(change: ThemeChange) -> None:
    """The new theme is merged back, with what was tied to it since."""
    made = change.other
    if made is None or made.merged_into_id:
        raise NotNow
    theme, made = _locked(change.theme, made)
    _move(made, theme)
    Sighting.objects.filter(pk__in=change.sightings, found_as=made).update(found_as=None)
    made.merged_into = theme
    made.save(update_fields=["merged_into"])
