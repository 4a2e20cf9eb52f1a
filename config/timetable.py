"""The timetable of sweeps: what is looked for, and how often. Add a line for each; Celery beat and the embedded ticker both read it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sweep:
    """`task` is the dotted path of a Celery task without arguments, safe to run twice; `every` is in seconds."""

    name: str
    task: str
    every: int


# Found due late by at most this long; what is due at once rings the bell and does not wait.
SWEEPS = [
    Sweep("messages", "outbox.tasks.send_due", every=10),
    Sweep("messages to forget", "outbox.tasks.forget_fleeting", every=3600),
    Sweep("surveys to open", "surveys.tasks.open_due", every=15),
    Sweep("surveys to seal", "surveys.tasks.seal_due", every=60),
    Sweep("trend points", "surveys.tasks.draw_due", every=60),
    Sweep("review messages", "reviews.tasks.heal_promises", every=60),
    Sweep("rabbit holes to count", "reviews.tasks.settle_rabbit_holes", every=5),
    Sweep("report PDFs", "reviews.report_tasks.make_pdfs", every=2),
    Sweep("reports awaited", "reviews.report_tasks.heal_reports", every=3600),
    Sweep("chat notices", "reviews.chat_tasks.heal_chats", every=60),
    Sweep("chat notices of surveys", "surveys.tasks.tell_chats", every=60),
    Sweep("notes of interviews", "reviews.interview_tasks.delete_notes", every=300),
    Sweep("evidence to bring in", "incidents.tasks.bring_evidence_in", every=2),
    Sweep("evidence previews left behind", "incidents.tasks.forget_previews", every=3600),
    Sweep("archive previews left behind", "reviews.archive_tasks.forget_previews", every=3600),
    Sweep("follow-ups and ideas", "reviews.follow_up_tasks.heal", every=300),
    Sweep("where follow-ups are tracked", "reviews.follow_up_tasks.read_tracked", every=120),
    Sweep("rules of clocks", "reviews.tasks.keep_wall_times", every=3600),
    Sweep("search index", "incidents.tasks.heal_index", every=86_400),
]

# In a demo the people whom nobody plays take part by themselves.
DEMO_SWEEPS = [Sweep("the others of the story", "demo.tasks.others_do", every=3)]
