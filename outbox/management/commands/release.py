"""`manage.py release KEY…` or `--all`: let held messages go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import ngettext

from outbox import queries
from outbox.actions import messages


class Command(BaseCommand):
    help = "Let messages go that were held back; each is sent when it is due, unless it is no longer wanted by then."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("keys", nargs="*", metavar="KEY")
        parser.add_argument("--all", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = [message for message in queries.held() if options["all"] or message.key in options["keys"]]
        count = sum(messages.release(message=message, by=None) for message in chosen)
        said = ngettext("%(count)d message was released.", "%(count)d messages were released.", count)
        self.stdout.write(said % {"count": count})
