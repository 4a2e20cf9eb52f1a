"""The registry of live regions: how to render one, and who may listen. Apps register theirs in `AppConfig.ready`."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User

logger = logging.getLogger(__name__)

MayListen = Callable[[User, str], bool]
Present = Callable[[str, set[int]], None]


@dataclass(frozen=True)
class Region:
    """A part of a page that is the same for everyone who may listen to it: no names of the reader, no tokens, no "my"."""

    name: str
    render: Callable[[str], str]
    may_listen: MayListen


@dataclass(frozen=True)
class Kind:
    """The regions of all topics "<kind>:<subject id>"; `present` is told every few seconds who has a stream open."""

    regions: Mapping[str, Region]
    present: Present | None = None


_kinds: dict[str, Kind] = {}
_NOBODY = Kind({})


def register(kind: str, regions: Iterable[Region], present: Present | None = None) -> None:
    """Make topics of this kind known. Registering again replaces (a test may, an app does it once)."""
    _kinds[kind] = Kind({region.name: region for region in regions}, present)


def kind_of(topic: str) -> Kind:
    """The kind of "<kind>:<subject id>"; one without regions, which nobody may hear, if it is unknown."""
    return _kinds.get(topic.partition(":")[0], _NOBODY)


def subject_of(topic: str) -> str:
    return topic.partition(":")[2]


def heard_by(user: User, topic: str) -> frozenset[str]:
    """Names of the regions that this person may hear now; each rule is asked once. Empty for strangers."""
    regions = kind_of(topic).regions.values()
    answers = {rule: rule(user, subject_of(topic)) for rule in {region.may_listen for region in regions}}
    return frozenset(region.name for region in regions if answers[region.may_listen])


def render(topic: str, names: Iterable[str]) -> dict[str, SafeString]:
    """Render regions as everyone sees them, in the installation's language and zone. One that fails is logged and left out."""
    regions, html = kind_of(topic).regions, {}
    with translation.override(settings.LANGUAGE_CODE), timezone.override(ZoneInfo(settings.DEFAULT_ZONE)):
        for name in names:
            try:
                html[name] = mark_safe(regions[name].render(subject_of(topic)))  # noqa: S308 — rendered by a template
            except Exception:
                logger.exception("Region %s of %s could not be rendered.", name, topic)
    return html


def snapshot(user: User, topic: str) -> dict[str, SafeString]:
    """All regions that this person may hear, as a fresh page shows them and as the stream would send them."""
    return render(topic, sorted(heard_by(user, topic)))
