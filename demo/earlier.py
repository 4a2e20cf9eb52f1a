"""Smaller incidents of the weeks before the sample story, so that lists and common themes have something to show. Plain facts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Agreed:
    """A follow-up: whose, due so many weeks after the meeting, why; done after so many weeks, or why it was chosen not to be."""

    what: str
    who: str
    due: int
    why: str = ""
    done: int = 0
    because: str = ""


@dataclass(frozen=True)
class Earlier:
    """`weeks` before the story's own week; `moments`: (minutes after detection, whose key, what); one theme seen at the first.

    `came`: who was at the meeting, by first names; `answers`: for each one who answered, a digit from 1 to 5 a statement.
    `report`: who agreed to be named in the published one; "" where there is none.
    """

    weeks: int
    title: str
    severity: str
    services: tuple[str, ...]
    impact: str
    moments: tuple[tuple[int, str, str], ...]
    theme: str
    came: str
    answers: tuple[str, ...]
    texts: tuple[str, ...] = ()
    report: str = ""
    agreed: tuple[Agreed, ...] = ()


# What was tried in between: weeks before the story's own, what, why.
CHANGES = [
    (6, "The document goes out a day ahead", "the first meetings began with everybody reading"),
    (3, "The vote stands at the start", "who spoke first used to choose what was talked about"),
]

EARLIER = [
    Earlier(
        8,
        "Mail to new accounts delayed",
        "SEV-3",
        ("Mail",),
        "New people waited up to three hours for their first mail.",
        (
            (0, "support-1", "Three people ask where their mail is."),
            (40, "engineer-2", "The queue is found full; its graph had no alert."),
        ),
        "A silent tool during a long night",
        "Ana Ben Dev Gus Cleo Emil",
        ("3332", "2342", "3223", "4333", "3242", "3333"),
        ("Most of the hour went into reading.",),
        agreed=(
            Agreed(
                "Give the queue an alert on its oldest mail",
                "Dev",
                2,
                "Its graph looked calm while people waited.",
                done=1,
            ),
        ),
    ),
    Earlier(
        7,
        "Runners slow after an upgrade",
        "SEV-3",
        ("CI runners",),
        "Pipelines took twice as long for a morning.",
        (
            (0, "engineer-3", "Jobs wait; the new image is larger than the old one."),
            (95, "manager-1", "The old image is put back."),
        ),
        "Upgrades met by one team alone",
        "Ana Ben Emil Gus Dev",
        ("3343", "3233", "4333", "2342"),
        agreed=(
            Agreed(
                "Upgrade one runner a day ahead of the others",
                "Emil",
                3,
                "A slow morning would have been one slow pipeline.",
                done=3,
            ),
            Agreed(
                "Measure every image before it is used",
                "Gus",
                4,
                because="It would hold up each upgrade for what one runner ahead shows as well.",
            ),
        ),
    ),
    Earlier(
        6,
        "Certificate of the package host expired",
        "SEV-2",
        ("Packages",),
        "Nobody could fetch packages for forty minutes.",
        (
            (0, "engineer-1", "Alerts arrive together with the first customers."),
            (15, "comms-1", "The status page says what is known, and what is not."),
        ),
        "What working in the open gave the responders",
        "Ana Ben Dev Faye Gus Cleo",
        ("4343", "3444", "3343", "3353"),
        (
            "Good to have read it before.",
            "I did not know that support sees this first.",
        ),
    ),
    Earlier(
        5,
        "Search index behind by a day",
        "SEV-4",
        ("Search",),
        "Results were a day old; few noticed.",
        ((0, "engineer-2", "A restored index turns out to be yesterday's."),),
        "Backups that nobody had restored",
        "Ana Cleo Dev Emil Gus Faye",
        ("4454", "3344", "4343", "4445", "3454", "4344"),
    ),
    Earlier(
        4,
        "Webhooks sent twice",
        "SEV-3",
        ("Webhooks",),
        "About 9,000 webhooks arrived twice.",
        (
            (0, "support-1", "A customer shows two equal entries."),
            (30, "engineer-3", "A worker on a host thought to be staging is found at work."),
        ),
        "Telling two hosts apart at the terminal",
        "Ana Ben Cleo Dev Emil Gus Faye",
        ("4444", "3455", "4353", "4443", "5454", "3345", "4454"),
        ("More time for the themes, please.",),
    ),
    Earlier(
        3,
        "Registry storage nearly full",
        "SEV-3",
        ("Registry",),
        "Pushes failed now and then for an hour.",
        ((0, "engineer-1", "Disk alert at 97 per cent; the cleaner had logged nothing for weeks."),),
        "A silent tool during a long night",
        "Ana Ben Cleo Dev Emil Gus Faye Hana",
        ("4554", "4453", "3455", "5543", "4344", "4455"),
        ("The vote helped: we talked about what was on my mind.",),
        agreed=(Agreed("Let the cleaner say each day what it removed", "Emil", 2, "Its silence looked like success."),),
    ),
    Earlier(
        2,
        "Login codes refused",
        "SEV-2",
        ("Sign-in",),
        "One in five could not sign in for twenty minutes.",
        (
            (0, "comms-1", "Reports come first from social media."),
            (12, "engineer-2", "Two clocks differ by forty seconds."),
        ),
        "Upgrades met by one team alone",
        "Ana Ben Cleo Dev Emil Faye Gus Hana Ivo",
        ("5555", "4455", "4454", "5554", "4545", "5455", "3454", "4454"),
        (
            "It was the first time I said what I did not know that day.",
            "Quiet people spoke.",
        ),
        report="Cleo Dev",
        agreed=(
            Agreed(
                "Count refused codes apart from mistyped ones", "Dev", 6, "Nothing stood out in one number for both."
            ),
        ),
    ),
    Earlier(
        1,
        "Restore drill that did not restore",
        "SEV-4",
        ("Primary database",),
        "Nobody outside noticed.",
        (
            (0, "engineer-3", "The drill stops at a missing key."),
            (60, "manager-1", "The key is found with a person on leave."),
        ),
        "Backups that nobody had restored",
        "Ana Ben Cleo Dev Emil Faye Gus Hana Ivo",
        ("5555", "5455", "4555", "5554", "4454", "5555", "5555", "4554"),
        (
            "I would come again.",
            "Could the narrative be shorter?",
        ),
        agreed=(Agreed("Have a second holder of every key", "Gus", 5, "One of them is always on leave."),),
    ),
]
