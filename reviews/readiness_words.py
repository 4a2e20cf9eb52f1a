"""What is said about each line of the list before a review, marked for translation: the rule itself knows no Django."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Words:
    """fine: said when there is nothing to do; do: what to do, with %(n)d where something is counted; page: where."""

    fine: "_StrOrPromise"
    do: "_StrOrPromise"
    page: str
    link: "_StrOrPromise"


_EDIT = ("document_edit", _("Write"))
_DESK = ("desk", _("Add talking points"))
_INCIDENT = ("incidents:incident", _("Add to the incident"))

WORDS = {
    "people": Words(
        _("Everyone who was involved has their view in it:"),
        _("Nothing is told from where these people were. Ask them what they saw, and add it:"),
        *_INCIDENT,
    ),
    "nobody": Words("", _("Nobody is written down as involved yet. Say who was there and what they saw."), *_INCIDENT),
    "parts": Words(
        _("Every perspective that a review asks for is there."),
        _(
            "These perspectives are missing. Find somebody who can speak for them, or say in the text that nobody could:"
        ),
        "people",
        _("Invite people"),
    ),
    "times": Words(
        _("Every moment of the narrative has a time."),
        _("These moments of the narrative name no time. A rough one helps too:"),
        *_EDIT,
    ),
    "tellers": Words(
        _("For every event it is known who tells it."),
        _("Nobody is asked yet to tell these moments in the meeting:"),
        *_INCIDENT,
    ),
    "no_events": Words("", _("The timeline is empty. Its first and its last moment are a good start."), *_INCIDENT),
    "themes": Words(
        _("Every theme is tied to something that happened."),
        _("These themes point to no moment and no words yet. Say where they showed:"),
        *_INCIDENT,
    ),
    "no_themes": Words("", _("No theme is named yet. What surprised people, what was hard?"), *_INCIDENT),
    "impact": Words(
        _("What it meant for others is described."),
        _("Say who felt it and how: people who read along need it first."),
        *_EDIT,
    ),
    "detection": Words(
        _("How it was noticed is described."),
        _("Say who noticed it, when and by what."),
        *_EDIT,
    ),
    "disputes": Words(
        _("No passage is disputed."),
        ngettext_lazy(
            "%(n)d passage is disputed. Talk with the person, or show both views in the text.",
            "%(n)d passages are disputed. Talk with the people, or show both views in the text.",
            "n",
        ),
        "sign_offs",
        _("See what is disputed"),
    ),
    "questions": Words(
        _("The template’s questions are all answered."),
        ngettext_lazy(
            "%(n)d question of the template stands in the text unanswered. Answer it, or take it out.",
            "%(n)d questions of the template stand in the text unanswered. Answer them, or take them out.",
            "n",
        ),
        *_EDIT,
    ),
    "hints": Words(
        _("No hints about the wording are left."),
        ngettext_lazy(
            "%(n)d hint about the wording is left. Consider it, or dismiss it.",
            "%(n)d hints about the wording are left. Consider them, or dismiss them.",
            "n",
        ),
        *_EDIT,
    ),
    "points": Words(
        _("The talking points are there: two of this incident and two common themes."),
        _("Offer four talking points: two of this incident and two common themes."),
        *_DESK,
    ),
    "points_incident": Words(
        "",
        ngettext_lazy(
            "Offer %(n)d more talking point of this incident.",
            "Offer %(n)d more talking points of this incident.",
            "n",
        ),
        *_DESK,
    ),
    "points_common": Words(
        "",
        ngettext_lazy(
            "Offer %(n)d more talking point that is a common theme.",
            "Offer %(n)d more talking points that are common themes.",
            "n",
        ),
        *_DESK,
    ),
    "agenda": Words(
        _("The agenda fits the meeting."),
        ngettext_lazy(
            "The agenda is %(n)d minute longer than the meeting. Shorten a part, or take a longer slot.",
            "The agenda is %(n)d minutes longer than the meeting. Shorten a part, or take a longer slot.",
            "n",
        ),
        "agenda",
        _("Change the agenda"),
    ),
    "no_agenda": Words("", _("There is no agenda yet."), "agenda", _("Change the agenda")),
}

# How a text may say that something was felt, and that it was noticed; the beginnings of words are enough.
IMPACT = _("impact, affect, customer, user, unavailable, slow, lost")
DETECTION = _("detect, notic, alert, page, alarm, report, saw")
