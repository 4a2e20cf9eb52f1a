"""`manage.py serve`: Debrief in one process, as `make demo` starts it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from config import env
from config.server import serve


class Command(BaseCommand):
    help = "Run Debrief in one process: pages, live streams and sweeps."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        if not env.text("DEBRIEF_BASE_URL"):
            # Links in mails must lead to the port that was chosen here.
            settings.BASE_URL = f"http://{options['host']}:{options['port']}"
        self.stdout.write(_("Debrief is at %(url)s (Ctrl-C ends it)") % {"url": settings.BASE_URL})
        serve(options["host"], options["port"])
