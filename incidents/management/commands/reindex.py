"""`manage.py reindex`: makes the full-text index say what the incidents, documents and themes say."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from incidents.actions import index


class Command(BaseCommand):
    help = "Heal the search: write into its index what differs from the things themselves. Safe to run at any time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="write everything anew, also what looks unchanged")

    def handle(self, *args: Any, **options: Any) -> None:
        changed = index.reindex(anew=options["all"])
        self.stdout.write(f"{changed} entries were written or dropped.")
