"""What a live process of its own serves in tests: the stream app, with one topic that everyone signed in may hear."""

from live.stream import application  # isort: skip — first: alone under uvicorn it sets up Django
from live.regions import Region, register

__all__ = ["application"]

register(
    "board",
    [Region("board", lambda subject: f"<p>board {subject}</p>", lambda people, subject: [user.pk for user in people])],
)
