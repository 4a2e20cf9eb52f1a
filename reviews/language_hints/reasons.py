"""What is said about each kind of hint: one sentence why, with its source, and a wording to consider. Plain English."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """`name` for a list, `why` in one sentence with its source, `instead` as a wording to consider."""

    name: str
    why: str
    instead: str


# The pages send these through gettext; the keys are the kinds.
REASONS = {
    "counterfactual": Reason(
        "What did not happen",
        "What people did not do explains nothing that happened; what they saw and did does (Etsy's debriefing guide).",
        "Consider what was done and why it made sense: “At 14:05 Ana looked at the queue, because the page named it.”",
    ),
    "hindsight": Reason(
        "Known only afterwards",
        "It looks plain because the end is known now; it was not to the people inside it (Dekker's Field Guide).",
        "Consider what could be seen then, by whom and where: “The graph showed …; at that time it was read as …”",
    ),
    "person_as_cause": Reason(
        "Stops at a person",
        "A person's slip is where the questions start, not where they end (Dekker's Field Guide).",
        "Consider what made the act sensible or the slip easy: “Both prompts looked alike, and the command ran on …”",
    ),
    "single_cause": Reason(
        "Stops at one cause",
        "Incidents need several things to come together, and one cause hides the others (the Howie guide).",
        "Consider several contributors: “Among what made this possible were …, … and …”",
    ),
    "judgement": Reason(
        "Grades what people did",
        "A grade closes the talk and people tell less; a description keeps it open (Jeli's guide).",
        "Consider describing without a grade: what was known, which choices there were, and what was weighed.",
    ),
}
