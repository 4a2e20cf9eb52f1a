"""Questions to open an interview with, by what they are good for. In our own words, after the guides that are named."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Openers:
    """What the questions are good for, after which guide, and the questions."""

    title: str
    after: str
    questions: list[str]


def openers() -> list[Openers]:
    """From the first minute to the last."""
    return [_before(), _begin(), _work(), _moment(), _beside(), _end()]


def _before() -> Openers:
    return Openers(
        _("Before the first question"),
        _("after the Howie guide"),
        [
            _("Say what the chat is for, who reads the notes, and until when. Ask whether writing notes is all right."),
            _("Say that anything can be put off the record, also afterwards."),
            _("You are the one who does not know yet; they are the expert on their own day."),
        ],
    )


def _begin() -> Openers:
    return Openers(
        _("To begin"),
        _("after the Howie guide"),
        [
            _("What do you do here, and how did you come into this?"),
            _("How did you first hear that something was going on? What were you doing just then?"),
            _("Tell it from your side, from the beginning; I will listen first and ask later."),
        ],
    )


def _work() -> Openers:
    return Openers(
        _("How the work is done"),
        _("after Etsy’s debriefing facilitation guide"),
        [
            _("How does this go on an ordinary day? Could you show me?"),
            _("What do you look at first, and how do you know what it means?"),
            _("What would somebody new have to know that is written down nowhere?"),
            _("What was the same as always, until it was not?"),
        ],
    )


def _moment() -> Openers:
    return Openers(
        _("At one moment"),
        _("after Dekker’s field guide"),
        [
            _("What did you see, hear or read just then? What stood out?"),
            _("What did you expect to happen next?"),
            _("What were you trying to bring about, and what else had to be kept in view?"),
            _("Did it remind you of something you had met before?"),
            _("What else could you have done, and what spoke for and against it, with what you knew then?"),
            _("How sure were you? What would have told you otherwise?"),
        ],
    )


def _beside() -> Openers:
    return Openers(
        _("Around it"),
        _("after Etsy’s debriefing facilitation guide"),
        [
            _("Whom did you ask, or wish to ask? How did you know whom?"),
            _("What got in the way: tools, time, other work, words that meant two things?"),
            _("What went well that nobody will write down?"),
        ],
    )


def _end() -> Openers:
    return Openers(
        _("To end"),
        _("after the Howie guide"),
        [
            _("What surprised you? What do you still not understand?"),
            _("Who else should I talk to, and about what?"),
            _("What did I not ask? Is there anything you would like off the record?"),
        ],
    )
