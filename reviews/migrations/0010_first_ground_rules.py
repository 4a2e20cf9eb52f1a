"""The usual ground rules, for every series that writes none of its own."""

from django.db import migrations

RULES = [
    (
        "practical",
        "Somebody minds the time. When a part runs long we say so, and either give it a few minutes or park it.",
        "Parked is not forgotten.",
    ),
    (
        "practical",
        "One person speaks at a time. Raise a hand or write it down; both count the same.",
        "",
    ),
    (
        "practical",
        "You may pass, and you may step out. Nobody has to say why.",
        "“Pass” is a full answer.",
    ),
    (
        "practical",
        "Today is for understanding. Ideas for fixes are welcome and are parked until the last part.",
        "Understand first, mend afterwards.",
    ),
    (
        "interactional",
        "We are looking at how the work went, not for somebody to blame. Blame comes up all the same; "
        "when we notice it, we say so kindly and go back to what happened.",
        "A name is not an explanation.",
    ),
    (
        "interactional",
        "We know how it ended; the people in it did not. We stay with what they could see at that moment.",
        "The ending is ours, not theirs.",
    ),
    (
        "interactional",
        "“Should have” and “could have” tell of a day that did not happen. "
        "We ask what did happen, and what made it the sensible thing to do.",
        "Stay with the day that was.",
    ),
    (
        "interactional",
        "We are curious: “how” and “what” before “why”. Whatever puzzles us is where we can learn.",
        "Puzzled is a good place to begin.",
    ),
    (
        "interactional",
        "Everyone saw another part of it. Two accounts that do not agree are two things to learn.",
        "Both can be true.",
    ),
]


def write(apps, schema_editor):
    GroundRule = apps.get_model("reviews", "GroundRule")
    for position, (kind, text, saying) in enumerate(RULES, start=1):
        GroundRule.objects.create(series=None, kind=kind, text=text, saying=saying, position=position)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0009_opening")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
