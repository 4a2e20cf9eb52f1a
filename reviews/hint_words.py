"""What is said about each kind of hint, marked for translation: the rules themselves know no Django."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class HintWords:
    """As reviews.language_hints.reasons.Reason, in the reader's language."""

    name: "_StrPromise"
    why: "_StrPromise"
    instead: "_StrPromise"


# Word for word as in reviews.language_hints.reasons; a test holds the two together.
HINT_WORDS = {
    "counterfactual": HintWords(
        _("What did not happen"),
        _(
            "What people did not do explains nothing that happened; what they saw and did does (Etsy's debriefing guide)."
        ),
        _(
            "Consider what was done and why it made sense: “At 14:05 Ana looked at the queue, because the page named it.”"
        ),
    ),
    "hindsight": HintWords(
        _("Known only afterwards"),
        _("It looks plain because the end is known now; it was not to the people inside it (Dekker's Field Guide)."),
        _("Consider what could be seen then, by whom and where: “The graph showed …; at that time it was read as …”"),
    ),
    "person_as_cause": HintWords(
        _("Stops at a person"),
        _("A person's slip is where the questions start, not where they end (Dekker's Field Guide)."),
        _(
            "Consider what made the act sensible or the slip easy: “Both prompts looked alike, and the command ran on …”"
        ),
    ),
    "single_cause": HintWords(
        _("Stops at one cause"),
        _("Incidents need several things to come together, and one cause hides the others (the Howie guide)."),
        _("Consider several contributors: “Among what made this possible were …, … and …”"),
    ),
    "judgement": HintWords(
        _("Grades what people did"),
        _("A grade closes the talk and people tell less; a description keeps it open (Jeli's guide)."),
        _("Consider describing without a grade: what was known, which choices there were, and what was weighed."),
    ),
}
