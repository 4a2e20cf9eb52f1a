"""Runs the press (reviews/report_press.py) as a process of its own, which knows none of our secrets and may not take for ever."""

import os
import subprocess
import sys
from collections.abc import Callable
from threading import Thread, Timer
from typing import IO

from django.conf import settings

LONGEST = 180  # seconds by the clock
# The press sees these of our surroundings and no others: no key and no password.
SURROUNDINGS = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "FONTCONFIG_FILE",
)


class Failed(Exception):
    """The press gave up; the message is a key of the page's words."""


def pressed(handed: bytes, tell: Callable[[int], object]) -> bytes:
    """The PDF of what a sheet hands over; `tell` hears how many percent are done. Raises Failed."""
    surroundings = {name: os.environ[name] for name in SURROUNDINGS if name in os.environ}
    command = [sys.executable, "-m", "reviews.report_press"]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603  our own module, and nothing that people wrote in the command
        command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=settings.BASE_DIR, env=surroundings
    ) as press:
        assert press.stdin
        assert press.stdout
        assert press.stderr
        pages: list[bytes] = []
        reading = Thread(target=lambda out: pages.append(out.read()), args=(press.stdout,))
        stop = Timer(LONGEST, press.kill)
        reading.start()
        stop.start()
        try:
            press.stdin.write(handed)
            press.stdin.close()
            _follow(press.stderr, tell)
        except BrokenPipeError as error:
            raise Failed("trouble") from error
        finally:
            stop.cancel()
            reading.join()
    if press.returncode or not pages or not pages[0].startswith(b"%PDF"):
        raise Failed("too_big" if press.returncode and press.returncode < 0 else "trouble")
    return pages[0]


def _follow(lines: IO[bytes], tell: Callable[[int], object]) -> None:
    for line in lines:
        word, _, number = line.strip().partition(b" ")
        if word == b"percent" and number.isdigit():
            tell(int(number))
